import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { callBack, setPageTitle } from '../../../../web/src/ui/page/page-title.ts';

const page = Object.assign(new EventTarget(), { title: '', hidden: true });

function look(isLooking: boolean): void {
  page.hidden = !isLooking;
  page.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  vi.stubGlobal('document', page);
  setPageTitle('Vorstand');
});
afterEach(() => {
  look(true);
  look(false);
  vi.unstubAllGlobals();
});

test('a tab calls until it is looked at, and one that is looked at does not', () => {
  callBack('Sie sind zugelassen');
  expect(page.title).toBe('Sie sind zugelassen · Vorstand');
  look(true);
  expect(page.title).toBe('Vorstand');
  callBack('Sie sind zugelassen');
  expect(page.title).toBe('Vorstand');
});

test('what is over is taken back from a tab that nobody looks at, and nothing that was called since', () => {
  const takeBack = callBack('Niemand hört Sie');
  takeBack();
  expect(page.title).toBe('Vorstand');
  const former = callBack('Niemand hört Sie');
  callBack('Sie haben das Wort');
  former();
  expect(page.title).toBe('Sie haben das Wort · Vorstand');
});
