import type { TurningCamera } from '../support/media/figure.ts';

// Runs in every page before the page's own code. The camera is a telephone's, which is turned in the hand: the same track
// has frames of 640 x 480, and then of 480 x 640. What the browser's own camera shows fills them, cut and never stretched.

const LONG = 640;
const SHORT = 480;
const FRAME_MS = 66;

const canvas = document.createElement('canvas');
Object.assign(canvas, { width: LONG, height: SHORT });

function draw(video: HTMLVideoElement): void {
  const { width, height } = canvas;
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return;
  const scale = Math.max(width / videoWidth, height / videoHeight);
  const [w, h] = [videoWidth * scale, videoHeight * scale];
  canvas.getContext('2d')?.drawImage(video, (width - w) / 2, (height - h) / 2, w, h);
}

async function turned(real: MediaStream): Promise<MediaStream> {
  if (real.getVideoTracks().length === 0) return real;
  const video = Object.assign(document.createElement('video'), { srcObject: real, muted: true });
  await video.play();
  setInterval(draw, FRAME_MS, video);
  return new MediaStream([...real.getAudioTracks(), ...canvas.captureStream().getVideoTracks()]);
}

// The empty page before the first one has no devices.
const { mediaDevices } = navigator as Partial<Navigator>;
if (mediaDevices) {
  const take = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => turned(await take(constraints));
}

const turningCamera: TurningCamera = {
  turn: () => void Object.assign(canvas, { width: canvas.height, height: canvas.width }),
};
Object.assign(globalThis, { turningCamera });
