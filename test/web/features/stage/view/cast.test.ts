import { expect, test } from 'vitest';
import { type CastAsk, castOf } from '../../../../../web/src/features/stage/view/cast.ts';
import { USUAL_VIEW, ViewMemory, type ViewWish } from '../../../../../web/src/features/stage/view/view-wish.ts';
import { FakeStorage } from '../../../fakes.ts';

const PLACES = ['self', 'anna', 'bert', 'cleo'].map((id) => ({ id }));
interface Ask extends Partial<Omit<CastAsk<{ id: string }>, 'view'>> {
  readonly view?: Partial<ViewWish>;
}
function cast({ view, ...ask }: Ask = {}) {
  const usual = {
    places: PLACES,
    selfId: 'self',
    pinned: [],
    spotlight: null,
    signing: [],
    speaker: null,
    hasScreen: false,
  };
  const { large, seats, isOwnInCorner } = castOf({ ...usual, ...ask, view: { ...USUAL_VIEW, ...view } });
  return { large: [...large], seats: seats.map(({ id }) => id), isOwnInCorner };
}

test('who is pinned or in the spotlight is large in every view, the others keep their order', () => {
  for (const layout of ['table', 'even', 'speaker'] as const) {
    expect(cast({ view: { layout }, pinned: ['cleo'], spotlight: 'anna', speaker: 'bert' })).toMatchObject({
      large: ['anna', 'cleo'],
      seats: ['self', 'bert'],
    });
  }
});

test('who signs is large in every view, whoever is heard; oneself only for the others', () => {
  for (const layout of ['table', 'speaker', 'pinned'] as const) {
    expect(cast({ view: { layout }, signing: ['self', 'bert'], speaker: 'anna' }).large).toEqual(['bert']);
  }
});

test('who speaks grows large and keeps their seat; before that it is the first of the others', () => {
  const view = { layout: 'speaker' } as const;
  expect(cast({ view, speaker: 'bert' })).toMatchObject({ large: ['bert'], seats: ['self', 'anna', 'bert', 'cleo'] });
  expect(cast({ view }).large).toEqual(['anna']);
  expect(cast({ view, speaker: 'gone' }).large).toEqual(['anna']);
  expect(cast({ view, places: PLACES.slice(0, 1) })).toMatchObject({ large: [], seats: ['self'] });
});

test('only who is pinned is shown where that is wished, and everyone while nobody is', () => {
  const view = { layout: 'pinned' } as const;
  expect(cast({ view, pinned: ['bert'] })).toMatchObject({ large: ['bert'], seats: [] });
  expect(cast({ view }).seats).toHaveLength(4);
});

test('the strip goes only where something is large', () => {
  const view = { strip: false };
  expect(cast({ view }).seats).toHaveLength(4);
  expect(cast({ view, hasScreen: true }).seats).toEqual([]);
  expect(cast({ view: { ...view, layout: 'speaker' } }).seats).toEqual([]);
});

test('one’s own picture leaves its seat for the corner or for good, unless one is large oneself', () => {
  expect(cast({ view: { own: 'small' } })).toMatchObject({ seats: ['anna', 'bert', 'cleo'], isOwnInCorner: true });
  expect(cast({ view: { own: 'hidden' } })).toMatchObject({ seats: ['anna', 'bert', 'cleo'], isOwnInCorner: false });
  expect(cast({ view: { own: 'hidden' }, spotlight: 'self' })).toMatchObject({ large: ['self'], isOwnInCorner: false });
});

test('the view is remembered, and whatever else stands there is taken for the usual one', () => {
  const storage = new FakeStorage();
  const wish = { layout: 'speaker', strip: false, own: 'small', fit: 'whole', most: '9' } as const;
  new ViewMemory(storage).write(wish);
  expect(new ViewMemory(storage).read()).toEqual(wish);
  for (const broken of ['', '[]', 'null', '{"layout":"?","strip":1,"own":null,"fit":{},"most":4}']) {
    storage.setItem('tafelrunde.view', broken);
    expect(new ViewMemory(storage).read()).toEqual(USUAL_VIEW);
  }
});
