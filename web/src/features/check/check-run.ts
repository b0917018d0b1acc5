import type { CheckReport, SpeakerOutcome } from '../../../../src/protocol/media/check-report.ts';
import type { CheckPlaces } from '../../../../src/protocol/media/checks.ts';
import type { CaptureSource } from '../../media/devices/capture.ts';
import { type Failure, failureOf, type Signaling } from '../../session/signaling.ts';
import {
  bestWay,
  type CheckRows,
  type CheckState,
  hasRows,
  type Interruption,
  isInProgress,
  type Keeping,
  NO_ROWS,
  reportOf,
} from './check-state.ts';
import { type PlannedWay, plannedWays } from './planned-ways.ts';
import { CannotTry, type CheckMedia, type Shown, type Tried } from './ports.ts';

const CONNECT_WITHIN_MS = 12_000;
interface CheckRunOptions {
  readonly signaling: Signaling;
  readonly media: CheckMedia;
  readonly browser: CheckReport['browser'];
}

/** One check after the other, each row with an end of its own: none stops the others. */
export class CheckRun {
  readonly #options: CheckRunOptions;
  readonly #listeners = new Set<() => void>();
  #state: CheckState = { phase: 'fresh' };
  /** Ends what the present one does. */
  #ending = new AbortController();
  /** Between the server's first word of it and its last, which the connection must outlive. */
  #isTrying = false;
  #hasConnected = false;
  #keepings: Promise<void> = Promise.resolve();

  constructor(options: CheckRunOptions) {
    this.#options = options;
    options.signaling.listen({
      connectionChanged: (connected) => {
        this.#hasConnected ||= connected;
        if (!connected && this.#isTrying) this.#interrupt('lost');
      },
      received: () => {},
    });
  }

  getSnapshot = (): CheckState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** In place of one that runs or is over. Never fails. */
  async start(): Promise<void> {
    this.#stop();
    const ending = new AbortController();
    this.#ending = ending;
    this.#become({ ...NO_ROWS, phase: 'running' });
    const { signal } = ending;
    const { media } = this.#options;
    const endTone = media.beginTone();
    // Both go on when the server cannot be reached: that may be the browser's own.
    const others = [this.#tryWebSocket(signal), this.#tryDevices(signal)];
    const outcome = await this.#tryNetwork(signal).finally(endTone);
    if (signal.aborted) return;
    if (outcome.is === 'interrupted') return this.#interrupt(outcome.why);
    if (outcome.is === 'refused') return this.#refuse(outcome.failure);
    await Promise.all(others);
    const rows = this.#rows;
    if (signal.aborted || rows === null) return;
    if (outcome.is === 'unheard') {
      // What lets WebSocket through does not keep anybody from the server, and of one that is down no network is to blame.
      const isHeldUp = !this.#hasConnected && rows.webSocket === 'fails' && (await media.isServed());
      if (signal.aborted) return;
      return isHeldUp ? this.#become({ ...rows, phase: 'unreachable' }) : this.#refuse({ code: 'NO_ANSWER' });
    }
    this.#become({ ...rows, phase: 'done', keeping: { is: 'waiting' } });
    await this.#keep(signal);
  }

  /** Whether the test sound was heard. Never fails. */
  async answerSpeaker(speaker: SpeakerOutcome): Promise<void> {
    this.#set({ speaker });
    if (this.#state.phase === 'done') await this.#keep(this.#ending.signal);
  }

  /** Once more, for whoever said nothing. Never fails. */
  async listenAgain(): Promise<void> {
    const { signal } = this.#ending;
    const rows = this.#rows;
    if (rows === null || isInProgress(rows.microphone.state)) return;
    await this.#tryDevice('microphone', signal);
    if (!signal.aborted && this.#state.phase === 'done') await this.#keep(signal);
  }

  /** The page goes away. */
  close(): void {
    this.#ending.abort();
    this.#options.signaling.close();
  }

  async #tryNetwork(signal: AbortSignal): Promise<Outcome> {
    const { signaling } = this.#options;
    try {
      const places = await signaling.request('check:begin', {}, { connectWithinMs: CONNECT_WITHIN_MS });
      if (signal.aborted) return { is: 'tried' };
      this.#isTrying = true;
      return await this.#tryWays(places, signal);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code === 'NO_ANSWER' || failure.code === 'OFFLINE') return { is: 'unheard' };
      return { is: 'refused', failure };
    }
  }

  /** That the server, or this page, failed in the midst of it says nothing of anybody's network. */
  async #tryWays(places: CheckPlaces, signal: AbortSignal): Promise<Outcome> {
    const { signaling, media } = this.#options;
    try {
      const ways = plannedWays(places);
      this.#set({ places, ways: ways.map((way) => ({ way, state: 'running' })) });
      await Promise.all(
        ways.map(async (way) => {
          const tried = await media.tryWay(signaling.request, way, signal);
          if (!signal.aborted) this.#setWay(way, tried);
        }),
      );
      await this.#measure(signal);
      // Also frees the place for others. A server that has ended it before, or a lost connection, is known by now.
      if (!signal.aborted) await signaling.request('check:end', {});
      return { is: 'tried' };
    } catch (error) {
      return { is: 'interrupted', why: error instanceof CannotTry ? error.why : 'lost' };
    } finally {
      if (!signal.aborted) this.#isTrying = false;
    }
  }

  async #measure(signal: AbortSignal): Promise<void> {
    const { signaling, media } = this.#options;
    const way = bestWay(this.#rows?.ways ?? []);
    if (signal.aborted) return;
    if (way === null) return this.#set({ bandwidth: { is: 'untried' } });
    this.#set({ bandwidth: { is: 'running' } });
    const found = await media.measure(signaling.request, way, signal);
    if (!signal.aborted) this.#set({ bandwidth: found === null ? { is: 'none' } : { is: 'measured', ...found } });
  }

  async #tryWebSocket(signal: AbortSignal): Promise<void> {
    this.#set({ webSocket: 'running' });
    const webSocket = await this.#options.media.tryWebSocket(signal);
    if (!signal.aborted) this.#set({ webSocket });
  }

  /** One after the other: two questions of the browser at once are one too many. */
  async #tryDevices(signal: AbortSignal): Promise<void> {
    for (const source of ['microphone', 'camera'] as const) {
      if (signal.aborted) return;
      await this.#tryDevice(source, signal);
    }
  }

  async #tryDevice(source: CaptureSource, signal: AbortSignal): Promise<void> {
    let still: Shown | null = null;
    this.#set({ [source]: { state: 'running', shows: null } });
    const shown = (shows: Shown) => {
      if (shows.is === 'still') still = shows;
      if (!signal.aborted) this.#set({ [source]: { state: source === 'microphone' ? 'listening' : 'running', shows } });
    };
    const state = await this.#options.media.tryDevice(source, shown, signal);
    if (!signal.aborted) this.#set({ [source]: { state, shows: still } });
  }

  /** One after the other, so that the last that was said is what is kept. */
  #keep(signal: AbortSignal): Promise<void> {
    this.#keepings = this.#keepings.then(() => this.#keepNow(signal));
    return this.#keepings;
  }

  /** For the operator; what cannot be kept is read here all the same. */
  async #keepNow(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { signaling, browser } = this.#options;
    const rows = this.#rows;
    if (rows === null) return;
    const report = reportOf(rows, browser);
    const keeping = await signaling
      .request('check:report', { report }, { connectWithinMs: CONNECT_WITHIN_MS })
      .then(({ code }): Keeping => ({ is: 'kept', code }))
      .catch((): Keeping => ({ is: 'failed' }));
    const state = this.#state;
    if (signal.aborted || state.phase !== 'done') return;
    // A later answer that was lost takes nothing from the code that one has.
    if (keeping.is === 'kept' || state.keeping.is !== 'kept') this.#become({ ...state, keeping });
  }

  #interrupt(why: Interruption): void {
    this.#stop();
    this.#become({ phase: 'interrupted', why });
  }

  #refuse(failure: Failure): void {
    this.#stop();
    this.#become({ phase: 'refused', failure });
  }

  #stop(): void {
    this.#ending.abort();
    this.#isTrying = false;
  }

  get #rows(): CheckRows | null {
    return hasRows(this.#state) ? this.#state : null;
  }

  #setWay(way: PlannedWay, { outcome, port }: Tried): void {
    const ways = this.#rows?.ways ?? [];
    const tried = { way: { ...way, port: port ?? way.port }, state: outcome };
    this.#set({ ways: ways.map((one) => (one.way === way ? tried : one)) });
  }

  #set(change: Partial<CheckRows>): void {
    if (!hasRows(this.#state)) return;
    this.#become({ ...this.#state, ...change });
  }

  #become(state: CheckState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

type Outcome =
  | { readonly is: 'tried' | 'unheard' }
  | { readonly is: 'interrupted'; readonly why: Interruption }
  | { readonly is: 'refused'; readonly failure: Failure };
