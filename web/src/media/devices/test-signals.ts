import { until, within } from '../waiting.ts';

/** What is sent to be seen and heard again; nothing of anybody. */
export interface TestSignal {
  readonly track: MediaStreamTrack;
  stop(): void;
}

const TONE_HZ = 440;
const RUNS_WITHIN_MS = 3_000;
const PICTURE = { width: 640, height: 360 } as const;
const FRAMES_PER_SECOND = 20;
/** So many and so small that no encoder can spare itself the work. */
const BLOCKS = { columns: 40, rows: 24 } as const;

/**
 * A soft tone that nobody hears; one for all who need it at the same time, since telephones give a page four sources of sound
 * at most. Begun in the press itself: iPhones let sound begin only there. Where the browser has none it never runs.
 */
export class TestTone {
  readonly #context: AudioContext | null;
  readonly #track: MediaStreamTrack | null;

  constructor() {
    try {
      const context = new AudioContext();
      const tone = new OscillatorNode(context, { frequency: TONE_HZ });
      const loudness = new GainNode(context, { gain: 0.2 });
      const destination = context.createMediaStreamDestination();
      tone.connect(loudness).connect(destination);
      tone.start();
      void context.resume().catch(() => {});
      this.#context = context;
      this.#track = destination.stream.getAudioTracks()[0] ?? null;
    } catch {
      [this.#context, this.#track] = [null, null];
    }
  }

  /** A track of its own; null: the tone does not run. */
  async take(signal: AbortSignal): Promise<MediaStreamTrack | null> {
    const isRunning = async () => this.#context?.state === 'running';
    const isOver = () => this.#context === null || this.#context.state === 'closed';
    const runs = await within(until(isRunning, isOver, signal), RUNS_WITHIN_MS, signal);
    return runs === true ? (this.#track?.clone() ?? null) : null;
  }

  stop(): void {
    this.#track?.stop();
    void this.#context?.close().catch(() => {});
  }
}

/** A picture of blocks that change all the time, so that it takes all the bandwidth it may have. */
export function testPicture(): TestSignal {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, PICTURE);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser draws no pictures');
  const width = PICTURE.width / BLOCKS.columns;
  const height = PICTURE.height / BLOCKS.rows;
  const draw = () => {
    for (let column = 0; column < BLOCKS.columns; column += 1) {
      for (let row = 0; row < BLOCKS.rows; row += 1) {
        context.fillStyle = `hsl(${Math.floor(Math.random() * 360)} 70% 50%)`;
        context.fillRect(column * width, row * height, width, height);
      }
    }
  };
  draw();
  const timer = setInterval(draw, 1_000 / FRAMES_PER_SECOND);
  const [track] = canvas.captureStream(FRAMES_PER_SECOND).getVideoTracks();
  if (!track) {
    clearInterval(timer);
    throw new Error('the browser gives no track of a picture');
  }
  return {
    track,
    stop: () => {
      clearInterval(timer);
      track.stop();
    },
  };
}
