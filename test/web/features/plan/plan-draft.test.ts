import { expect, test } from 'vitest';
import { MAX_SEATS } from '../../../../src/protocol/limits.ts';
import {
  commandOf,
  draftOf,
  moved,
  newSeat,
  seatsOfLines,
  seatsOfPresent,
} from '../../../../web/src/features/plan/plan-draft.ts';
import { aParticipant } from '../../fakes.ts';

const PLAN = [
  { id: 'one', name: 'Köthen', participantId: 'a', leftAgoMs: null },
  { id: 'two', name: 'Zörbig', participantId: null, leftAgoMs: null },
];
const draft = draftOf(PLAN, 2);

test('a plan that was not touched is sent as it is, seats with their ids', () => {
  expect(commandOf(draft, PLAN)).toEqual({
    seats: [
      { id: 'one', name: 'Köthen' },
      { id: 'two', name: 'Zörbig' },
    ],
    quorum: 2,
  });
});

test('a seat that somebody else has removed meanwhile is sent as a new one', () => {
  expect(commandOf(draft, PLAN.slice(0, 1))).toMatchObject({
    seats: [{ id: 'one', name: 'Köthen' }, { name: 'Zörbig' }],
  });
  const command = commandOf(draft, []);
  expect(typeof command === 'string' ? command : command.seats.map((seat) => 'id' in seat)).toEqual([false, false]);
});

test.each(['0', '-1', '1.5', 'zwei', String(MAX_SEATS + 1)])('"%s" is no quorum', (quorum) => {
  expect(commandOf({ ...draft, quorum }, PLAN)).toBe('quorumInvalid');
});

test('an empty quorum is none, a seat without a name and too many seats are said', () => {
  expect(commandOf({ ...draft, quorum: ' ' }, PLAN)).toMatchObject({ quorum: null });
  expect(commandOf({ ...draft, seats: [newSeat(' ')] }, PLAN)).toBe('nameMissing');
  const many = Array.from({ length: MAX_SEATS + 1 }, () => newSeat('x'));
  expect(commandOf({ ...draft, seats: many }, PLAN)).toBe('tooMany');
});

test('seats move by one and stop at both ends', () => {
  const names = (seats: typeof draft.seats) => seats.map(({ name }) => name);
  expect(names(moved(draft.seats, 0, 1))).toEqual(['Zörbig', 'Köthen']);
  expect(names(moved(draft.seats, 0, -1))).toEqual(['Köthen', 'Zörbig']);
  expect(names(moved(draft.seats, 1, 1))).toEqual(['Köthen', 'Zörbig']);
});

test('of a pasted list each line that says something is a seat', () => {
  expect(seatsOfLines(' Anna \r\n\n Bert\n').map(({ name }) => name)).toEqual(['Anna', 'Bert']);
});

test('those present are added who have no seat yet: neither by seat nor by name, and no observers', () => {
  const seated = { ...aParticipant('a'), seatId: 'one' };
  const named = { ...aParticipant('b'), displayName: 'zörbig' };
  const watcher = { ...aParticipant('c'), role: 'observer' as const };
  const guest = aParticipant('d');
  const added = seatsOfPresent(draft, [seated, named, watcher, guest]);
  expect(added.map(({ name }) => name)).toEqual([guest.displayName]);
});
