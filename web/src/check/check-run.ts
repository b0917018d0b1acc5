import type { CheckReport, SpeakerOutcome } from '../../../src/signaling/protocol/check-report.ts';
import type { CaptureSource } from '../media/capture.ts';
import { failureOf, type Signaling } from '../signaling/signaling.ts';
import { bestWay, type CheckRows, type CheckState, type Keeping, NO_ROWS, reportOf } from './check-state.ts';
import { plannedWays } from './planned-ways.ts';
import type { CheckMedia } from './ports.ts';

const CONNECT_WITHIN_MS = 12_000;
/** Without an answer nobody can check; with any other the server is there and says why not. */
const UNHEARD: readonly string[] = ['OFFLINE', 'NO_ANSWER'];

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

  constructor(options: CheckRunOptions) {
    this.#options = options;
    // It asks when it needs to; nobody tells it anything.
    options.signaling.listen({ connectionChanged: () => {}, received: () => {} });
  }

  getSnapshot = (): CheckState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** In place of one that runs or is over. Never fails. */
  async start(): Promise<void> {
    this.#ending.abort();
    const ending = new AbortController();
    this.#ending = ending;
    this.#become({ ...NO_ROWS, phase: 'running' });
    const { signal } = ending;
    // Both go on when the server cannot be reached: that may be the browser's own.
    const others = [this.#tryWebSocket(signal), this.#tryDevices(signal)];
    const outcome = await this.#tryNetwork(signal);
    if (signal.aborted) return;
    if (outcome.is === 'refused') {
      ending.abort();
      this.#become({ phase: 'refused', failure: outcome.failure });
      return;
    }
    await Promise.all(others);
    const rows = this.#rows;
    if (signal.aborted || rows === null) return;
    if (outcome.is === 'unheard') return this.#become({ ...rows, phase: 'unreachable' });
    this.#become({ ...rows, phase: 'done', keeping: { is: 'waiting' } });
    await this.#keep(signal);
  }

  /** Whether the test sound was heard. Never fails. */
  async answerSpeaker(speaker: SpeakerOutcome): Promise<void> {
    this.#set({ speaker });
    if (this.#state.phase === 'done') await this.#keep(this.#ending.signal);
  }

  /** The page goes away. */
  close(): void {
    this.#ending.abort();
    this.#options.signaling.close();
  }

  async #tryNetwork(signal: AbortSignal): Promise<Outcome> {
    const { signaling, media } = this.#options;
    try {
      const places = await signaling.request('check:begin', {}, { connectWithinMs: CONNECT_WITHIN_MS });
      if (signal.aborted) return { is: 'tried' };
      const ways = plannedWays(places);
      this.#set({ places, ways: ways.map((way) => ({ way, state: 'running' })) });
      await Promise.all(
        ways.map(async (way) => {
          const state = await media.tryWay(signaling.request, way, signal);
          if (!signal.aborted) this.#setWay(way, state);
        }),
      );
      await this.#measure(signal);
      return { is: 'tried' };
    } catch (error) {
      const failure = failureOf(error);
      return UNHEARD.includes(failure.code) ? { is: 'unheard' } : { is: 'refused', failure };
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
      this.#set({ [source]: { state: 'running', track: null } });
      const shown = (track: MediaStreamTrack) => {
        if (!signal.aborted) this.#set({ [source]: { state: 'running', track } });
      };
      const state = await this.#options.media.tryDevice(source, shown, signal);
      if (!signal.aborted) this.#set({ [source]: { state, track: this.#trackOf(source) } });
    }
  }

  /** For the operator; what cannot be kept is read here all the same. */
  async #keep(signal: AbortSignal): Promise<void> {
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

  get #rows(): CheckRows | null {
    return this.#state.phase === 'fresh' || this.#state.phase === 'refused' ? null : this.#state;
  }

  #trackOf(source: CaptureSource): MediaStreamTrack | null {
    return this.#rows?.[source].track ?? null;
  }

  #setWay(way: CheckRows['ways'][number]['way'], state: CheckRows['ways'][number]['state']): void {
    const ways = this.#rows?.ways ?? [];
    this.#set({ ways: ways.map((one) => (one.way === way ? { way, state } : one)) });
  }

  #set(change: Partial<CheckRows>): void {
    if (this.#state.phase === 'fresh' || this.#state.phase === 'refused') return;
    this.#become({ ...this.#state, ...change });
  }

  #become(state: CheckState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

type Outcome =
  | { readonly is: 'tried' | 'unheard' }
  | { readonly is: 'refused'; readonly failure: ReturnType<typeof failureOf> };
