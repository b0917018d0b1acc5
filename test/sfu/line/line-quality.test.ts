import type { Consumer, Producer, TransportTuple } from 'mediasoup/types';
import { describe, expect, it } from 'vitest';
import { bearingOf, LineQuality, wayOf } from '../../../src/sfu/line/line-quality.ts';

/** Streams as a worker counts them, one for each layer. */
function sent(id: string, ...streams: { packetCount: number; packetsLost: number }[]): Producer {
  return { id, getStats: async () => streams.map((stream) => ({ type: 'inbound-rtp', ...stream })) } as never;
}

function received(id: string, stream: { packetCount: number; packetsLost: number; roundTripTime?: number }): Consumer {
  const producers = { type: 'inbound-rtp', packetCount: 1, packetsLost: 900, roundTripTime: 900 };
  return { id, getStats: async () => [producers, { type: 'outbound-rtp', ...stream }] } as never;
}

function aLine() {
  const now = { incoming: null as Producer | null, outgoing: null as Consumer | null };
  const quality = new LineQuality({ incoming: () => now.incoming, outgoing: () => now.outgoing });
  return { now, quality };
}

describe('the quality of a line', () => {
  it('is what was lost since the reading before, of all layers together', async () => {
    const { now, quality } = aLine();
    now.incoming = sent('camera', { packetCount: 900, packetsLost: 100 }, { packetCount: 500, packetsLost: 0 });
    now.outgoing = received('tile', { packetCount: 1000, packetsLost: 500, roundTripTime: 42 });
    expect(await quality.measure()).toEqual({ lossFrom: null, lossTo: null, roundTripSeconds: 0.042 });
    now.incoming = sent('camera', { packetCount: 940, packetsLost: 110 }, { packetCount: 550, packetsLost: 0 });
    now.outgoing = received('tile', { packetCount: 1100, packetsLost: 505, roundTripTime: 50 });
    expect(await quality.measure()).toEqual({ lossFrom: 0.1, lossTo: 0.05, roundTripSeconds: 0.05 });
  });

  it('is not known of somebody who sends and is sent nothing', async () => {
    const { quality } = aLine();
    for (let times = 0; times < 2; times += 1)
      expect(await quality.measure()).toEqual({ lossFrom: null, lossTo: null, roundTripSeconds: null });
  });

  it('of few packets is said only when enough have come together, and no answer is no delay of nothing', async () => {
    const { now, quality } = aLine();
    const losses: (number | null)[] = [];
    for (const packetCount of [100, 108, 116, 124, 132]) {
      now.outgoing = received('sound', { packetCount, packetsLost: 0, roundTripTime: 0 });
      const { lossTo, roundTripSeconds } = await quality.measure();
      losses.push(lossTo);
      expect(roundTripSeconds).toBeNull();
    }
    expect(losses).toEqual([null, null, null, 0, null]);
  });

  it('begins anew with another stream and with one that counts from the start, and is never less than nothing', async () => {
    const { now, quality } = aLine();
    const lossOf = async (id: string, packetCount: number, packetsLost: number) => {
      now.outgoing = received(id, { packetCount, packetsLost });
      return (await quality.measure()).lossTo;
    };
    expect(await lossOf('tile', 1000, 100)).toBeNull();
    expect(await lossOf('other', 2000, 1000)).toBeNull();
    expect(await lossOf('other', 100, 0)).toBeNull();
    expect(await lossOf('other', 200, 10)).toBe(0.1);
    expect(await lossOf('other', 300, 5)).toBe(0);
    expect(await lossOf('other', 350, 500)).toBe(1);
  });
});

describe('the way in', () => {
  const from = (protocol: 'udp' | 'tcp', remoteIp: string) => ({ protocol, remoteIp }) as TransportTuple;
  const RELAYS = ['172.28.43.18', '2001:db8::18'];

  it.each([
    ['none', []],
    ['none', [undefined, undefined]],
    ['udp', [from('udp', '192.0.2.1'), undefined]],
    ['tcp', [from('udp', '192.0.2.1'), from('tcp', '192.0.2.1')]],
    ['turn', [from('udp', '172.28.43.18'), from('tcp', '192.0.2.1')]],
    ['turn', [undefined, from('udp', '::ffff:172.28.43.18')]],
    ['turn', [from('udp', '2001:db8::18')]],
  ] as const)('is %s by the longer of both transports', (way, tuples) => {
    expect(wayOf(tuples, RELAYS)).toBe(way);
  });

  it('through a TURN server is not guessed where nobody said from which address it relays', () => {
    expect(wayOf([from('udp', '172.28.43.18')], [])).toBe('udp');
  });
});

describe('what a line bears', () => {
  const picture = (missingSince: number | null) => ({ source: 'camera' as const, spatialLayer: null, missingSince });
  const calm = { isHolding: false, weakSince: null };

  it('is known from the pictures that are missing too: a narrow line need not lose anything', () => {
    expect(bearingOf({ ...calm, pictures: [] })).toEqual({ download: 'good', downloadWeakSince: null });
    expect(bearingOf({ ...calm, pictures: [picture(null)] })).toEqual({ download: 'good', downloadWeakSince: null });
    const some = [picture(null), picture(500), picture(300)];
    expect(bearingOf({ ...calm, pictures: some })).toEqual({ download: 'weak', downloadWeakSince: 300 });
    expect(bearingOf({ ...calm, weakSince: 200, pictures: some }).downloadWeakSince).toBe(200);
    expect(bearingOf({ ...calm, pictures: [picture(500)] }).download).toBe('held');
    expect(bearingOf({ isHolding: true, weakSince: 1, pictures: [] }).download).toBe('held');
  });
});
