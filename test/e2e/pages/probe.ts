import type { Picture, Probe, Rgb, Sides, Sound } from '../support/media/measurements.ts';

// Runs in every page before the page's own code, and looks only at what anybody's eyes and ears get: the elements.

const COLUMNS = 80;
const ROWS = 45;
const WHITE = 170;

/** 6 Hz apart at 48 kHz. */
const FFT_SIZE = 8192;
/** A tone is as wide as this in the spectrum. */
const TONE_WIDTH_HZ = 100;
const QUIET_DB = -200;

const canvas = new OffscreenCanvas(COLUMNS, ROWS);
const ears = new WeakMap<MediaStreamTrack, AnalyserNode>();
const bothEars = new WeakMap<MediaStreamTrack, readonly [left: AnalyserNode, right: AnalyserNode]>();
let listening: AudioContext | null = null;

function picture(video: unknown): Picture | null {
  if (!(video instanceof HTMLVideoElement) || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.drawImage(video, 0, 0, COLUMNS, ROWS);
  const { data } = context.getImageData(0, 0, COLUMNS, ROWS);
  const pixel = (x: number, y: number): Rgb => {
    const at = 4 * (y * COLUMNS + x);
    return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
  };
  const row = Array.from({ length: COLUMNS }, (_, x) => pixel(x, Math.floor(ROWS / 2)));
  const white = row.flatMap((rgb, x) => (Math.min(...rgb) > WHITE ? [(x + 0.5) / COLUMNS] : []));
  return {
    width: video.videoWidth,
    height: video.videoHeight,
    left: pixel(Math.floor(COLUMNS / 4), Math.floor(ROWS / 5)),
    right: pixel(Math.floor((COLUMNS * 3) / 4), Math.floor(ROWS / 5)),
    boxAt: white.length === 0 ? null : white.reduce((sum, x) => sum + x, 0) / white.length,
  };
}

function sounds(): Sound[] {
  return played().map((track) => measure(earOf(track)));
}

function sides(): Sides[] {
  return played().map((track) => {
    const [left, right] = bothEarsOf(track);
    return { left: measure(left), right: measure(right) };
  });
}

function played(): MediaStreamTrack[] {
  return [...document.querySelectorAll('audio')]
    .filter((audio) => !audio.paused && !audio.muted && audio.volume > 0 && audio.srcObject instanceof MediaStream)
    .flatMap((audio) => (audio.srcObject as MediaStream).getAudioTracks());
}

function earOf(track: MediaStreamTrack): AnalyserNode {
  listening ??= new AudioContext();
  const known = ears.get(track);
  if (known) return known;
  const ear = earIn(listening);
  listening.createMediaStreamSource(new MediaStream([track])).connect(ear);
  ears.set(track, ear);
  return ear;
}

function bothEarsOf(track: MediaStreamTrack): readonly [AnalyserNode, AnalyserNode] {
  listening ??= new AudioContext();
  const known = bothEars.get(track);
  if (known) return known;
  const pair = [earIn(listening), earIn(listening)] as const;
  // What has one channel is heard by both.
  const stereo = new GainNode(listening, { channelCount: 2, channelCountMode: 'explicit' });
  const splitter = new ChannelSplitterNode(listening, { numberOfOutputs: 2 });
  listening
    .createMediaStreamSource(new MediaStream([track]))
    .connect(stereo)
    .connect(splitter);
  for (const [channel, ear] of pair.entries()) splitter.connect(ear, channel);
  bothEars.set(track, pair);
  return pair;
}

function earIn(context: AudioContext): AnalyserNode {
  return new AnalyserNode(context, { fftSize: FFT_SIZE, smoothingTimeConstant: 0 });
}

function measure(ear: AnalyserNode): Sound {
  const levels = new Float32Array(ear.frequencyBinCount);
  ear.getFloatFrequencyData(levels);
  const binHz = ear.context.sampleRate / FFT_SIZE;
  const loudest = (fits: (index: number) => boolean) =>
    levels.reduce((best, db, index) => (fits(index) && db > (levels[best] ?? QUIET_DB) ? index : best), 0);
  const peak = loudest(() => true);
  const rest = loudest((index) => Math.abs(index - peak) * binHz > TONE_WIDTH_HZ);
  const dbAt = (index: number) => Math.max(QUIET_DB, levels[index] ?? QUIET_DB);
  return { peakHz: peak * binHz, peakDb: dbAt(peak), restDb: dbAt(rest) };
}

// The test collects what the console says.
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  console.error(`Content Security Policy: ${violatedDirective} forbids ${blockedURI}`);
});

(globalThis as unknown as { probe: Probe }).probe = { picture, sounds, sides };
