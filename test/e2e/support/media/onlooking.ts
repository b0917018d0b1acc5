import type { Page } from '@playwright/test';
import { expect as expectNow } from 'vitest';
import { expect } from '../expect.ts';
import type { Onlooker } from './figure.ts';
import { MEDIA_TIMEOUT_MS } from './probe.ts';

export const LOOKS = { scripts: ['onlooker.ts'] };
/** Frames after which one that was under way before is over. */
export const SOME_FRAMES = 20;

interface Looking {
  readonly page: Page;
}

export function onlooker<K extends keyof Onlooker>({ page }: Looking, what: K): Promise<ReturnType<Onlooker[K]>> {
  return page.evaluate(
    (name) => (globalThis as unknown as { onlooker: Record<string, () => never> }).onlooker[name]?.(),
    what,
  ) as Promise<ReturnType<Onlooker[K]>>;
}

/** So many more frames are shown, none of them raw, and the figure in them. */
export async function expectTreated(person: Looking, { fresh = true } = {}): Promise<void> {
  if (fresh) await onlooker(person, 'forget');
  await expect
    .poll(async () => (await onlooker(person, 'seen')).frames, { timeout: MEDIA_TIMEOUT_MS })
    .toBeGreaterThan(SOME_FRAMES);
  const seen = await onlooker(person, 'seen');
  expectNow(seen.raw).toBe(0);
  // Between two cameras one may be black.
  expectNow(seen.figures / seen.frames).toBeGreaterThan(0.8);
}
