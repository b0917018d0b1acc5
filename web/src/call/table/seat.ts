import type { JoinedReply, Source } from '../../../../src/protocol/index.ts';
import type { ServerEvent, Signaling } from '../../session/signaling.ts';
import type { CallState, Notice, TableState } from '../call-state.ts';
import { LiveLine } from '../line/live-line.ts';
import type { LocalTracks, MediaWay, OpenMediaLink } from '../media/ports.ts';
import { ALL_SOURCES } from '../media/publisher.ts';
import type { Size } from '../media/subscriber.ts';
import { TableMedia } from '../media/table-media.ts';
import type { SeatState } from '../meeting/features.ts';
import { lockedFor } from '../meeting/own-view.ts';
import type { StateFeed } from '../state-feed.ts';
import { applyToTable, noticesOf, tableOf, turnMedia } from './table-events.ts';

export interface SeatOptions {
  readonly signaling: Signaling;
  readonly local: LocalTracks;
  readonly openMedia: OpenMediaLink;
  readonly estimateTile: (tiles: number) => Size;
}

/** What the pages use of it. */
export type OwnPlace = Omit<Seat, 'media' | 'taken' | 'received' | 'left' | 'setPageHidden' | 'setSoundOnly'>;

/** One's own place at the table: what is shown there and what one sends, over connections that drop. */
export class Seat {
  /** What one types into the chat, where one lets the others read along. */
  readonly line: LiveLine;
  readonly #options: SeatOptions;
  readonly #feed: StateFeed<CallState, Notice>;
  /** Of the stay; null: one is not at the table. */
  #media: TableMedia | null = null;
  #isPageHidden = false;
  #isSoundOnly = false;

  constructor(options: SeatOptions, feed: StateFeed<CallState, Notice>) {
    const { signaling } = options;
    this.#options = options;
    this.#feed = feed;
    // Said anew by the line itself: sent again as a command it would say what was deleted since.
    this.line = new LiveLine({ send: (text) => signaling.request('text:type', { text }) });
  }

  get media(): TableMedia | null {
    return this.#media;
  }

  /** Whoever comes back finds the media that the server has kept, and what only this page knew of them. */
  taken(reply: JoinedReply): void {
    performance.mark('tafelrunde:joined');
    const state = this.#feed.getSnapshot();
    const before = state.place === 'table' ? state : null;
    const isKept = before !== null && reply.sessionKept && this.#media !== null;
    const { health, sending, tracks, upload, download, relief, resting, isVoicePoor } = isKept
      ? before
      : tableOf(reply);
    this.#feed.set({
      ...tableOf(reply, before),
      health,
      sending,
      tracks,
      upload,
      download,
      relief,
      resting,
      isVoicePoor,
    });
    if (before === null) this.#begin(reply);
    if (reply.self.role === 'observer') for (const source of ALL_SOURCES) this.#options.local.switchOff(source);
    const media = this.#media ?? this.#newMedia();
    this.#media = media;
    media.setSigning(reply.room.signing, reply.self.participantId);
    media.setParticipants(reply.participants, reply.self.participantId);
    if (isKept) media.resume(reply);
    else void media.open(reply, { isBack: before !== null });
  }

  /** Before anything of one goes out. */
  #begin({ room }: JoinedReply): void {
    const { local } = this.#options;
    if (room.cameraOnEntry !== 'blurred' || !local.blur()) return;
    if (local.local('camera').wanted) this.#feed.notice({ kind: 'blurred-on-entry' });
  }

  received(table: TableState, event: ServerEvent): void {
    const notices = noticesOf(table, event);
    const after = applyToTable(table, event);
    if (after !== table) this.#feed.set(after);
    if (after.room.signing !== table.room.signing) {
      this.#media?.setSigning(after.room.signing, after.self.participantId);
    }
    if (after.participants !== table.participants) {
      this.#media?.setParticipants(after.participants, after.self.participantId);
    }
    if (this.#media !== null) turnMedia(this.#media, event);
    for (const notice of notices) this.#feed.notice(notice);
  }

  left(): void {
    this.#media?.close();
    this.#media = null;
  }

  /** What was asked of one there is answered. */
  settle(answered: Partial<SeatState>): void {
    const state = this.#feed.getSnapshot();
    if (state.place === 'table') this.#feed.set({ ...state, ...answered });
  }

  /** What happened on this page alone and deserves a word. */
  tell(notice: Extract<Notice, { kind: `device-${string}` | 'held-back' }>): void {
    if (this.#feed.getSnapshot().place === 'table') this.#feed.notice(notice);
  }

  /** A picture that is on the screen now, in device pixels. */
  show(producerId: string, size: Size): void {
    this.#media?.subscriber.show(producerId, size);
  }

  hide(producerId: string): void {
    this.#media?.subscriber.hide(producerId);
  }

  /** Whoever of the others has spoken for a while, as it is shown; null: nobody yet. */
  setSpeaker(participantId: string | null): void {
    this.#media?.subscriber.setSpeaker(participantId);
  }

  /** Of somebody else's pictures one is seen for the first time. */
  seen(): void {
    this.#media?.pictureSeen();
  }

  /** One's own picture, which is off for want of a way up, without waiting. */
  tryPicture(): void {
    this.#media?.tryPicture();
  }

  /** One's own shared screen, which a newer one covers, in front of it. */
  showScreenAgain(): void {
    this.#media?.showScreenAgain();
  }

  /** By which ways one's sound and pictures go now. */
  async ways(): Promise<readonly MediaWay[]> {
    return (await this.#media?.ways()) ?? [];
  }

  setPageHidden(isHidden: boolean): void {
    this.#isPageHidden = isHidden;
    this.#media?.subscriber.setPageHidden(isHidden);
  }

  setSoundOnly(isSoundOnly: boolean): void {
    this.#isSoundOnly = isSoundOnly;
    this.#media?.setSoundOnly(isSoundOnly);
  }

  #newMedia(): TableMedia {
    const { signaling } = this.#options;
    const media = new TableMedia({
      ...this.#options,
      changed: (part) => {
        const state = this.#feed.getSnapshot();
        if (state.place === 'table') this.#feed.set({ ...state, ...part });
        if (part.health === 'interrupted') signaling.doubt();
      },
      notice: (notice) => this.#feed.notice(notice),
      heldBack: (source) => this.#heldBack(source),
      heardAgain: () => signaling.hope(),
    });
    media.subscriber.setPageHidden(this.#isPageHidden);
    media.setSoundOnly(this.#isSoundOnly);
    return media;
  }

  #heldBack(source: Source): void {
    if (source !== 'microphone' && source !== 'camera') return;
    const state = this.#feed.getSnapshot();
    if (state.place === 'table' && lockedFor(state)[source]) this.#feed.notice({ kind: 'held-back', source });
    else this.#feed.notice({ kind: source === 'microphone' ? 'muted-on-entry' : 'camera-off-on-entry' });
  }
}
