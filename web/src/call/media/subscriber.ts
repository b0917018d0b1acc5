import type { ParticipantView, Source, ViewItem } from '../../../../src/protocol/index.ts';
import { MAX_VIEW_PIXELS } from '../../../../src/protocol/limits.ts';
import { RequestError } from '../../session/signaling.ts';
import { StateReport } from '../../session/state-report.ts';
import type { Relief } from '../line/relief-guard.ts';
import type { ReceivingLink } from './ports.ts';
import { relieved, type ShownPicture } from './relieved.ts';

/** A frame or three: tiles that move together make one command. */
const SETTLE_MS = 50;
/** After a view failed for another reason than the connection, which sends it anew by itself. */
const RETRY_MS = 1_000;

export interface Size {
  readonly width: number;
  readonly height: number;
}

interface SubscriberOptions {
  /** Size of a tile in device pixels, before the table has been drawn and measured. */
  readonly estimateTile: (tiles: number) => Size;
  /** What is asked for is about to be something else. */
  readonly changed?: () => void;
  /** Whose pictures are on the screen and not asked for any more, since this device does not bear them. */
  readonly rests?: (resting: ReadonlySet<string>) => void;
}

/** Keeps the server told of what this page shows, and how large. Sounds are always wanted. */
export class Subscriber {
  readonly #options: SubscriberOptions;
  readonly #shown = new Map<string, Size>();
  #participants: readonly ParticipantView[] = [];
  #selfId = '';
  #pageHidden = false;
  #isSoundOnly = false;
  #signing: readonly string[] = [];
  #speaker: string | null = null;
  #relief: Relief = 'none';
  #resting: ReadonlySet<string> = new Set();
  #drawn = false;
  #link: ReceivingLink | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #view = new StateReport<readonly ViewItem[]>({
    isSame: (one, other) => JSON.stringify(one) === JSON.stringify(other),
    send: (items) => this.#send(items),
    refused: () => ({ isKnown: false, againInMs: this.#link === null ? null : RETRY_MS }),
  });

  constructor(options: SubscriberOptions) {
    this.#options = options;
  }

  /** Subscribes over this link from now on, at once; null: there is none for the moment. */
  use(link: ReceivingLink | null): void {
    this.#link = link;
    // Everything is said again, since the server may have lost it.
    if (link !== null) this.#view.forgotten(this.items());
  }

  setParticipants(participants: readonly ParticipantView[], selfId: string): void {
    this.#participants = participants;
    this.#selfId = selfId;
    this.#settle();
  }

  /** Who speaks with their hands: their pictures stay as large as they are shown. */
  setSigning(participantIds: readonly string[]): void {
    this.#signing = participantIds;
    this.#settle();
  }

  /** Who speaks, but for coughs: of few pictures theirs is one. */
  setSpeaker(participantId: string | null): void {
    if (participantId === this.#speaker) return;
    this.#speaker = participantId;
    this.#settle();
  }

  /** Screens are read, and hands: they stay as they are. */
  setRelief(relief: Relief): void {
    this.#relief = relief;
    this.#settle();
  }

  /** A video that is on the screen now, in device pixels. */
  show(producerId: string, size: Size): void {
    this.#drawn = true;
    this.#shown.set(producerId, size);
    this.#settle();
  }

  hide(producerId: string): void {
    if (this.#shown.delete(producerId)) this.#settle();
  }

  /** Nobody looks at a page in the background; its sound goes on. */
  setPageHidden(hidden: boolean): void {
    this.#pageHidden = hidden;
    this.#settle();
  }

  /** No pictures of people; of a screen that is shared only what is shown at one's own wish. */
  setSoundOnly(isSoundOnly: boolean): void {
    this.#isSoundOnly = isSoundOnly;
    this.#settle();
  }

  close(): void {
    this.#link = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#view.close();
  }

  items(): readonly ViewItem[] {
    const producers = this.#participants
      .filter(({ id }) => id !== this.#selfId)
      .flatMap((participant) => participant.producers);
    const sounds = producers.filter(({ source }) => source === 'microphone' || source === 'screenAudio');
    const isPicture = (source: Source) => source === 'screen' || (source === 'camera' && !this.#isSoundOnly);
    const pictures = producers.filter(({ source, paused }) => isPicture(source) && !paused);
    const hands = this.#producersOf(this.#signing);
    const speakers = this.#producersOf(this.#speaker === null ? [] : [this.#speaker]);
    const estimate = this.#options.estimateTile(this.#participants.length);
    const shown = pictures.flatMap(({ id, source }) => {
      const size = this.#drawn || this.#isSoundOnly ? this.#shown.get(id) : estimate;
      if (!size || this.#pageHidden) return [];
      return [{ ...size, producerId: id, isRead: source === 'screen' || hands.has(id), isSpeakers: speakers.has(id) }];
    });
    const asked = relieved(shown, this.#relief);
    this.#tellResting(shown.filter((one) => !asked.some(({ producerId }) => producerId === one.producerId)));
    return [
      ...sounds.map(({ id }) => ({ producerId: id })),
      ...asked.map(({ producerId, width, height }) => ({ producerId, width: pixels(width), height: pixels(height) })),
    ];
  }

  #producersOf(participantIds: readonly string[]): ReadonlySet<string> {
    const people = this.#participants.filter(({ id }) => participantIds.includes(id));
    return new Set(people.flatMap(({ producers }) => producers).map(({ id }) => id));
  }

  #tellResting(pictures: readonly ShownPicture[]): void {
    const resting = pictures.map(({ producerId }) => producerId);
    if (resting.length === this.#resting.size && resting.every((id) => this.#resting.has(id))) return;
    this.#resting = new Set(resting);
    this.#options.rests?.(this.#resting);
  }

  #settle(): void {
    if (this.#link === null) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      if (this.#link !== null) this.#view.set(this.items());
    }, SETTLE_MS);
  }

  async #send(items: readonly ViewItem[]): Promise<void> {
    if (this.#link === null) throw new RequestError({ code: 'OFFLINE' });
    this.#options.changed?.();
    await this.#link.view(items);
  }
}

function pixels(length: number): number {
  return Math.min(MAX_VIEW_PIXELS, Math.max(1, Math.round(length)));
}
