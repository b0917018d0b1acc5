import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import type { Participant } from './live-participant.ts';
import type { MediaPlane, MediaRoom, MediaSession } from './media-plane.ts';
import { joinedOf } from './participant.ts';
import type { Room } from './room.ts';

/** A dead worker's successor is there within milliseconds; five tries over 3 s cover a slow machine. */
const RECOVERY_DELAYS_MS = [0, 100, 400, 900, 1600];

/** Opens the media behind rooms, and opens it again when it was lost. */
export class RoomMedia {
  readonly #mediaPlane: MediaPlane;
  readonly #report: (error: unknown) => void;

  constructor({ mediaPlane, report }: { mediaPlane: MediaPlane; report: (error: unknown) => void }) {
    this.#mediaPlane = mediaPlane;
    this.#report = report;
  }

  /** Errors: MEDIA_UNAVAILABLE, ROOM_ENDED when the room closed meanwhile. */
  async openSession(room: Room, participant: Participant): Promise<MediaSession> {
    const media = await this.#open(room);
    if (room.closed) throw new AppError('ROOM_ENDED');
    return media.openSession(participant.id, {
      consumerChanged: (state) => participant.connection?.send('consumer:changed', state),
      consumerClosed: (consumerId) => participant.connection?.send('consumer:closed', { consumerId }),
    });
  }

  #open(room: Room): Promise<MediaRoom> {
    if (room.media) return room.media;
    const opening = this.#mediaPlane.openRoom(room.id, {
      speakersChanged: (event) => room.broadcast('speakers:changed', event, { volatile: true }),
      lost: () => {
        if (room.media === opening) room.media = null;
        this.#recover(room).catch(this.#report);
      },
    });
    room.media = opening;
    opening.catch(() => {
      if (room.media === opening) room.media = null;
    });
    return opening;
  }

  /** Gives everyone at the table a new session; what they published is gone until they publish it again. */
  async #recover(room: Room): Promise<void> {
    const affected = [...room.seated];
    for (const participant of affected) participant.producers.clear();
    for (const delayMs of RECOVERY_DELAYS_MS) {
      await delay(delayMs, undefined, { ref: false });
      if (room.closed) return;
      try {
        await this.#open(room);
        break;
      } catch (error) {
        this.#report(error);
      }
    }
    await Promise.all(affected.map((participant) => this.#replaceSession(room, participant)));
  }

  async #replaceSession(room: Room, participant: Participant): Promise<void> {
    const lost = joinedOf(participant.state)?.session;
    if (!lost) return;
    try {
      const session = await this.openSession(room, participant);
      // Meanwhile they may have left, or resumed with a session of their own.
      if (joinedOf(participant.state)?.session !== lost) return session.close();
      participant.apply({ kind: 'replace-session', session });
      participant.connection?.send('session:replaced', session.options);
      room.broadcast('participant:updated', participant.view());
    } catch (error) {
      this.#report(error);
    }
  }
}
