import type { Lips } from '../../support/media/measurements.ts';

// Takes down when the one picture that is shown turns white, and when the sound that is played is half as loud as it
// becomes, by the page's own clock: a filter of voices swallows the first moments of a word.

const LOUD = 0.05;
const WHITE = 150;
const LISTEN_EVERY_MS = 3;
const OVER_AFTER_MS = 100;
/** 2.7 ms at 48 kHz: what is heard is not older than that. */
const FFT_SIZE = 128;

async function watch(seconds: number): Promise<{ flashes: number[]; beeps: number[]; outputLatencyMs: number }> {
  const video = [...document.querySelectorAll('video')].find(({ srcObject }) => srcObject !== null);
  const sound = [...document.querySelectorAll('audio')]
    .flatMap(({ srcObject }) => (srcObject instanceof MediaStream ? srcObject.getAudioTracks() : []))
    .at(0);
  if (!video || !sound) throw new Error('nothing is shown and played');
  const flashes: number[] = [];
  const beeps: number[] = [];
  const canvas = new OffscreenCanvas(4, 4).getContext('2d', { willReadFrequently: true });
  let wasWhite = true;
  let isOver = false;
  const look = (_: number, { expectedDisplayTime }: VideoFrameCallbackMetadata) => {
    canvas?.drawImage(video, 0, 0, 4, 4);
    const isWhite = (canvas?.getImageData(2, 2, 1, 1).data[1] ?? 0) > WHITE;
    if (isWhite && !wasWhite) flashes.push(expectedDisplayTime);
    wasWhite = isWhite;
    if (!isOver) video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);

  const context = new AudioContext({ latencyHint: 'interactive' });
  await context.resume();
  const ear = new AnalyserNode(context, { fftSize: FFT_SIZE });
  context.createMediaStreamSource(new MediaStream([sound])).connect(ear);
  const samples = new Float32Array(FFT_SIZE);
  // Of the sound that goes on; null: it had begun before.
  let heard: { readonly at: number; readonly level: number }[] | null = null;
  // A tone swings through silence: it is over when nothing has been loud for a while.
  let lastLoud = performance.now();
  const listening = setInterval(() => {
    ear.getFloatTimeDomainData(samples);
    const at = performance.now();
    const level = samples.reduce((top, sample) => Math.max(top, Math.abs(sample)), 0);
    if (level > LOUD) lastLoud = at;
    if (at - lastLoud < OVER_AFTER_MS) {
      if (level > LOUD || heard?.length) heard?.push({ at, level });
      return;
    }
    const top = Math.max(0, ...(heard ?? []).map((one) => one.level));
    const middle = heard?.find((one) => one.level >= top / 2);
    if (middle) beeps.push(middle.at);
    heard = [];
  }, LISTEN_EVERY_MS);
  await new Promise((resolve) => setTimeout(resolve, 1_000 * seconds));
  isOver = true;
  clearInterval(listening);
  const outputLatencyMs = 1_000 * (context.outputLatency || context.baseLatency);
  await context.close();
  return { flashes, beeps, outputLatencyMs };
}

Object.assign(globalThis, { lips: { watch } satisfies Lips });
