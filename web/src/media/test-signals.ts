/** What is sent to be seen and heard again; nothing of anybody. */
export interface TestSignal {
  readonly track: MediaStreamTrack;
  stop(): void;
}

const TONE_HZ = 440;
const PICTURE = { width: 640, height: 360 } as const;
const FRAMES_PER_SECOND = 20;
/** So many and so small that no encoder can spare itself the work. */
const BLOCKS = { columns: 40, rows: 24 } as const;

/** One tone for all who need it at the same time: telephones give a page four sources of sound at most. */
export class SharedTone {
  #tone: TestSignal | null = null;
  #users = 0;

  /** Errors: what the browser says where it has no sound. */
  take(): TestSignal {
    const tone = this.#tone ?? testTone();
    this.#tone = tone;
    this.#users += 1;
    const track = tone.track.clone();
    return {
      track,
      stop: () => {
        track.stop();
        this.#users -= 1;
        if (this.#users > 0) return;
        tone.stop();
        this.#tone = null;
      },
    };
  }
}

/** A soft tone that nobody hears. */
function testTone(): TestSignal {
  const context = new AudioContext();
  const tone = new OscillatorNode(context, { frequency: TONE_HZ });
  const loudness = new GainNode(context, { gain: 0.2 });
  const destination = context.createMediaStreamDestination();
  tone.connect(loudness).connect(destination);
  tone.start();
  // It was asked for by a press.
  void context.resume();
  const [track] = destination.stream.getAudioTracks();
  if (!track) throw new Error('the browser gives no track of a tone');
  return {
    track,
    stop: () => {
      track.stop();
      void context.close().catch(() => {});
    },
  };
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
