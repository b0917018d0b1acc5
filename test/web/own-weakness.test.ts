import { expect, test } from 'vitest';
import type { ParticipantView } from '../../src/signaling/protocol/index.ts';
import type { TableState } from '../../web/src/call/call-state.ts';
import { ownWeakness, topicOf } from '../../web/src/call/own-line.ts';
import { tableOf } from '../../web/src/call/table-events.ts';
import { weakOf } from '../../web/src/ui/table/weak-veil.tsx';
import { aJoinedReply, aParticipant } from './fakes.ts';

const others = (...uploads: readonly ParticipantView['upload'][]) =>
  uploads.map((upload, at) => ({ ...aParticipant(`other-${at}`), upload }));

function weakness(changes: Partial<TableState>, beside: readonly ParticipantView[] = others('good', 'good', 'good')) {
  const table = tableOf(aJoinedReply({ participants: [aParticipant('self'), ...beside] }));
  return ownWeakness({ ...table, health: 'connected', ...changes });
}

test('of all that is weak one thing is said: what costs oneself most', () => {
  expect(weakness({})).toBeNull();
  expect(weakness({ upload: 'weak' })).toBe('upload-weak');
  expect(weakness({ upload: 'weak', download: 'weak' })).toBe('download');
  expect(weakness({ download: 'long' })).toBe('download-long');
  expect(weakness({ upload: 'held', download: 'long' })).toBe('upload-held');
  expect(weakness({ upload: 'held', isVoicePoor: true })).toBe('voice');
});

test('a line that is cut is told as that, and nothing beside it', () => {
  expect(weakness({ upload: 'held', connection: 'reconnecting' })).toBeNull();
  expect(weakness({ upload: 'held', health: 'interrupted' })).toBeNull();
});

test('what is so for many is not put down to oneself; and what is so for a few others is', () => {
  expect(weakness({ upload: 'held' }, others('held', 'weak', 'held', 'good'))).toBe('many');
  expect(weakness({ download: 'weak' }, others('held', 'weak', 'held'))).toBe('many');
  expect(weakness({ upload: 'held' }, others('held', 'weak'))).toBe('upload-held');
  expect(weakness({ upload: 'held' }, others('held', 'weak', 'held', 'good', 'good', 'good', 'good'))).toBe(
    'upload-held',
  );
  expect(weakness({}, others('held', 'weak', 'held'))).toBeNull();
});

test('a picture that is missing says at which end: the other’s way up, or one’s own way down', () => {
  const anna = aParticipant('anna', { camera: 'live' });
  const seen = { isSelf: false, isMissing: false };
  expect(weakOf(anna, seen)).toBeNull();
  expect(weakOf(anna, { ...seen, isMissing: true })).toBe('here');
  expect(weakOf({ ...anna, upload: 'held' }, { ...seen, isMissing: true })).toBe('there');
  expect(weakOf({ ...anna, upload: 'weak' }, seen)).toBeNull();
  expect(weakOf({ ...anna, upload: 'held' }, { isSelf: true, isMissing: false })).toBe('own');
});

test('a picture that comes and goes for want of a way up is one notice, which is not opened and said anew', () => {
  expect(topicOf('upload-held')).toBe(topicOf('upload-weak'));
  expect(new Set((['upload-held', 'download', 'download-long', 'voice', 'many'] as const).map(topicOf)).size).toBe(5);
});
