import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Part } from '../../../web/src/loading/part.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Comes at the attempt of that number. */
function comesAt(attempt: number) {
  const load = vi.fn(async () => {
    if (load.mock.calls.length < attempt) throw new TypeError('Failed to fetch dynamically imported module');
    return 'the part';
  });
  return load;
}

test('a part that does not come is asked for again, and whoever asks meanwhile gets the same', async () => {
  const load = comesAt(4);
  const part = new Part({ load });
  const both = Promise.all([part.load(), part.load()]);
  await vi.runAllTimersAsync();
  expect(await both).toEqual(['the part', 'the part']);
  expect(load).toHaveBeenCalledTimes(4);
  expect(part.loaded).toBe('the part');
  await part.load();
  expect(load).toHaveBeenCalledTimes(4);
});

test('a part that does not come at all is said to be lost, and asked for anew when it is needed again', async () => {
  const load = comesAt(6);
  const part = new Part({ load });
  const lost = part.load().catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  expect(await lost).toBeInstanceOf(TypeError);
  expect(part.loaded).toBeNull();
  const again = part.load();
  await vi.runAllTimersAsync();
  expect(await again).toBe('the part');
});
