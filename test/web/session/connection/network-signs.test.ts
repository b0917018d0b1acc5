import { afterEach, expect, test, vi } from 'vitest';
import { listenForSigns } from '../../../../web/src/session/connection/network-signs.ts';

afterEach(() => vi.unstubAllGlobals());

/** A browser that tells of its connection. */
function aBrowser(type: string | undefined) {
  const connection = Object.assign(new EventTarget(), { type });
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  vi.stubGlobal('navigator', { connection });
  const signs = { changed: vi.fn(), doubtful: vi.fn(), awake: vi.fn() };
  const stop = listenForSigns(signs);
  const tell = () => connection.dispatchEvent(new Event('change'));
  return { connection, signs, stop, tell };
}

test('another kind of network is a change, a new estimate of the same one is none', () => {
  const { connection, signs, stop, tell } = aBrowser('wifi');
  tell();
  tell();
  expect([signs.changed.mock.calls.length, signs.doubtful.mock.calls.length]).toEqual([0, 2]);
  connection.type = 'cellular';
  tell();
  tell();
  expect([signs.changed.mock.calls.length, signs.doubtful.mock.calls.length]).toEqual([1, 3]);
  stop();
  connection.type = 'wifi';
  tell();
  expect(signs.changed).toHaveBeenCalledTimes(1);
});

test('where a browser does not say by what it is connected, only that it is online again is a change', () => {
  const { signs, stop, tell } = aBrowser(undefined);
  tell();
  expect(signs.changed).not.toHaveBeenCalled();
  window.dispatchEvent(new Event('online'));
  expect(signs.changed).toHaveBeenCalledTimes(1);
  stop();
});

test('a page wakes when it is seen again, goes on after it was frozen or comes out of the browser’s memory, and not when it is hidden', () => {
  const { signs, stop } = aBrowser('wifi');
  document.dispatchEvent(new Event('resume'));
  window.dispatchEvent(new Event('pageshow'));
  document.dispatchEvent(new Event('visibilitychange'));
  expect(signs.awake).toHaveBeenCalledTimes(3);
  Object.assign(document, { visibilityState: 'hidden' });
  document.dispatchEvent(new Event('visibilitychange'));
  expect(signs.awake).toHaveBeenCalledTimes(3);
  stop();
  document.dispatchEvent(new Event('resume'));
  window.dispatchEvent(new Event('pageshow'));
  expect(signs.awake).toHaveBeenCalledTimes(3);
});
