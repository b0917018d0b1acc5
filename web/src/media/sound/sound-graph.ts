import type { FilterName, FilterNode } from './filters.ts';
import { CHAIN, type ChainMessage, type ChainOrder, type SoundOrders } from './messages.ts';
import chainWorklet from './worklet/chain-worklet.ts?worker&url';

/** Of the filters. */
const SAMPLE_RATE = 48_000;
const LOOK_EVERY_MS = 1_000;
/** Sound that stands still for so many looks is not made any more, whatever the browser says of it. */
const STANDING_LOOKS = 2;
/** Longer than one sound fades into the other. */
const FADED_MS = 250;

interface GraphListener {
  /** Whether sound comes out of it. */
  running(isRunning: boolean): void;
  told(message: ChainMessage): void;
  /** The filter cannot be had, or has ended by itself. */
  filterFailed(): void;
}

/** The way of one track through Web Audio: captured, filtered, levelled. */
export class SoundGraph {
  readonly #captured: MediaStreamTrack;
  readonly #context: AudioContext;
  readonly #source: MediaStreamAudioSourceNode;
  readonly #chain: AudioWorkletNode;
  readonly #out: MediaStreamAudioDestinationNode;
  readonly #listener: GraphListener;
  readonly #looks: ReturnType<typeof setInterval>;
  #filter: FilterNode | null = null;
  #wanted: FilterName | null = null;
  #level = false;
  #hasTold = false;
  #isRunning = false;
  #hasRun = false;
  #standing = { at: -1, looks: 0 };
  #isClosed = false;

  /** Errors: whatever the browser says that has no such sound. */
  static async open(track: MediaStreamTrack, listener: GraphListener): Promise<SoundGraph> {
    const { context, source } = sourceOf(track);
    try {
      await context.audioWorklet.addModule(chainWorklet);
      return new SoundGraph(track, context, source, listener);
    } catch (error) {
      void context.close();
      throw error;
    }
  }

  private constructor(
    captured: MediaStreamTrack,
    context: AudioContext,
    source: MediaStreamAudioSourceNode,
    listener: GraphListener,
  ) {
    this.#captured = captured;
    this.#context = context;
    this.#source = source;
    this.#listener = listener;
    this.#out = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    this.#chain = new AudioWorkletNode(context, CHAIN, {
      numberOfInputs: 2,
      outputChannelCount: [1],
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    source.connect(this.#chain, 0, 0).connect(this.#out);
    this.#chain.port.onmessage = ({ data }: MessageEvent<ChainMessage>) => {
      if (this.#isClosed) return;
      this.#hasTold = true;
      this.#listener.told(data);
      this.#judge();
    };
    this.#chain.onprocessorerror = () => {
      this.#hasTold = false;
      this.#judge();
    };
    context.addEventListener('statechange', this.#judge);
    captured.addEventListener('mute', this.#tellHeld);
    captured.addEventListener('unmute', this.#tellHeld);
    // Browsers keep a context silent until the person has touched the page.
    document.addEventListener('pointerdown', this.#wake);
    document.addEventListener('keydown', this.#wake);
    this.#looks = setInterval(this.#look, LOOK_EVERY_MS);
  }

  /** What goes out. */
  get track(): MediaStreamTrack | null {
    return this.#out.stream.getAudioTracks()[0] ?? null;
  }

  get canFilter(): boolean {
    return this.#context.sampleRate === SAMPLE_RATE;
  }

  /** Whether voices are levelled, and by what noise is suppressed; changes fade. */
  order({ level, filter }: { readonly level: boolean; readonly filter: FilterName | null }): void {
    const isSame = filter === this.#wanted;
    this.#level = level;
    this.#wanted = filter;
    this.#tell(false);
    if (!isSame) void this.#takeFilter(filter);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#looks);
    document.removeEventListener('pointerdown', this.#wake);
    document.removeEventListener('keydown', this.#wake);
    this.#context.removeEventListener('statechange', this.#judge);
    this.#captured.removeEventListener('mute', this.#tellHeld);
    this.#captured.removeEventListener('unmute', this.#tellHeld);
    this.#chain.port.postMessage(null);
    this.#dropFilter(this.#filter);
    this.track?.stop();
    void this.#context.close();
  }

  async #takeFilter(name: FilterName | null): Promise<void> {
    const former = this.#filter;
    if (former) {
      await new Promise((resolve) => setTimeout(resolve, FADED_MS));
      if (this.#filter === former && this.#wanted === name) this.#dropFilter(former);
    }
    if (this.#isClosed || name === null || this.#wanted !== name || this.#filter !== null) return;
    try {
      const { noiseFilter } = await import('./filters.ts');
      const filter = await noiseFilter(this.#context, name);
      if (this.#isClosed || this.#wanted !== name || this.#filter !== null) return filter.destroy();
      this.#filter = filter;
      filter.onprocessorerror = () => this.#filter === filter && this.#listener.filterFailed();
      this.#source.connect(filter).connect(this.#chain, 0, 1);
      this.#tell(true);
    } catch {
      if (!this.#isClosed && this.#wanted === name) this.#listener.filterFailed();
    }
  }

  #dropFilter(filter: FilterNode | null): void {
    if (filter === null) return;
    this.#filter = null;
    this.#source.disconnect(filter);
    filter.disconnect();
    filter.destroy();
    if (!this.#isClosed) this.#tell(false);
  }

  #tell(isNewFilter: boolean): void {
    const hasFilter = this.#filter !== null;
    const orders: SoundOrders = {
      hasFilter,
      suppress: hasFilter && this.#wanted !== null,
      level: this.#level,
      isHeld: this.#captured.muted,
    };
    this.#chain.port.postMessage({ orders, isNewFilter } satisfies ChainOrder);
  }

  readonly #tellHeld = (): void => this.#tell(false);

  readonly #wake = (): void => {
    if (this.#context.state !== 'running') void this.#context.resume().catch(() => {});
  };

  readonly #look = (): void => {
    const { currentTime } = this.#context;
    const looks = currentTime === this.#standing.at ? this.#standing.looks + 1 : 0;
    this.#standing = { at: currentTime, looks };
    // Chromium halts it when the system's loudspeaker dies, though nothing of this is played there.
    if (this.#hasRun) this.#wake();
    this.#judge();
  };

  readonly #judge = (): void => {
    const isMade = this.#context.state === 'running' && this.#standing.looks < STANDING_LOOKS;
    const isRunning = isMade && this.#hasTold;
    if (isRunning === this.#isRunning) return;
    this.#isRunning = isRunning;
    this.#hasRun ||= isRunning;
    this.#listener.running(isRunning);
  };
}

/** At the rate of the filters where the browser brings any microphone to that; Firefox takes only its own. */
function sourceOf(track: MediaStreamTrack): { context: AudioContext; source: MediaStreamAudioSourceNode } {
  const stream = new MediaStream([track]);
  const context = new AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: 'interactive' });
  try {
    return { context, source: context.createMediaStreamSource(stream) };
  } catch {
    void context.close();
  }
  const own = new AudioContext({ latencyHint: 'interactive' });
  return { context: own, source: own.createMediaStreamSource(stream) };
}
