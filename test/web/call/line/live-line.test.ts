import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveLine } from '../../../../web/src/call/line/live-line.ts';
import { type Failure, RequestError } from '../../../../web/src/session/signaling.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function liveLine() {
  const told: string[] = [];
  const failures: Failure[] = [];
  const send = async (text: string) => {
    told.push(text);
    const failure = failures.shift();
    if (failure) throw new RequestError(failure);
  };
  return { told, failures, line: new LiveLine({ send }) };
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

test('what was deleted while the connection was lost is not shown when it is back, nor what was typed before', async () => {
  const { told, failures, line } = liveLine();
  failures.push({ code: 'OFFLINE' }, { code: 'OFFLINE' });
  line.type('Der Landrat');
  await vi.advanceTimersByTimeAsync(0);
  line.giveUp();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual(['Der Landrat', '']);
  line.returned();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual(['Der Landrat', '', '']);
  line.returned();
  expect(told).toHaveLength(3);
});

test('a line that is still being typed is said anew when the connection is back: the others have forgotten it', async () => {
  const { told, line } = liveLine();
  line.type('Guten');
  await vi.advanceTimersByTimeAsync(60_000);
  told.length = 0;
  line.returned();
  expect(told).toEqual(['Guten']);
});

test('a deletion that is refused for its pace, or not answered, is said again', async () => {
  const { told, failures, line } = liveLine();
  line.type('Doch');
  await vi.advanceTimersByTimeAsync(0);
  failures.push({ code: 'RATE_LIMITED', retryAfterMs: 3_000 }, { code: 'NO_ANSWER' });
  line.giveUp();
  await vi.advanceTimersByTimeAsync(2_999);
  expect(told).toEqual(['Doch', '']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual(['Doch', '', '', '']);
  expect(vi.getTimerCount()).toBe(0);
});

test('whoever may not write is not told about it again and again', async () => {
  const { told, failures, line } = liveLine();
  failures.push({ code: 'NOT_ALLOWED' });
  line.type('Doch');
  await vi.advanceTimersByTimeAsync(0);
  line.giveUp();
  line.sent();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual(['Doch']);
  expect(vi.getTimerCount()).toBe(0);
});
