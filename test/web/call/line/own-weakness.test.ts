import { expect, test } from 'vitest';
import type { ParticipantView } from '../../../../src/protocol/index.ts';
import type { TableState } from '../../../../web/src/call/call-state.ts';
import { isWeakForMany, ownWeakness, type Weakness, worstOf } from '../../../../web/src/call/line/own-line.ts';
import { NOTHING_SENT } from '../../../../web/src/call/media/publisher.ts';
import { tableOf } from '../../../../web/src/call/table/table-events.ts';
import { weakOf } from '../../../../web/src/ui/stage/tile/weak-veil.tsx';
import { weakText } from '../../../../web/src/ui/table/weak/weak-text.ts';
import { aJoinedReply, aParticipant } from '../../fakes.ts';
import { german } from '../../german.ts';

const others = (...uploads: readonly ParticipantView['upload'][]) =>
  uploads.map((upload, at) => ({ ...aParticipant(`other-${at}`), upload }));

const HEARD = { ...NOTHING_SENT, microphone: 'live' } as const;

function weakness(changes: Partial<TableState>, beside: readonly ParticipantView[] = others('good', 'good', 'good')) {
  const table = tableOf(aJoinedReply({ participants: [aParticipant('self'), ...beside] }));
  return ownWeakness({ ...table, health: 'connected', sending: HEARD, ...changes });
}

const isForMany = (beside: readonly ParticipantView[]) =>
  isWeakForMany(tableOf(aJoinedReply({ participants: [aParticipant('self'), ...beside] })));

test('of all that is weak one thing is said: what costs oneself most', () => {
  expect(weakness({})).toBeNull();
  expect(weakness({ upload: 'weak' })).toBe('upload-weak');
  expect(weakness({ upload: 'weak', download: 'weak' })).toBe('download');
  expect(weakness({ download: 'long' })).toBe('download-long');
  expect(weakness({ upload: 'held' })).toBe('upload-held');
  expect(weakness({ upload: 'held', isVoicePoor: true })).toBe('voice');
});

test('a line that is cut is told as that, and nothing beside it', () => {
  expect(weakness({ upload: 'held', connection: 'reconnecting' })).toBeNull();
  expect(weakness({ upload: 'held', health: 'interrupted' })).toBeNull();
});

test('a picture that is off while the way down is weak too is not put down to the way up', () => {
  expect(weakness({ upload: 'held', download: 'weak' })).toBe('both-held');
  expect(weakness({ upload: 'held', download: 'long' })).toBe('both-held');
});

test('what is so for many takes nothing of what one is told oneself, and is said of more than half only', () => {
  const many = others('held', 'weak', 'held', 'good');
  expect(weakness({ upload: 'held' }, many)).toBe('upload-held');
  expect(weakness({ upload: 'held', isVoicePoor: true }, many)).toBe('voice');
  expect(isForMany(many)).toBe(true);
  expect(isForMany(others('held', 'weak'))).toBe(false);
  expect(isForMany(others('held', 'weak', 'held', 'good', 'good', 'good'))).toBe(false);
});

test('who is on the way back may have closed a lid, and says nothing of the line of the others', () => {
  const back = others('good', 'good', 'good').map((one) => ({ ...one, line: 'broken' as const, reconnecting: true }));
  expect(isForMany([...back, ...others('held', 'good').map((one) => ({ ...one, id: `${one.id}-2` }))])).toBe(false);
  expect(isForMany(back.map((one) => ({ ...one, reconnecting: false })))).toBe(true);
});

test('nobody is told to be heard, or hard to understand, whose microphone is off', () => {
  expect(weakness({ upload: 'held', isVoicePoor: true, sending: NOTHING_SENT })).toBe('upload-held');
  for (const kind of ['upload-held', 'upload-weak', 'both-held'] as const) {
    expect(weakText(german, kind, false)).toContain('an hört Sie');
    expect(weakText(german, kind, true)).not.toContain('hört');
  }
});

test('a picture that is missing says at which end: the other’s way up, or one’s own way down', () => {
  const anna = aParticipant('anna', { camera: 'live' });
  const seen = { isSelf: false, isMissing: false, isResting: false };
  expect(weakOf(anna, seen)).toBeNull();
  expect(weakOf(anna, { ...seen, isMissing: true })).toBe('here');
  expect(weakOf({ ...anna, upload: 'held' }, { ...seen, isMissing: true })).toBe('there');
  expect(weakOf({ ...anna, upload: 'weak' }, seen)).toBeNull();
  expect(weakOf({ ...anna, upload: 'held' }, { ...seen, isSelf: true })).toBe('own');
  expect(weakOf(anna, { ...seen, isResting: true })).toBe('device');
});

test('in one spell only what is worse than all before is news', () => {
  const spell: readonly (readonly [Weakness | null, boolean])[] = [
    ['upload-weak', true],
    ['upload-held', true],
    ['upload-weak', false],
    ['upload-held', false],
    ['both-held', false],
    ['voice', true],
    ['upload-held', false],
    [null, false],
    ['upload-weak', true],
    ['download', true],
    ['download-long', true],
  ];
  let worst: ReturnType<typeof worstOf> = null;
  for (const [kind, isNews] of spell) {
    const before = worst;
    worst = worstOf(before, kind);
    expect([kind, worst !== null && worst !== before]).toEqual([kind, isNews]);
  }
});
