import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Film } from '../../helpers/webrtc-client/index.ts';

const CACHE = join(tmpdir(), 'tafelrunde-bench-media');
const SECONDS = 8;
const FRAMES_PER_SECOND = 30;
/** Heights and bits per second of what the web client sends, smallest first (web/src/media/link/encodings.ts). */
const LAYERS = [
  { height: 180, kbit: 120 },
  { height: 360, kbit: 400 },
  { height: 720, kbit: 1_400 },
] as const;
/** As the senders' payload descriptors say it; each higher frame needs the last of the lowest layer alone. */
const TEMPORAL_LAYERS =
  'ts_number_layers=3:ts_rate_decimator=4,2,1:ts_periodicity=4:ts_layer_id=0,2,1,2:ts_layering_mode=3';
const IVF_HEADER_BYTES = 32;
const IVF_FRAME_HEADER_BYTES = 12;

let loaded: readonly Film[] | null = null;

/** A restless picture in three sizes; made once per machine. */
export function films(): readonly Film[] {
  loaded ??= LAYERS.map((layer) => framesOf(readFileSync(made(layer))));
  return loaded;
}

function made({ height, kbit }: (typeof LAYERS)[number]): string {
  const source = `testsrc2=size=1280x720:rate=${FRAMES_PER_SECOND}:duration=${SECONDS},noise=alls=6:allf=t,scale=-2:${height}`;
  const target = `ts_target_bitrate=${[0.5, 0.7, 1].map((share) => Math.round(share * kbit)).join(',')}`;
  const encoder = [
    ...['-c:v', 'libvpx', '-b:v', `${kbit}k`, '-maxrate', `${kbit}k`, '-bufsize', `${kbit}k`, '-g', '100000'],
    ...[
      '-deadline',
      'realtime',
      '-cpu-used',
      '6',
      '-lag-in-frames',
      '0',
      '-auto-alt-ref',
      '0',
      '-error-resilient',
      '1',
    ],
    ...['-ts-parameters', `${TEMPORAL_LAYERS}:${target}`],
  ];
  const args = ['-f', 'lavfi', '-i', source, '-pix_fmt', 'yuv420p', ...encoder, '-f', 'ivf'];
  const key = createHash('sha256').update(args.join('\n')).digest('hex').slice(0, 16);
  const file = join(CACHE, `${key}.ivf`);
  if (existsSync(file)) return file;
  mkdirSync(CACHE, { recursive: true });
  const unfinished = join(CACHE, `${key}.${process.pid}.ivf`);
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args, unfinished]);
  renameSync(unfinished, file);
  return file;
}

function framesOf(ivf: Buffer): Film {
  const frames: Buffer[] = [];
  for (let at = IVF_HEADER_BYTES; at < ivf.length; ) {
    const end = at + IVF_FRAME_HEADER_BYTES + ivf.readUInt32LE(at);
    frames.push(ivf.subarray(at + IVF_FRAME_HEADER_BYTES, end));
    at = end;
  }
  return frames;
}
