import { expect, test } from 'vitest';
import type { LineView, ParticipantView } from '../../../../src/protocol/index.ts';
import { complaintsOf, isKnown, isWeakForMost, lineText } from '../../../../web/src/features/clinic/line-words.ts';
import { ago, aParticipant } from '../../fakes.ts';
import { german } from '../../german.ts';

const GOOD: LineView = {
  participantId: 'anna',
  figures: 'known',
  way: 'udp',
  upload: 'good',
  uploadWeakForMs: null,
  download: 'good',
  downloadWeakForMs: null,
  lossFrom: 0.01,
  lossTo: null,
  lossyForMs: null,
  roundTripMs: 30,
};
const anna = aParticipant('anna');
const words = (line: Partial<LineView>, person: ParticipantView = anna) =>
  lineText(german, { ...GOOD, ...line }, person);

test('a line is told in words: what is the matter, each thing since when, and by which way', () => {
  expect(words({})).toBe('Gut (über UDP)');
  expect(words({ lossFrom: 0.12, lossyForMs: ago(130_000), way: 'tcp' })).toBe(
    'Von Sprache und Bild gehen 12 % verloren, seit 2 Minuten (über TCP)',
  );
  expect(words({ upload: 'held', uploadWeakForMs: ago(60_000), way: 'turn' })).toBe(
    'Upload zu schwach, Bild ist aus, seit 1 Minute (über TURN)',
  );
  expect(words({ roundTripMs: 930 })).toBe('Antwortet spät (0,9 s) (über UDP)');
  expect(
    words({ upload: 'weak', uploadWeakForMs: ago(600_000), download: 'weak', downloadWeakForMs: ago(10_000) }),
  ).toBe(
    'Upload schwach, Bild klein und ruckelnd, seit 10 Minuten. ' +
      'Bekommt nicht alle Bilder oder nur kleine, seit weniger als einer Minute (über UDP)',
  );
});

test('of what was not measured it is said that it is not known, and never that it is good', () => {
  const coming: Partial<LineView> = { figures: 'coming', lossFrom: null };
  const missing: Partial<LineView> = { figures: 'missing', way: 'none', download: null, lossFrom: null };
  expect(words(coming)).toBe('Wird gemessen (über UDP)');
  expect(words(missing)).toBe('Nicht bekannt');
  expect(words({ ...missing, upload: 'held' })).toBe('Upload zu schwach, Bild ist aus');
  expect([{}, coming, missing].map((line) => isKnown({ ...GOOD, ...line }, anna))).toEqual([true, false, false]);
  expect(isKnown({ ...GOOD, ...missing, upload: 'held' }, anna)).toBe(true);
  expect(isKnown({ ...GOOD, ...missing }, { ...anna, line: 'broken' })).toBe(true);
});

test('of a line that is cut there are no figures', () => {
  expect(words({ lossTo: 0.5 }, { ...anna, line: 'broken' })).toBe('Unterbrochen');
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

test('where most lines are weak at once it is said; who is on the way back says nothing of it', () => {
  const people = ['a', 'b', 'c', 'd', 'e'].map((id) => aParticipant(id));
  const lines = (weak: number) =>
    people.map(({ id }, at) => ({ ...GOOD, participantId: id, lossTo: at < weak ? 0.2 : 0 }));
  expect(isWeakForMost(lines(2), people)).toBe(false);
  expect(isWeakForMost(lines(3), people)).toBe(true);
  expect(isWeakForMost(lines(2), people.slice(0, 2))).toBe(false);
  const back = people.map((one, at) => (at < 2 ? { ...one, line: 'broken' as const, reconnecting: true } : one));
  expect(isWeakForMost(lines(3), back)).toBe(false);
});
