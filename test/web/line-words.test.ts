import { expect, test } from 'vitest';
import type { LineView, ParticipantView } from '../../src/signaling/protocol/index.ts';
import { complaintsOf, isWeakForMost, lineText } from '../../web/src/ui/people/line-words.ts';
import { ago, aParticipant } from './fakes.ts';
import { german } from './german.ts';

const GOOD: LineView = {
  participantId: 'anna',
  way: 'udp',
  upload: 'good',
  download: 'good',
  lossFrom: 0.01,
  lossTo: null,
  roundTripMs: 30,
  weakForMs: null,
};
const anna = aParticipant('anna');
const words = (line: Partial<LineView>, person: ParticipantView = anna) =>
  lineText(german, { ...GOOD, ...line }, person);

test('a line is told in one sentence: what is the matter, since when, and by which way', () => {
  expect(words({})).toBe('gut, über UDP');
  expect(words({ lossFrom: 0.12, weakForMs: ago(130_000), way: 'tcp' })).toBe(
    '12 % kommen von dort nicht an, seit 2 Minuten, über TCP',
  );
  expect(words({ upload: 'held', weakForMs: ago(60_000), way: 'turn' })).toBe(
    'Upload zu schwach, Bild ist aus, seit 1 Minute, über TURN',
  );
  expect(words({ roundTripMs: 900, weakForMs: null })).toBe('900 ms Verzögerung, über UDP');
  expect(words({ download: 'weak', weakForMs: ago(10_000) })).toBe(
    'bekommt kleinere Bilder, seit weniger als einer Minute, über UDP',
  );
});

test('of a line that is cut there are no figures', () => {
  expect(words({ lossTo: 0.5 }, { ...anna, line: 'broken' })).toBe('unterbrochen');
  expect(complaintsOf({ ...GOOD, upload: 'held' }, { ...anna, line: 'broken' })).toEqual(['cut']);
});

test('what codecs make up for is no complaint', () => {
  expect(complaintsOf({ ...GOOD, lossFrom: 0.04, lossTo: 0.04, roundTripMs: 390 }, anna)).toEqual([]);
  expect(complaintsOf({ ...GOOD, lossFrom: 0.05, lossTo: 0.3, roundTripMs: 400 }, anna)).toEqual([
    'loss-from',
    'loss-to',
    'slow',
  ]);
});

test('where most lines are weak at once it is said that it is none of theirs', () => {
  const people = ['a', 'b', 'c', 'd', 'e'].map((id) => aParticipant(id));
  const lines = (weak: number) =>
    people.map(({ id }, at) => ({ ...GOOD, participantId: id, lossTo: at < weak ? 0.2 : 0 }));
  expect(isWeakForMost(lines(2), people)).toBe(false);
  expect(isWeakForMost(lines(3), people)).toBe(true);
  expect(isWeakForMost(lines(2), people.slice(0, 2))).toBe(false);
});
