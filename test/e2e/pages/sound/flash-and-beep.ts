// A camera and a microphone that do the same at the same time, twice a second or so: the picture turns white, and a tone sounds.

const WIDTH = 640;
const HEIGHT = 360;
const FRAMES_PER_SECOND = 30;
/** Not in step with frames, packets or the far end's looks. */
const EVERY_S = 1.037;
const LASTS_S = 0.2;
/** A hum with all its harmonics, as a voice has them. */
const TONE_HZ = 160;

const { mediaDevices } = navigator;

function devices(): { sound: MediaStreamTrack; picture: MediaStreamTrack } {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: WIDTH, height: HEIGHT });
  const paint = canvas.getContext('2d', { alpha: false });
  const context = new AudioContext({ latencyHint: 'interactive' });
  const tone = new OscillatorNode(context, { type: 'sawtooth', frequency: TONE_HZ });
  const gate = new GainNode(context, { gain: 0 });
  const out = context.createMediaStreamDestination();
  tone.connect(gate).connect(out);
  tone.start();
  let next = context.currentTime + EVERY_S;
  const draw = () => {
    const now = context.currentTime;
    // Told before its time, the tone begins with its very sample.
    if (now > next - EVERY_S / 2 && gate.gain.value === 0 && now < next) {
      gate.gain.cancelScheduledValues(now);
      gate.gain.setValueAtTime(0.5, next).setValueAtTime(0, next + LASTS_S);
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

// The page before the first has none.
if (mediaDevices) {
  let made: ReturnType<typeof devices> | null = null;
  mediaDevices.getUserMedia = async (asked) => {
    made ??= devices();
    const { sound, picture } = made;
    return new MediaStream([...(asked?.audio ? [sound.clone()] : []), ...(asked?.video ? [picture.clone()] : [])]);
  };
}
