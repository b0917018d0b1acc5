import type { ParticipantView, Source, StoppableSource } from '../../../../src/protocol/index.ts';
import { scattered } from '../../scattered.ts';
import { type Failure, failureOf } from '../../session/signaling.ts';
import type { LocalTracks, Published, SendingLink } from './ports.ts';

export const ALL_SOURCES: readonly Source[] = ['microphone', 'camera', 'screen', 'screenAudio'];

/** How far a source has come on its way to the others. */
export type Sending = 'off' | 'pending' | 'live';
export type SendingStates = Readonly<Record<Source, Sending>>;
export const NOTHING_SENT: SendingStates = { microphone: 'off', camera: 'off', screen: 'off', screenAudio: 'off' };

/** After a refusal that does not say how long. */
const RETRY_MS = 1_000;

interface PublisherOptions {
  readonly local: LocalTracks;
  readonly changed: (sending: SendingStates) => void;
  readonly failed: (source: Source, failure: Failure) => void;
  /** The room keeps off what was wanted on entering: at first, or by hard mute. */
  readonly heldBack: (source: Source) => void;
  /** Somebody else has, while the connection was lost. */
  readonly switchedOff: (source: StoppableSource) => void;
}

type OwnProducers = ParticipantView['producers'];

/** Brings what is published to what is wanted, one step at a time per source, whatever happens in between. */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #busy = new Set<Source>();
  readonly #again = new Set<Source>();
  /** To be published anew although nothing has changed: what began last is shown first. */
  readonly #renewed = new Set<Source>();
  /** Switched off by the chair before the answer was there that says what they are. */
  readonly #offEarly = new Set<string>();
  readonly #retries = new Map<Source, ReturnType<typeof setTimeout>>();
  readonly #unsubscribe: () => void;
  #link: SendingLink | null = null;
  /** The way up bears no picture of one's camera. */
  #isCameraHeld = false;
  /** As the server has told everybody. */
  #own: OwnProducers = [];
  #sending = NOTHING_SENT;
  /** What one came in with; null before one is in. */
  #enteredWith: ReadonlySet<Source> | null = null;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#unsubscribe = options.local.subscribe(() => this.reconcile());
  }

  /** Publishes over this link from now on; null: there is none for the moment. */
  use(link: SendingLink | null): void {
    this.#offEarly.clear();
    if (link !== null) {
      this.#enteredWith ??= new Set(ALL_SOURCES.filter((source) => this.#options.local.local(source).wanted));
      for (const source of ALL_SOURCES) this.#catchUp(link, source);
    }
    this.#link = link;
    this.reconcile();
  }

  /** What the server says of oneself. Whatever was answered, it is so. */
  setOwn(producers: OwnProducers): void {
    this.#own = producers;
    const link = this.#link;
    if (link !== null) for (const source of ALL_SOURCES) this.#agree(link, source);
  }

  /** Tries again what a lost connection has prevented. */
  reconcile(): void {
    for (const source of ALL_SOURCES) void this.#reconcile(source);
  }

  /** One's own screen in front of those that were shared after it. */
  showScreenAgain(): void {
    this.#renewed.add('screen');
    void this.#reconcile('screen');
  }

  /** What is wanted stays so, and is off meanwhile. */
  holdCamera(isHeld: boolean): void {
    this.#isCameraHeld = isHeld;
    void this.#reconcile('camera');
  }

  switchedOffByChair(producerId: string): void {
    const link = this.#link;
    if (!link) return;
    const source = ALL_SOURCES.find((one) => link.published(one)?.producerId === producerId);
    if (source === undefined) this.#offEarly.add(producerId);
    else this.#switchOff(link, source);
  }

  /** One is an observer from here on, for whom the server has closed everything. */
  silence(): void {
    for (const source of ALL_SOURCES) {
      this.#link?.closedByServer(source);
      if (this.#options.local.local(source).wanted) this.#options.local.switchOff(source);
    }
    this.#tell();
  }

  close(): void {
    this.#unsubscribe();
    for (const retry of this.#retries.values()) clearTimeout(retry);
    this.#retries.clear();
    this.#link = null;
  }

  async #reconcile(source: Source): Promise<void> {
    this.#again.add(source);
    if (this.#busy.has(source)) return;
    this.#busy.add(source);
    try {
      while (this.#again.delete(source)) {
        this.#tell();
        const link = this.#link;
        if (!link) break;
        await this.#step(link, source).catch((error) => this.#stumbled(link, source, failureOf(error)));
      }
    } finally {
      this.#busy.delete(source);
    }
    if (this.#link) this.#obey(this.#link, source);
    this.#tell();
  }

  #stumbled(link: SendingLink, source: Source, failure: Failure): void {
    // Over one that is gone: the next step is taken over its successor.
    if (link !== this.#link) return;
    switch (failure.code) {
      case 'OFFLINE':
        // The wish stands; it is tried again when the connection is back.
        this.#again.delete(source);
        return;
      case 'NO_ANSWER':
      case 'RATE_LIMITED':
        this.#again.delete(source);
        this.#reconcileIn(source, failure.retryAfterMs ?? RETRY_MS);
        return;
      default:
        if (this.#options.local.local(source).wanted) this.#options.local.switchOff(source);
        this.#options.failed(source, failure);
    }
  }

  /** What is wanted last comes to hold all the same: it was switched faster than the room's pace, or not answered. */
  #reconcileIn(source: Source, delayMs: number): void {
    clearTimeout(this.#retries.get(source));
    // Scattered, so that a crowd does not come back as one.
    const retry = setTimeout(() => void this.#reconcile(source), scattered(delayMs));
    this.#retries.set(source, retry);
  }

  async #step(link: SendingLink, source: Source): Promise<void> {
    const { wanted, track, isHeld: isInterrupted = false } = this.#options.local.local(source);
    const isHeld = this.#isHeld(source);
    const published = link.published(source);
    const isRenewed = this.#renewed.delete(source);
    if (wanted && track) {
      if (!published) await this.#publish(link, source, track);
      else if (published.track !== track) {
        if (!link.fits(source, track)) return this.#publishAnew(link, source, track);
        await link.replaceTrack(source, track);
      } else if (isRenewed) return this.#publish(link, source, track, { inFront: true });
      else if (link.isUnreadable(source)) return this.#publish(link, source, track);
      else if (!link.fits(source, track)) return this.#publishAnew(link, source, track);
      if (isHeld && published && !isPausedAs(published, isInterrupted)) await link.pause(source, { isInterrupted });
      else if (!isHeld && published?.paused && !isHeldByRoom(source)) await link.resume(source);
    } else if (published && (source === 'screen' || source === 'screenAudio')) {
      await link.unpublish(source);
    } else if (published && !isPausedAs(published, false)) {
      await link.pause(source);
    }
  }

  /** Right in its place, so that nobody sees it go; but what takes the place of one that is off would be off as well. */
  async #publishAnew(link: SendingLink, source: Source, track: MediaStreamTrack): Promise<void> {
    if (link.published(source)?.paused) await link.unpublish(source);
    await this.#publish(link, source, track);
  }

  async #publish(
    link: SendingLink,
    source: Source,
    track: MediaStreamTrack,
    options?: { readonly inFront: boolean },
  ): Promise<void> {
    const { producerId, paused } = await link.publish(source, track, options).catch(async (error: unknown) => {
      // What it was to replace is closed on the server most likely, and must not be taken for alive here.
      if (isRefused(error) && link.published(source)) await link.unpublish(source).catch(() => {});
      throw error;
    });
    if (this.#link !== link) return;
    if (this.#offEarly.delete(producerId)) this.#switchOff(link, source);
    // Off on entry; who switches on later does so knowingly and is switched on by the next step.
    if (paused && !isHeldByRoom(source) && this.#enteredWith?.has(source)) {
      this.#options.local.switchOff(source);
      this.#options.heldBack(source);
    }
    // What was wanted may have changed meanwhile.
    this.#again.add(source);
  }

  /** Done by the server already, for somebody else. */
  #switchOff(link: SendingLink, source: Source): void {
    const published = link.published(source);
    if (source === 'screen') {
      link.closedByServer('screen');
      link.closedByServer('screenAudio');
    } else if (published) link.confirmPaused(published.producerId, true);
    this.#options.local.switchOff(source);
    this.#tell();
  }

  /** The connection is back: nobody here was told what happened to one's own meanwhile. */
  #catchUp(link: SendingLink, source: Source): void {
    const published = link.published(source);
    if (!published || this.#busy.has(source)) return;
    const { wanted } = this.#options.local.local(source);
    if (this.#ownOf(published.producerId)) this.#agree(link, source);
    else {
      link.closedByServer(source);
      this.#options.local.switchOff(source);
    }
    const isOff = wanted && !this.#options.local.local(source).wanted;
    if (isOff && source !== 'screenAudio') this.#options.switchedOff(source);
  }

  /** While nothing of one's own is under way, what the server says of it is newer than what it has answered. */
  #agree(link: SendingLink, source: Source): void {
    const published = link.published(source);
    const own = published && this.#ownOf(published.producerId);
    if (!own || own.paused === published.paused || this.#busy.has(source)) return;
    if (own.paused) this.#obey(link, source);
    else {
      link.confirmPaused(own.id, false);
      void this.#reconcile(source);
    }
  }

  /** What the server holds back is not shown as heard, nor switched on again behind the chair's back. */
  #obey(link: SendingLink, source: Source): void {
    const published = link.published(source);
    const own = published && this.#ownOf(published.producerId);
    if (!own?.paused || published?.paused) return;
    if (isHeldByRoom(source)) link.confirmPaused(own.id, true);
    else this.#switchOff(link, source);
  }

  #isHeld(source: Source): boolean {
    return this.#options.local.local(source).isHeld === true || (source === 'camera' && this.#isCameraHeld);
  }

  #ownOf(producerId: string) {
    return this.#own.find(({ id }) => id === producerId) ?? null;
  }

  #tell(): void {
    const entries = ALL_SOURCES.map((source) => [source, this.#sendingOf(source)] as const);
    if (entries.every(([source, sending]) => this.#sending[source] === sending)) return;
    this.#sending = Object.fromEntries(entries) as Record<Source, Sending>;
    this.#options.changed(this.#sending);
  }

  #sendingOf(source: Source): Sending {
    const published = this.#link?.published(source) ?? null;
    const live = published !== null && !published.paused;
    const wanted = this.#options.local.local(source).wanted && !this.#isHeld(source);
    if (wanted === live) return live ? 'live' : 'off';
    return 'pending';
  }
}

/** A screen's sound has no switch of its own: hard mute holds it on the server, which lets it go by itself. */
function isHeldByRoom(source: Source): boolean {
  return source === 'screenAudio';
}

/** Whoever switches off what was interrupted has it off for good. */
function isPausedAs({ paused, isInterrupted: was = false }: Published, isInterrupted: boolean): boolean {
  return paused && was === isInterrupted;
}

/** Not merely late, or lost on the way. */
function isRefused(error: unknown): boolean {
  return !['OFFLINE', 'NO_ANSWER', 'RATE_LIMITED'].includes(failureOf(error).code);
}
