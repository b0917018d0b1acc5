import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOX, COLOURS, type Pattern } from './pattern.ts';

const WIDTH = 640;
const HEIGHT = 360;
/** Enough to see a box move, and half of what a camera costs two cores. */
const FRAMES_PER_SECOND = 10;
/** The box goes there and back, and each tone has whole periods, so that the loop has no seam. */
const LOOP_SECONDS = 4;

/** Noise that is new in each frame, over the lowest quarter. */
const FLICKER = `,split[calm],crop=iw:ih/4:0:ih*3/4,noise=alls=80:allf=t[noise];[calm][noise]overlay=y=H*3/4`;

const CACHE = join(tmpdir(), 'tafelrunde-e2e-media');

export interface MediaFiles {
  /** For `--use-file-for-fake-video-capture`. */
  readonly video: string;
  /** For `--use-file-for-fake-audio-capture`. */
  readonly audio: string;
}

/** A person's camera and microphone as files, made once per machine. */
export function mediaFiles(pattern: Pattern): MediaFiles {
  return { video: made('y4m', videoArguments(pattern)), audio: made('wav', audioArguments(pattern)) };
}

/** A microphone that hears one tone on its left and another one on its right. */
export function stereoFile(leftHz: number, rightHz: number): string {
  const side = (hz: number) => ['-f', 'lavfi', '-i', `sine=frequency=${hz}:sample_rate=48000:duration=${LOOP_SECONDS}`];
  const both = ['-filter_complex', '[0][1]join=inputs=2:channel_layout=stereo,volume=2', '-c:a', 'pcm_s16le'];
  return made('wav', [...side(leftHz), ...side(rightHz), ...both]);
}

/** Two halves of known colours, and a white box that wanders over both. */
function videoArguments({ left, right, restless = false }: Pattern): readonly string[] {
  const area = (colour: string, width: number, height: number) => [
    ...['-f', 'lavfi', '-i'],
    `color=c=0x${colour}:s=${width}x${height}:r=${FRAMES_PER_SECOND}:d=${LOOP_SECONDS}`,
  ];
  const box = { width: BOX.width * WIDTH, height: BOX.height * HEIGHT };
  const way = WIDTH - box.width;
  const x = `abs(mod(t*${way}/${LOOP_SECONDS / 4}\\,${2 * way})-${way})`;
  return [
    ...area(hex(left), WIDTH / 2, HEIGHT),
    ...area(hex(right), WIDTH / 2, HEIGHT),
    ...area('ffffff', box.width, box.height),
    '-filter_complex',
    `[0][1]hstack[halves];[halves][2]overlay=x='${x}':y=${(HEIGHT - box.height) / 2}${restless ? FLICKER : ''},format=yuv420p`,
    ...['-f', 'yuv4mpegpipe'],
  ];
}

function audioArguments({ toneHz }: Pattern): readonly string[] {
  const source = `sine=frequency=${toneHz}:sample_rate=48000:duration=${LOOP_SECONDS}`;
  return ['-f', 'lavfi', '-i', source, '-af', 'volume=2', '-c:a', 'pcm_s16le', '-ac', '1'];
}

function hex(name: Pattern['left']): string {
  return COLOURS[name].map((channel) => channel.toString(16).padStart(2, '0')).join('');
}

/** The name says what is in it, so that a changed pattern is a new file. */
function made(type: string, ffmpegArguments: readonly string[]): string {
  const key = createHash('sha256').update(ffmpegArguments.join('\n')).digest('hex').slice(0, 16);
  const file = join(CACHE, `${key}.${type}`);
  if (existsSync(file)) return file;
  mkdirSync(CACHE, { recursive: true });
  const unfinished = join(CACHE, `${key}.${process.pid}.${type}`);
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...ffmpegArguments, unfinished]);
  renameSync(unfinished, file);
  return file;
}
