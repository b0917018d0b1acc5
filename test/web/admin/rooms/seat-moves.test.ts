import { expect, it } from 'vitest';
import { movedTo, placeAt, seatsOfNames } from '../../../../web/src/admin/rooms/plan/seat-moves.ts';

it('one of a list comes to stand at another place, and nowhere else', () => {
  expect(movedTo(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
  expect(movedTo(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c']);
  for (const [from, to] of [
    [0, -1],
    [0, 4],
    [1, 1],
    [9, 0],
  ] as const) {
    expect(movedTo(['a', 'b', 'c', 'd'], from, to)).toEqual(['a', 'b', 'c', 'd']);
  }
});

it('what is dragged comes to stand where it is let go, also beyond both ends', () => {
  const middles = [20, 60, 100];
  expect([-50, 30, 70, 500].map((y) => placeAt(y, middles))).toEqual([0, 1, 2, 2]);
  expect(placeAt(10, [])).toBe(0);
});

it('whoever had a seat keeps it in the new order, however the name is written; each of two twins keeps one', () => {
  const before = [
    { key: '1', id: 's1', name: 'Anna Vogel' },
    { key: '2', id: 's2', name: 'Bernd Star' },
    { key: '3', id: 's3', name: 'Anna Vogel' },
  ];
  const seats = seatsOfNames(['Bernd  star', 'Neu', 'Anna Vogel', 'Anna Vogel', 'Anna Vogel'], before);
  expect(seats.map(({ id, name }) => [id, name])).toEqual([
    ['s2', 'Bernd  star'],
    [null, 'Neu'],
    ['s1', 'Anna Vogel'],
    ['s3', 'Anna Vogel'],
    [null, 'Anna Vogel'],
  ]);
  expect(new Set(seats.map(({ key }) => key)).size).toBe(5);
});
