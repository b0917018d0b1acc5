import { EventEmitter } from 'node:events';
import type { ActiveSpeakerObserver, AudioLevelObserver } from 'mediasoup/types';
import { expect, it } from 'vitest';
import { SpeakerWatch } from '../../src/sfu/speakers.ts';

/** Two observers without a worker, and what a room would hear of them. */
function watch() {
  const levels = new EventEmitter();
  const dominance = new EventEmitter();
  const told: { active: string | null; levels: readonly { participantId: string; volume: number }[] }[] = [];
  const gone = new Set<string>();
  new SpeakerWatch({
    levels: levels as unknown as AudioLevelObserver,
    dominance: dominance as unknown as ActiveSpeakerObserver,
    participantOf: (producerId) => (gone.has(producerId) ? null : producerId.toUpperCase()),
    changed: (speakers) => told.push(speakers),
    heard: () => {},
  });
  return {
    told,
    gone,
    hear(...producerIds: string[]) {
      levels.emit(
        'volumes',
        producerIds.map((id, index) => ({ producer: { id }, volume: -20 - index })),
      );
      return told.at(-1)?.active;
    },
    dominate: (id: string) => dominance.emit('dominantspeaker', { producer: { id } }),
    fallSilent: () => levels.emit('silence'),
  };
}

it('who is dominant and heard is active, whoever else is louder', () => {
  const { hear, dominate, told } = watch();
  dominate('a');
  expect(hear('b', 'a')).toBe('A');
  expect(told.at(-1)?.levels).toEqual([
    { participantId: 'B', volume: -20 },
    { participantId: 'A', volume: -21 },
  ]);
});

it('somebody named dominant before having spoken is not active', () => {
  const { hear, dominate } = watch();
  dominate('a');
  expect(hear('b')).toBe('B');
});

it('a cough does not make active, and neither does one after a silence', () => {
  const { hear, dominate, fallSilent, told } = watch();
  dominate('a');
  hear('a');
  expect(hear('c')).toBe('A');
  fallSilent();
  expect(told.at(-1)).toEqual({ active: null, levels: [] });
  expect(hear('c')).toBe('A');
});

it('who goes on alone for long becomes active, even without ever being dominant', () => {
  const { hear, dominate } = watch();
  dominate('a');
  hear('a');
  const active = Array.from({ length: 8 }, () => hear('c'));
  expect(active.slice(0, 5)).toEqual(Array(5).fill('A'));
  expect(active.at(-1)).toBe('C');
});

it('somebody who has gone is neither active nor heard', () => {
  const { hear, dominate, gone, told } = watch();
  dominate('a');
  hear('a');
  gone.add('a');
  expect(hear('a', 'b')).toBe('B');
  expect(told.at(-1)?.levels).toEqual([{ participantId: 'B', volume: -21 }]);
});

it('while the same people speak, nobody is told again before two seconds have gone', () => {
  const { hear, told } = watch();
  for (let interval = 0; interval < 7; interval += 1) hear(...(interval % 2 === 0 ? ['a', 'b'] : ['b', 'a']));
  expect(told).toHaveLength(1);
  hear('a', 'b');
  expect(told).toHaveLength(2);
  hear('a', 'b', 'c');
  expect(told.at(-1)?.levels.map(({ participantId }) => participantId)).toEqual(['A', 'B', 'C']);
});

it('after a silence the same people are told anew', () => {
  const { hear, fallSilent, told } = watch();
  hear('a');
  fallSilent();
  hear('a');
  expect(told.map(({ levels }) => levels.length)).toEqual([1, 0, 1]);
});
