import { execFileSync } from 'node:child_process';
import { dbOf, RECORDED_RATE } from '../../e2e/support/media/recordings.ts';

/** In Hz. Where vowels are, and the upper end of what EN 301 549, 6.1 asks for. */
const LOW = [300, 3_400] as const;
export const HIGH = [6_000, 7_000] as const;

/** How much weaker a voice is at these frequencies than where its vowels are, in dB. */
export function beyondVowels(samples: Float32Array, [from, to]: readonly [number, number]): number {
  return dbOf(band(samples, LOW)) - dbOf(band(samples, [from, to]));
}

function band(samples: Float32Array, [from, to]: readonly [number, number]): Float32Array {
  const raw = ['-t', 'f32', '-r', `${RECORDED_RATE}`, '-c', '1', '-'];
  const input = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  const output = execFileSync('sox', ['-V1', ...raw, ...raw, 'sinc', `${from}-${to}`], { input, maxBuffer: 2 ** 28 });
  return new Float32Array(new Uint8Array(output).buffer);
}
