import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EngineConnection } from '../../../src/signaling/engine/engine-connection.ts';
import { PacketGate } from '../../../src/signaling/engine/packet-gate.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** That are looked at within ten seconds, with the one that says what for. */
const PACKETS = 800;

/** A connection by WebSocket, or by polling, that has said what it is for. */
function lay(name: 'websocket' | 'polling') {
  const socket = Object.assign(new EventEmitter(), { pause: vi.fn(), bufferedAmount: 0 });
  const raw = { destroy: vi.fn() };
  const connection = Object.assign(new EventEmitter(), {
    transport: { name, ...(name === 'websocket' ? { socket } : { dataReq: { socket: raw } }) },
    request: { socket: raw },
    send: vi.fn(),
    close: vi.fn(),
  });
  const heard = vi.fn();
  connection.on('data', heard);
  const gate = new PacketGate(connection as unknown as EngineConnection, { budgets: [], refused: () => {} });
  const say = (data: string) => {
    connection.emit('packet', { type: 'message', data });
    connection.emit('data', data);
  };
  say('0');
  gate.opened();
  return { connection, socket, raw, heard, say };
}

const flood = (say: (data: string) => void) => {
  for (let id = 0; id < 1_000; id += 1) say(`2${id}["hand:raise",{}]`);
};

it('whoever floods by WebSocket is heard and read no more at once, and cut off only seconds later, for they come again', async () => {
  const { socket, raw, connection, heard, say } = lay('websocket');
  flood(say);
  expect(heard).toHaveBeenCalledTimes(PACKETS);
  expect(socket.pause).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(connection.close).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(connection.close).toHaveBeenCalledWith(true);
  expect(raw.destroy).toHaveBeenCalledTimes(1);
});

it('what cannot be left unread, and what is out of place, is cut off at once', async () => {
  const polling = lay('polling');
  flood(polling.say);
  await vi.advanceTimersByTimeAsync(0);
  expect(polling.connection.close).toHaveBeenCalledTimes(1);
  const foreign = lay('websocket');
  foreign.say('0/admin,');
  await vi.advanceTimersByTimeAsync(0);
  expect(foreign.connection.close).toHaveBeenCalledTimes(1);
  expect(foreign.socket.pause).not.toHaveBeenCalled();
});

it('who has gone meanwhile leaves no timer', () => {
  const { connection, say } = lay('websocket');
  flood(say);
  connection.emit('close');
  expect(vi.getTimerCount()).toBe(0);
});
