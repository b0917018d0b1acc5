import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReceivedSeat } from '../../../../web/src/call/meeting/received.ts';
import { collapsesEmpty, type Place, placesOf } from '../../../../web/src/features/plan/seat-order.ts';
import { aParticipant } from '../../fakes.ts';

const seat = (id: string, participantId: string | null = null): ReceivedSeat => ({
  id,
  name: `Platz ${id}`,
  participantId,
  leftAgoMs: null,
  leftAt: null,
});
const names = (places: readonly Place[]) => places.map(({ kind, id }) => `${kind} ${id}`);

test('without a plan people sit in the order in which they came', () => {
  expect(names(placesOf([], [aParticipant('b'), aParticipant('a')]))).toEqual(['person b', 'person a']);
});

test('with a plan its order comes first with its empty chairs, then everybody else as they came', () => {
  const plan = [seat('1', 'z'), seat('2'), seat('3', 'a')];
  const people = [aParticipant('guest'), aParticipant('a'), aParticipant('late'), aParticipant('z')];
  expect(names(placesOf(plan, people))).toEqual(['person z', 'empty 2', 'person a', 'person guest', 'person late']);
});

test('observers have no place, also when the plan names them', () => {
  const watcher = { ...aParticipant('watcher'), role: 'observer' as const };
  expect(names(placesOf([seat('1', 'watcher')], [watcher, aParticipant('a')]))).toEqual(['empty 1', 'person a']);
});

test('a seat of somebody who is not here yet, or no more, is an empty chair', () => {
  expect(names(placesOf([seat('1', 'gone')], []))).toEqual(['empty 1']);
});

test('everybody has exactly one place, whatever the plan says', () => {
  const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  fc.assert(
    fc.property(
      fc.array(fc.option(ids), { maxLength: 8 }),
      fc.uniqueArray(ids, { maxLength: 5 }),
      (sitting, present) => {
        const plan = sitting.map((participantId, index) => seat(String(index), participantId));
        const people = placesOf(
          plan,
          present.map((id) => aParticipant(id)),
        ).filter(({ kind }) => kind === 'person');
        expect(people.map(({ id }) => id).sort()).toEqual([...present].sort());
      },
    ),
  );
});

test('empty chairs become one line on a phone, and where they are more than a third', () => {
  const places = (people: number, empty: number) =>
    placesOf(
      Array.from({ length: empty }, (_, index) => seat(String(index))),
      Array.from({ length: people }, (_, index) => aParticipant(`p${index}`)),
    );
  expect(collapsesEmpty(places(5, 0), { isPhone: true })).toBe(false);
  expect(collapsesEmpty(places(5, 1), { isPhone: true })).toBe(true);
  expect(collapsesEmpty(places(2, 1), { isPhone: false })).toBe(false);
  expect(collapsesEmpty(places(2, 2), { isPhone: false })).toBe(true);
});
