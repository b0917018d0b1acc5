import type { Source } from '../../../src/signaling/protocol/index.ts';
import { type Failure, failureOf } from '../signaling/signaling.ts';
import type { LocalTracks, MediaLink } from './ports.ts';

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
}

/** Brings what is published to what is wanted, one step at a time per source, whatever happens in between. */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #busy = new Set<Source>();
  readonly #again = new Set<Source>();
  /** To be published anew although nothing has changed: what began last is shown first. */
  readonly #renewed = new Set<Source>();
  readonly #retries = new Map<Source, ReturnType<typeof setTimeout>>();
  readonly #unsubscribe: () => void;
  #link: MediaLink | null = null;
  #sending = NOTHING_SENT;
  /** Whether one came in with the microphone on; null before one is in. */
  #enteredSpeaking: boolean | null = null;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#unsubscribe = options.local.subscribe(() => this.reconcile());
  }

  /** Publishes over this link from now on; null: there is none for the moment. */
  use(link: MediaLink | null): void {
    this.#link = link;
    if (link !== null) this.#enteredSpeaking ??= this.#options.local.local('microphone').wanted;
    this.reconcile();
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

  switchedOffByChair(producerId: string): void {
    const link = this.#link;
    const source = ALL_SOURCES.find((one) => link?.published(one)?.producerId === producerId);
    if (!link || source === undefined) return;
    if (source === 'screen') {
      link.closedByServer('screen');
      link.closedByServer('screenAudio');
    } else link.pausedByServer(producerId);
    this.#options.local.switchOff(source);
    this.#tell();
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
        await this.#step(source);
      }
    } catch (error) {
      this.#again.delete(source);
      const failure = failureOf(error);
      if (failure.code === 'RATE_LIMITED') this.#reconcileIn(source, failure.retryAfterMs ?? RETRY_MS);
      else this.#failed(source, failure);
    } finally {
      this.#busy.delete(source);
      this.#tell();
    }
  }

  /** Switched to and fro faster than the room's pace: what is wanted last comes to hold all the same. */
  #reconcileIn(source: Source, delayMs: number): void {
    // Without a link the next one tries again.
    if (this.#link === null) return;
    clearTimeout(this.#retries.get(source));
    // Scattered, so that a crowd does not come back as one.
    const retry = setTimeout(() => void this.#reconcile(source), delayMs * (1 + Math.random() / 2));
    this.#retries.set(source, retry);
  }

  async #step(source: Source): Promise<void> {
    const link = this.#link;
    if (!link) return;
    const { wanted, track, isHeld = false } = this.#options.local.local(source);
    const published = link.published(source);
    const isRenewed = this.#renewed.delete(source);
    if (wanted && track) {
      if (!published) await this.#publish(link, source, track);
      else if (published.track !== track) {
        if (!link.fits(source, track)) return this.#publishAnew(link, source, track);
        await link.replaceTrack(source, track);
      } else if (isRenewed) return this.#publishAnew(link, source, track);
      if (isHeld && published && !published.paused) await link.pause(source);
      else if (!isHeld && published?.paused && !isHeldByRoom(source)) await link.resume(source);
    } else if (published && (source === 'screen' || source === 'screenAudio')) {
      await link.unpublish(source);
    } else if (published && !published.paused) {
      await link.pause(source);
    }
  }

  async #publishAnew(link: MediaLink, source: Source, track: MediaStreamTrack): Promise<void> {
    await link.unpublish(source);
    await this.#publish(link, source, track);
  }

  async #publish(link: MediaLink, source: Source, track: MediaStreamTrack): Promise<void> {
    const { paused } = await link.publish(source, track);
    if (this.#link !== link) return;
    // Muted on entry; who switches on later does so knowingly and is switched on by the next step.
    if (paused && !isHeldByRoom(source) && (source !== 'microphone' || this.#enteredSpeaking)) {
      this.#options.local.switchOff(source);
      this.#options.heldBack(source);
    }
    // What was wanted may have changed meanwhile.
    this.#again.add(source);
  }

  #failed(source: Source, failure: Failure): void {
    // Without a connection the wish stands; it is tried again when the connection is back.
    if (this.#link === null || failure.code === 'OFFLINE' || failure.code === 'NO_ANSWER') return;
    if (this.#options.local.local(source).wanted) this.#options.local.switchOff(source);
    this.#options.failed(source, failure);
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
    const { wanted: isWanted, isHeld = false } = this.#options.local.local(source);
    const wanted = isWanted && !isHeld;
    if (wanted === live) return live ? 'live' : 'off';
    return 'pending';
  }
}

/** A screen's sound has no switch of its own: hard mute holds it on the server, which lets it go by itself. */
function isHeldByRoom(source: Source): boolean {
  return source === 'screenAudio';
}
