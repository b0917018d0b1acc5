import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KEPT_MS, NoticeBoard, SHOWN_MS } from '../../../../web/src/ui/notices/notice-board.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** One that can be read. */
function aBoard(): NoticeBoard {
  const board = new NoticeBoard();
  board.release();
  return board;
}

const looks = (board: NoticeBoard) => board.getSnapshot().passing.map(({ look }) => look);
const open = (board: NoticeBoard) =>
  board
    .getSnapshot()
    .standing.filter(({ isOpen }) => isOpen)
    .map(({ key }) => key);

test('a notice shrinks after a while, can be read again, and goes for good later', () => {
  const board = aBoard();
  board.post({ kind: 'locked' });
  vi.advanceTimersByTime(SHOWN_MS - 1);
  expect(looks(board)).toEqual(['open']);
  vi.advanceTimersByTime(1);
  expect(looks(board)).toEqual(['shrunk']);
  board.reopenPassing();
  expect(looks(board)).toEqual(['open']);
  vi.advanceTimersByTime(SHOWN_MS + KEPT_MS);
  expect(looks(board)).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test('time does not run while nobody can read, nor under a pointer', () => {
  const board = new NoticeBoard();
  board.post({ kind: 'locked' });
  vi.advanceTimersByTime(SHOWN_MS * 10);
  expect(looks(board)).toEqual(['open']);
  board.release();
  vi.advanceTimersByTime(SHOWN_MS - 1);
  board.hold();
  vi.advanceTimersByTime(SHOWN_MS * 10);
  expect(looks(board)).toEqual(['open']);
  board.release();
  vi.advanceTimersByTime(SHOWN_MS);
  expect(looks(board)).toEqual(['shrunk']);
});

test('what is dismissed keeps its place as long as another stands below it, so that nothing moves under a finger', () => {
  const board = aBoard();
  board.post({ kind: 'knocked', participantId: 'a', displayName: 'A' });
  board.post({ kind: 'knocked', participantId: 'b', displayName: 'B' });
  board.dismiss(1);
  expect(looks(board)).toEqual(['gone', 'open']);
  board.dismiss(2);
  expect(looks(board)).toEqual([]);
});

test('of many at once the oldest shrink before their time', () => {
  const board = aBoard();
  for (let count = 0; count < 5; count++) board.post({ kind: 'locked' });
  expect(looks(board)).toEqual(['shrunk', 'shrunk', 'open', 'open', 'open']);
});

test('what lasts shrinks by itself only where it may, keeps its place, and is gone with its cause', () => {
  const board = aBoard();
  board.setStanding([
    { key: 'poll', shrinks: false },
    { key: 'closing', shrinks: true },
  ]);
  vi.advanceTimersByTime(SHOWN_MS);
  expect(open(board)).toEqual(['poll']);
  board.reopen('closing');
  board.setStanding([
    { key: 'floor', shrinks: true },
    { key: 'closing', shrinks: true },
    { key: 'poll', shrinks: false },
  ]);
  expect(open(board)).toEqual(['poll', 'closing', 'floor']);
  board.setStanding([]);
  expect(board.getSnapshot().standing).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test('one that may shrink only from now on does so', () => {
  const board = aBoard();
  board.setStanding([{ key: 'poll', shrinks: false }]);
  vi.advanceTimersByTime(SHOWN_MS * 3);
  board.setStanding([{ key: 'poll', shrinks: true }]);
  vi.advanceTimersByTime(SHOWN_MS);
  expect(open(board)).toEqual([]);
});

test('one event is told once, by the notice that tells more of it', () => {
  const restricted = { kind: 'restricted', restricted: { microphone: true, camera: false } } as const;
  const switchedOff = { kind: 'switched-off', source: 'microphone' } as const;
  for (const order of [
    [restricted, switchedOff],
    [switchedOff, restricted],
  ]) {
    const board = aBoard();
    for (const notice of order) board.post(notice);
    expect(board.getSnapshot().passing.map(({ notice }) => notice)).toEqual([restricted]);
  }
  const board = aBoard();
  board.post(restricted);
  vi.advanceTimersByTime(60_000);
  expect(board.post(switchedOff)).toBe(true);
});

test('what lasts and becomes worse is opened again for as long as at first; better and back again it stays as it is', () => {
  const board = aBoard();
  const become = (grade: number) => board.setStanding([{ key: 'weak', shrinks: true, grade }]);
  become(1);
  vi.advanceTimersByTime(SHOWN_MS);
  expect(open(board)).toEqual([]);
  become(2);
  expect(open(board)).toEqual(['weak']);
  vi.advanceTimersByTime(SHOWN_MS - 1);
  become(3);
  vi.advanceTimersByTime(SHOWN_MS - 1);
  expect(open(board)).toEqual(['weak']);
  vi.advanceTimersByTime(1);
  become(1);
  become(3);
  expect(open(board)).toEqual([]);
});
