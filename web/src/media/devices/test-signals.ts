import { until, within } from '../waiting.ts';

/** What is sent to be seen and heard again; nothing of anybody. */
export interface TestSignal {
  readonly track: MediaStreamTrack;
  stop(): void;
}

const TONE_HZ = 440;
const RUNS_WITHIN_MS = 3_000;

interface Look {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly columns: number;
  readonly rows: number;
}

/** So many blocks and so small that no encoder can spare itself the work. */
const PICTURE: Look = { width: 640, height: 360, framesPerSecond: 20, columns: 40, rows: 24 };
/** A packet each time, and hardly more than its head. */
const THUMBNAIL: Look = { width: 160, height: 90, framesPerSecond: 10, columns: 1, rows: 1 };

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

/** A picture of blocks that change all the time, so that it takes all the bandwidth it may have. Errors: the browser's own. */
export function testPicture(): TestSignal {
  return pictureOf(PICTURE);
}

/** A picture that takes no more than a tone. Errors: the browser's own. */
export function testThumbnail(): TestSignal {
  return pictureOf(THUMBNAIL);
}

function pictureOf(look: Look): TestSignal {
  const { columns, rows, framesPerSecond } = look;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: look.width, height: look.height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser draws no pictures');
  const width = look.width / columns;
  const height = look.height / rows;
  const draw = () => {
    for (let column = 0; column < columns; column += 1) {
      for (let row = 0; row < rows; row += 1) {
        context.fillStyle = `hsl(${Math.floor(Math.random() * 360)} 70% 50%)`;
        context.fillRect(column * width, row * height, width, height);
      }
    }
  };
  draw();
  const [track] = canvas.captureStream(framesPerSecond).getVideoTracks();
  if (!track) throw new Error('the browser gives no track of a picture');
  const timer = setInterval(draw, 1_000 / framesPerSecond);
  return {
    track,
    stop: () => {
      clearInterval(timer);
      track.stop();
    },
  };
}
