import { expect, test } from 'vitest';
import { PinMemory, pinnedIds, toggledPin } from '../../../../web/src/features/stage/pins.ts';
import { aParticipant, FakeStorage } from '../../fakes.ts';

const [anna, bert, cem] = ['anna', 'bert', 'cem'].map((id) => aParticipant(id)) as [
  ReturnType<typeof aParticipant>,
  ReturnType<typeof aParticipant>,
  ReturnType<typeof aParticipant>,
];
const all = [anna, bert, cem];
const pin = (...people: (typeof anna)[]) =>
  people.reduce<ReturnType<typeof toggledPin>>((pins, person) => toggledPin(pins, person, all), []);

test('two can be pinned; a third takes the place of the first, and pinning again unpins', () => {
  expect(pinnedIds(pin(anna, bert), all)).toEqual(['anna', 'bert']);
  expect(pinnedIds(pin(anna, bert, cem), all)).toEqual(['bert', 'cem']);
  expect(pinnedIds(pin(anna, bert, anna), all)).toEqual(['bert']);
});

test('who comes anew is known by their seat, or by a name that nobody else has', () => {
  const pins = toggledPin([], { ...anna, seatId: 'seat' }, all);
  expect(pinnedIds(pins, [{ ...aParticipant('new'), seatId: 'seat' }])).toEqual(['new']);
  const byName = pin(anna);
  const again = { ...aParticipant('new'), displayName: anna.displayName };
  expect(pinnedIds(byName, [again])).toEqual(['new']);
  expect(pinnedIds(byName, [again, { ...again, id: 'other' }])).toEqual([]);
});

test('a pin of somebody who is gone makes room first', () => {
  expect(pinnedIds(toggledPin(pin(anna, bert), cem, [bert, cem]), all)).toEqual(['bert', 'cem']);
});

test('pins last over a reload in their room alone, and what is no pin is none', () => {
  const storage = new FakeStorage();
  new PinMemory(storage, 'room').write(pin(anna));
  expect(pinnedIds(new PinMemory(storage, 'room').read(), all)).toEqual(['anna']);
  expect(new PinMemory(storage, 'other').read()).toEqual([]);
  for (const broken of ['{', '7', '[{"id":1}]', '[null]']) {
    storage.setItem('tafelrunde.pins.room', broken);
    expect(new PinMemory(storage, 'room').read()).toEqual([]);
  }
});
