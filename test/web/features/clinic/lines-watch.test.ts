import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { type Lines, LinesWatch, READ_EVERY_MS } from '../../../../web/src/features/clinic/lines-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function aWatch() {
  const told: Lines[] = [];
  const server = { answers: true, isHidden: false };
  const read = vi.fn(async () => {
    if (!server.answers) throw new Error('no answer');
    return [];
  });
  const watch = new LinesWatch({ read, isHidden: () => server.isHidden, changed: (lines) => void told.push(lines) });
  onTestFinished(() => watch.close());
  const later = () => vi.advanceTimersByTimeAsync(READ_EVERY_MS);
  return { server, read, watch, later, last: () => told.at(-1) };
}

it('figures that nobody confirms any more are told to be old; one answer that is lost is not worth it', async () => {
  const { server, later, last } = await aWatch();
  await later();
  server.answers = false;
  await later();
  expect(last()).toEqual({ lines: [], isUnanswered: false, staleForMs: null });
  await later();
  expect(last()).toEqual({ lines: [], isUnanswered: true, staleForMs: 2 * READ_EVERY_MS });
  server.answers = true;
  await later();
  expect(last()).toEqual({ lines: [], isUnanswered: false, staleForMs: null });
});

it('where there never was an answer that is told, instead of for ever that there will be one', async () => {
  vi.useFakeTimers();
  const told: Lines[] = [];
  const read = () => Promise.reject(new Error('no answer'));
  const watch = new LinesWatch({ read, isHidden: () => false, changed: (lines) => void told.push(lines) });
  onTestFinished(() => watch.close());
  await vi.advanceTimersByTimeAsync(READ_EVERY_MS);
  expect(told.map(({ isUnanswered }) => isUnanswered)).toEqual([false, true]);
});

it('nobody is asked while nobody looks, nor after the end', async () => {
  const { server, read, watch, later } = await aWatch();
  server.isHidden = true;
  await later();
  expect(read).toHaveBeenCalledTimes(1);
  watch.close();
  expect(vi.getTimerCount()).toBe(0);
});
