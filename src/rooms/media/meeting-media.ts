import { withDeadline } from '../../platform/deadline.ts';
import { AppError } from '../../platform/errors.ts';
import { joinedOf, type Meeting, type Participant, PerMeeting } from '../meeting/index.ts';
import type { TurnAccessFor } from '../ports/auth.ts';
import type { MediaPlane, MediaRoom, MediaSession } from '../ports/media-plane.ts';

/**
 * A hanging worker is found out, replaced and asked again within 6 s. Browsers wait 10 s for an answer: they must get
 * one, be it a refusal, while they still listen.
 */
const SESSION_WITHIN_MS = 8_000;
/** A dead worker's successor is there within milliseconds, unless it dies as well: then after 10 s or more. */
const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 1_000;

interface MeetingMediaOptions {
  readonly mediaPlane: MediaPlane;
  readonly turnAccess: TurnAccessFor;
  readonly mustBeHeard: (participant: Participant) => boolean;
  readonly signs: (meeting: Meeting, participantId: string) => boolean;
  readonly report: (error: unknown) => void;
}

/** Opens the media behind rooms, and opens it again when it was lost. */
export class MeetingMedia {
  readonly #mediaPlane: MediaPlane;
  readonly #turnAccess: TurnAccessFor;
  readonly #mustBeHeard: MeetingMediaOptions['mustBeHeard'];
  readonly #signs: MeetingMediaOptions['signs'];
  readonly #report: (error: unknown) => void;
  readonly #recovery = new PerMeeting(() => ({ isOn: false }));
  /** What each session was opened on; with a room's media its sessions are lost. */
  readonly #mediaOf = new WeakMap<MediaSession, Promise<MediaRoom>>();

  constructor({ mediaPlane, turnAccess, mustBeHeard, signs, report }: MeetingMediaOptions) {
    this.#mediaPlane = mediaPlane;
    this.#turnAccess = turnAccess;
    this.#mustBeHeard = mustBeHeard;
    this.#signs = signs;
    this.#report = report;
  }

  /** Errors: MEDIA_UNAVAILABLE, also when there is no answer in time; ROOM_ENDED when the room closed meanwhile. */
  async openSession(meeting: Meeting, participant: Participant): Promise<MediaSession> {
    const opening = this.#openSession(meeting, participant);
    try {
      return await withDeadline(opening, { withinMs: SESSION_WITHIN_MS, late: (session) => session.close() });
    } catch (cause) {
      throw cause instanceof AppError ? cause : new AppError('MEDIA_UNAVAILABLE', { cause });
    }
  }

  signersChanged(meeting: Meeting, participantIds: readonly string[]): void {
    meeting.media?.then(
      (room) => room.signersChanged(participantIds),
      // Whoever opens it next asks anew.
      () => {},
    );
  }

  async #openSession(meeting: Meeting, participant: Participant): Promise<MediaSession> {
    const media = this.#open(meeting);
    try {
      return await this.#openOn(media, meeting, participant);
    } catch (error) {
      if (meeting.closed || meeting.media === media) throw error;
      // It was lost at this very moment, and its successor is on the way.
      return this.#openOn(this.#open(meeting), meeting, participant);
    }
  }

  async #openOn(media: Promise<MediaRoom>, meeting: Meeting, participant: Participant): Promise<MediaSession> {
    const opened = await media;
    if (meeting.closed) throw new AppError('ROOM_ENDED');
    const session: MediaSession = await opened.openSession(participant.id, {
      consumerChanged: (state) => participant.connection?.send('consumer:changed', state),
      consumerClosed: (consumerId) => participant.connection?.send('consumer:closed', { consumerId }),
      lineChanged: (isBroken) => {
        if (joinedOf(participant.state)?.session === session) tellLine(meeting, participant, isBroken);
      },
      screenCodecsChanged: (codecs) => {
        // Before that it is in what they are told when they come in.
        if (joinedOf(participant.state)?.session === session)
          participant.connection?.send('codecs:changed', { codecs });
      },
      // Who is cut off is told when they come back, in the session's options.
      layersWanted: (wanted) => {
        if (joinedOf(participant.state)?.session === session) participant.connection?.send('layers:wanted', wanted);
      },
    });
    if (meeting.media !== media) {
      session.close();
      throw new AppError('MEDIA_UNAVAILABLE', { details: { reason: 'lost while the session was made' } });
    }
    this.#mediaOf.set(session, media);
    return session;
  }

  #open(meeting: Meeting): Promise<MediaRoom> {
    if (meeting.media) return meeting.media;
    const opening = this.#mediaPlane.openRoom(meeting.id, {
      speakersChanged: (event) => meeting.tell.speakers(event),
      mustBeHeard: (participantId) => {
        const participant = meeting.people.find(participantId);
        return participant !== undefined && this.#mustBeHeard(participant);
      },
      signs: (participantId) => this.#signs(meeting, participantId),
      lost: () => {
        if (meeting.media !== opening) return;
        meeting.media = null;
        for (const participant of this.#withoutSession(meeting)) participant.producers.clear();
        this.#recover(meeting).catch(this.#report);
      },
    });
    meeting.media = opening;
    opening.catch(() => {
      if (meeting.media === opening) meeting.media = null;
    });
    return opening;
  }

  /** Those at the table whose session went with its worker. */
  #withoutSession(meeting: Meeting): readonly Participant[] {
    return meeting.people.seated.filter(({ state }) => {
      const session = joinedOf(state)?.session;
      return session !== undefined && this.#mediaOf.get(session) !== meeting.media;
    });
  }

  /**
   * Gives everyone at the table a new session, each as soon as there is one, for as long as it takes. What they
   * published is gone until they publish it again.
   */
  async #recover(meeting: Meeting): Promise<void> {
    const recovery = this.#recovery.of(meeting);
    if (recovery.isOn) return;
    recovery.isOn = true;
    let stopWaiting = () => {};
    meeting.scope.onClose(() => stopWaiting());
    try {
      for (let delayMs = FIRST_RETRY_MS; !meeting.closed; delayMs = Math.min(MAX_RETRY_MS, delayMs * 2)) {
        const affected = this.#withoutSession(meeting);
        const replaced = await Promise.allSettled(affected.map((one) => this.#replaceSession(meeting, one)));
        const failed = replaced.find((result) => result.status === 'rejected');
        if (failed && delayMs === FIRST_RETRY_MS && !meeting.closed) this.#report(failed.reason);
        const waiting = this.#withoutSession(meeting);
        if (waiting.length === 0) return;
        for (const participant of waiting) tellLine(meeting, participant, true);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, delayMs);
          stopWaiting = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    } finally {
      recovery.isOn = false;
    }
  }

  async #replaceSession(meeting: Meeting, participant: Participant): Promise<void> {
    const lost = joinedOf(participant.state)?.session;
    if (!lost) return;
    const session = await this.openSession(meeting, participant);
    // Meanwhile they may have left, or resumed with a session of their own.
    if (joinedOf(participant.state)?.session !== lost) return session.close();
    participant.apply({ kind: 'replace-session', session });
    const turn = this.#turnAccess(participant.id);
    participant.connection?.send('session:replaced', { session: session.options, turn });
    meeting.tellPerson(participant);
  }
}

function tellLine(meeting: Meeting, participant: Participant, isMediaCut: boolean): void {
  if (participant.lineState.isMediaCut === isMediaCut) return;
  participant.lineState.isMediaCut = isMediaCut;
  meeting.tellPerson(participant);
}
