// A camera and a microphone that do the same at the same time, once a second or so: the picture turns white, and a tone sounds,
// or the word that `globalThis.word` is, sample by sample.

const WIDTH = 640;
const HEIGHT = 360;
const FRAMES_PER_SECOND = 30;
/** Not in step with frames, packets or the far end's looks. */
const EVERY_S = 1.037;
const LASTS_S = 0.2;
/** A hum with all its harmonics, as a voice has them. */
const TONE_HZ = 160;
/** Of the word. */
const RATE = 48_000;

const { mediaDevices } = navigator;
const { word } = globalThis as { word?: readonly number[] };

function devices(): { sound: MediaStreamTrack; picture: MediaStreamTrack } {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: WIDTH, height: HEIGHT });
  const paint = canvas.getContext('2d', { alpha: false });
  const context = new AudioContext({ latencyHint: 'interactive' });
  const out = context.createMediaStreamDestination();
  const beginAt = word ? spoken(word, out) : hummed(out);
  let told = 0;
  let next = context.currentTime + EVERY_S;
  const draw = () => {
    const now = context.currentTime;
    // Told before its time, it begins with its very sample.
    if (now > next - EVERY_S / 2 && now < next && told !== next) {
      told = next;
      beginAt(next);
    }
    const isWhite = now >= next && now < next + LASTS_S;
    if (now >= next + LASTS_S) next += EVERY_S;
    if (paint) {
      paint.fillStyle = isWhite ? '#fff' : '#000';
      paint.fillRect(0, 0, WIDTH, HEIGHT);
      // A camera's frames are never quite alike.
      paint.fillStyle = `rgb(${Math.round(Math.random() * 60)} 0 0)`;
      paint.fillRect(0, 0, 20, 20);
    }
    requestAnimationFrame(draw);
  };
  draw();
  void context.resume();
  const [sound] = out.stream.getAudioTracks();
  const [picture] = canvas.captureStream(FRAMES_PER_SECOND).getVideoTracks();
  if (!sound || !picture) throw new Error('no tracks');
  return { sound, picture };
}

function hummed(out: AudioNode): (at: number) => void {
  const tone = new OscillatorNode(out.context, { type: 'sawtooth', frequency: TONE_HZ });
  const gate = new GainNode(out.context, { gain: 0 });
  tone.connect(gate).connect(out);
  tone.start();
  return (at) => gate.gain.setValueAtTime(0.5, at).setValueAtTime(0, at + LASTS_S);
}

function spoken(samples: readonly number[], out: AudioNode): (at: number) => void {
  const buffer = new AudioBuffer({ length: samples.length, sampleRate: RATE });
  buffer.copyToChannel(Float32Array.from(samples), 0);
  // At the flash it is half as loud as it becomes: that is when the far end takes it down.
  const top = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const earlier = samples.findIndex((sample) => Math.abs(sample) >= top / 2) / RATE;
  return (at) => {
    const source = new AudioBufferSourceNode(out.context, { buffer });
    source.connect(out);
    source.start(at - earlier);
  };
}

// The page before the first has none.
if (mediaDevices) {
  let made: ReturnType<typeof devices> | null = null;
  mediaDevices.getUserMedia = async (asked) => {
    made ??= devices();
    const { sound, picture } = made;
    return new MediaStream([...(asked?.audio ? [sound.clone()] : []), ...(asked?.video ? [picture.clone()] : [])]);
  };
}
