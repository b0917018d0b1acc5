import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { holdWhileHidden } from '../../../../web/src/ui/notices/hold-while-hidden.ts';
import { NoticeBoard, SHOWN_MS } from '../../../../web/src/ui/notices/notice-board.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class Page extends EventTarget {
  hidden = false;
  turn(hidden: boolean) {
    this.hidden = hidden;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

test('the time of a notice stands still while its page lies behind others', () => {
  const board = new NoticeBoard();
  const page = new Page();
  const end = holdWhileHidden(board, page);
  board.release();
  const isOpen = () => board.getSnapshot().standing[0]?.isOpen;
  page.turn(true);
  board.setStanding([{ key: 'noise', shrinks: true }]);
  vi.advanceTimersByTime(10 * SHOWN_MS);
  expect(isOpen()).toBe(true);
  page.turn(false);
  vi.advanceTimersByTime(SHOWN_MS);
  expect(isOpen()).toBe(false);
  page.turn(true);
  end();
  board.reopen('noise');
  vi.advanceTimersByTime(SHOWN_MS);
  expect(isOpen()).toBe(false);
  page.turn(true);
  board.reopen('noise');
  vi.advanceTimersByTime(SHOWN_MS);
  expect(isOpen()).toBe(false);
});
