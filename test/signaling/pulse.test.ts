import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Pulse, QUIET_AFTER_MS } from '../../src/signaling/pulse.ts';

const SOON_MS = 5_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function listen() {
  const connection = new EventEmitter();
  const told: boolean[] = [];
  new Pulse(connection, (isQuiet) => told.push(isQuiet));
  return { connection, told, hear: () => connection.emit('packet', { type: 'pong' }) };
}

it('a connection of which nothing is heard is quiet within five seconds, and no more when something is', () => {
  const { told, hear } = listen();
  vi.advanceTimersByTime(QUIET_AFTER_MS - 1);
  hear();
  vi.advanceTimersByTime(QUIET_AFTER_MS - 1);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(SOON_MS - QUIET_AFTER_MS);
  expect(told).toEqual([true]);
  hear();
  expect(told).toEqual([true, false]);
});

it('what has arrived while the server was busy counts as heard', () => {
  const { told, hear } = listen();
  vi.advanceTimersByTime(QUIET_AFTER_MS);
  hear();
  vi.advanceTimersByTime(QUIET_AFTER_MS - 1);
  expect(told).toEqual([]);
});

it('nothing is told of a connection that is closed, and no timer is left', () => {
  const { connection, told } = listen();
  connection.emit('close');
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
});
