import type { Page } from '@playwright/test';

/** What the page of `pages/ears.ts` offers as `globalThis.ears`. */
export interface Ears {
  /** What is played now, for so many seconds: 16 bits a sample, 48,000 a second, in base64. */
  record(seconds: number): Promise<string>;
  /** Whether it has begun to. */
  isRecording(): boolean;
  sent(): Promise<{ packets: number; bytes: number }>;
}

export const RECORDED_RATE = 48_000;

/** Between -1 and 1. The page has `ears.ts`. */
export async function recorded(page: Page, seconds: number): Promise<Float32Array> {
  const text = await page.evaluate((wanted) => (globalThis as unknown as { ears: Ears }).ears.record(wanted), seconds);
  const bytes = Buffer.from(text, 'base64');
  const samples = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  return Float32Array.from(samples, (sample) => sample / 32_768);
}

export function sentBy(page: Page): Promise<{ packets: number; bytes: number }> {
  return page.evaluate(() => (globalThis as unknown as { ears: Ears }).ears.sent());
}

/** Of full scale. */
export function dbOf(samples: Float32Array): number {
  return 10 * Math.log10(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length + 1e-12);
}

/** Loudness of each 20 ms, the quietest first. */
export function levelsOf(samples: Float32Array, rate = RECORDED_RATE): readonly number[] {
  const length = rate / 50;
  return Array.from({ length: Math.floor(samples.length / length) }, (_, at) =>
    dbOf(samples.subarray(at * length, (at + 1) * length)),
  ).sort((a, b) => a - b);
}

/** `part` from 0, the quietest moment, to 1, the loudest. */
export function levelAt(samples: Float32Array, part: number): number {
  const levels = levelsOf(samples);
  return levels[Math.min(levels.length - 1, Math.floor(part * levels.length))] ?? Number.NaN;
}
