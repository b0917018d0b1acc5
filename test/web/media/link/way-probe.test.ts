import type { types } from 'mediasoup-client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TransportOptions } from '../../../../src/protocol/index.ts';
import { WayProbe } from '../../../../web/src/media/link/way-probe.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const WAY_OUT: TransportOptions = {
  id: 'way-out',
  iceParameters: { usernameFragment: 'fragment', password: 'password', iceLite: true },
  iceCandidates: [],
  dtlsParameters: { fingerprints: [] },
};

/** A transport as mediasoup-client makes it, of which the browser tells what is said here. */
function openTransport() {
  const transport = {
    id: 'probe',
    closed: false,
    answers: 0,
    on: () => transport,
    produceData: async () => ({}),
    getStats: async () =>
      new Map([
        ['T1', { type: 'transport' }],
        ['P1', { type: 'candidate-pair', responsesReceived: transport.answers }],
        ['P2', { type: 'candidate-pair' }],
      ]),
    close: () => {
      transport.closed = true;
    },
  };
  return transport;
}

function lay() {
  const opened: ReturnType<typeof openTransport>[] = [];
  const heard = vi.fn();
  const open = () => {
    const transport = openTransport();
    opened.push(transport);
    return transport as unknown as types.Transport;
  };
  return { probe: new WayProbe({ open, heard }), opened, heard };
}

it('who sends nothing hears of the network by the first answer of the media port, once for each question', async () => {
  const { probe, opened, heard } = lay();
  probe.ask(WAY_OUT, null);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(heard).not.toHaveBeenCalled();

  const [first] = opened;
  if (first) first.answers = 1;
  await vi.advanceTimersByTimeAsync(100);
  expect(heard).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(heard).toHaveBeenCalledTimes(1);
  expect(opened.map(({ closed }) => closed)).toEqual([true]);
});

it('a new question takes the place of the one before, and a connection that closes asks no more', async () => {
  const { probe, opened, heard } = lay();
  probe.ask(WAY_OUT, null);
  probe.ask(WAY_OUT, null);
  expect(opened.map(({ closed }) => closed)).toEqual([true, false]);
  probe.close();
  for (const one of opened) one.answers = 1;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(heard).not.toHaveBeenCalled();
  expect(opened.map(({ closed }) => closed)).toEqual([true, true]);
  expect(vi.getTimerCount()).toBe(0);
});
