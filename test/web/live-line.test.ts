import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveLine } from '../../web/src/call/live-line.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function liveLine() {
  const told: string[] = [];
  return { told, line: new LiveLine({ send: (text) => void told.push(text) }) };
}

/** One character every 50 ms, faster than anybody types. */
function typeFast(line: LiveLine, text: string): void {
  for (let length = 1; length <= text.length; length++) {
    line.type(text.slice(0, length));
    vi.advanceTimersByTime(50);
  }
}

test('the first character is told at once, the rest within half a second, and about three times a second', () => {
  const { told, line } = liveLine();
  line.type('G');
  expect(told).toEqual(['G']);
  typeFast(line, 'Guten Morgen zusammen');
  expect(told.length).toBeLessThanOrEqual(5);
  vi.advanceTimersByTime(450);
  expect(told.at(-1)).toBe('Guten Morgen zusammen');
});

test('when the typing rests the line is told once more and not again, so that one lost on the way does no harm', () => {
  const { told, line } = liveLine();
  line.type('Guten');
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual(['Guten', 'Guten']);
  expect(vi.getTimerCount()).toBe(0);
});

test('a line that is sent is told no more, and the next one begins anew', () => {
  const { told, line } = liveLine();
  line.type('Guten');
  line.type('Guten Morgen');
  line.sent();
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual(['Guten']);
  line.type('Guten');
  expect(told).toEqual(['Guten', 'Guten']);
});

test('a line that is given up or deleted disappears before the others, if they saw it at all', () => {
  const { told, line } = liveLine();
  line.giveUp();
  expect(told).toEqual([]);
  line.type('Doch');
  line.giveUp();
  line.giveUp();
  expect(told).toEqual(['Doch', '']);
  line.type('nein');
  line.type('');
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual(['Doch', '', 'nein', '']);
  expect(vi.getTimerCount()).toBe(0);
});
