import { expect, test } from 'vitest';
import type { PictureProblem } from '../../../../web/src/media/picture/chosen-file.ts';
import type { MadePortrait } from '../../../../web/src/media/portrait/made-portrait.ts';
import { OwnPortrait, shownAmong } from '../../../../web/src/media/portrait/own-portrait.ts';

const FACE = 'data:image/webp;base64,AAAA';
const OTHER = 'data:image/jpeg;base64,BBBB';
const HERE = { pseudonyms: false };
const HIDDEN = { pseudonyms: true };

function aBrowser() {
  const [passing, lasting] = [new Map<string, string>(), new Map<string, string>()];
  const storageOf = (kept: Map<string, string>) => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  let made: MadePortrait | PictureProblem = { address: FACE };
  return {
    passing,
    lasting,
    choosing: (next: MadePortrait | PictureProblem) => {
      made = next;
    },
    page: (roomId = 'runde') =>
      new OwnPortrait({
        roomId,
        passing: storageOf(passing),
        lasting: storageOf(lasting),
        make: () => Promise.resolve(made),
      }),
  };
}

const file = new File([], 'ich.jpg');

test('it is for this room and this tab alone until it shall be remembered, and gone with one press', async () => {
  const browser = aBrowser();
  const own = browser.page();
  let told = 0;
  own.subscribe(() => {
    told += 1;
  });
  expect(await own.take(file, HERE)).toBeNull();
  expect(shownAmong(own.getSnapshot(), HERE)).toBe(FACE);
  expect(browser.lasting.size).toBe(0);
  // After a reload, and in another room.
  expect(shownAmong(browser.page().getSnapshot(), HERE)).toBe(FACE);
  expect(shownAmong(browser.page('andere').getSnapshot(), HERE)).toBeNull();

  own.remember(true);
  expect(shownAmong(browser.page('andere').getSnapshot(), HERE)).toBe(FACE);
  browser.choosing({ address: OTHER });
  await own.take(file, HERE);
  expect(own.getSnapshot()).toEqual({ here: null, remembered: OTHER });
  own.remember(false);
  expect(own.getSnapshot()).toEqual({ here: OTHER, remembered: null });
  own.forget(HERE);
  expect([...browser.passing, ...browser.lasting]).toEqual([]);
  expect(told).toBe(5);
});

test('what is wrong with a file is said, and the picture before it stays', async () => {
  const browser = aBrowser();
  const own = browser.page();
  await own.take(file, HERE);
  browser.choosing('large');
  expect(await own.take(file, HERE)).toBe('large');
  expect(own.getSnapshot().here).toBe(FACE);
});

test('among pseudonyms nobody is shown by what they have chosen under their own name, and it is not lost there', async () => {
  const browser = aBrowser();
  const own = browser.page();
  await own.take(file, HERE);
  own.remember(true);
  const among = browser.page('selbsthilfe');
  expect(shownAmong(among.getSnapshot(), HIDDEN)).toBeNull();
  browser.choosing({ address: OTHER });
  await among.take(file, HIDDEN);
  expect(shownAmong(among.getSnapshot(), HIDDEN)).toBe(OTHER);
  among.forget(HIDDEN);
  expect(among.getSnapshot()).toEqual({ here: null, remembered: FACE });
});

test('what somebody has written into the storage by hand is no picture', () => {
  const browser = aBrowser();
  browser.lasting.set('tafelrunde.portrait', 'data:image/svg+xml;base64,AAAA');
  expect(browser.page().getSnapshot().remembered).toBeNull();
});
