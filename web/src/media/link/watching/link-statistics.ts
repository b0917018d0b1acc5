import type { types } from 'mediasoup-client';

/** What a transport has received until now. */
export interface Received {
  readonly packets: number;
  readonly bytes: number;
  readonly frames: number;
}

/** What a transport has sent until now, and the part of it that was lost of late. */
export interface SentSoFar {
  readonly bytes: number;
  readonly lost: number;
}

type Figures = Readonly<Record<string, unknown>>;

export async function received(transport: types.Transport): Promise<Received> {
  const streams = await figuresOf(transport, 'inbound-rtp');
  const sum = (name: string) => streams.reduce((total, stream) => total + numberIn(stream, name), 0);
  return { packets: sum('packetsReceived'), bytes: sum('bytesReceived'), frames: sum('framesDecoded') };
}

export async function sent(transport: types.Transport): Promise<SentSoFar> {
  const streams = await figuresOf(transport, 'outbound-rtp');
  const reports = await figuresOf(transport, 'remote-inbound-rtp');
  return {
    bytes: streams.reduce((total, stream) => total + numberIn(stream, 'bytesSent'), 0),
    lost: Math.max(0, ...reports.map((report) => numberIn(report, 'fractionLost'))),
  };
}

async function figuresOf(transport: types.Transport, type: string): Promise<readonly Figures[]> {
  const all: Figures[] = [];
  const report = await transport.getStats();
  report.forEach((stats: Figures) => {
    if (stats.type === type) all.push(stats);
  });
  return all;
}

function numberIn(stats: Figures, name: string): number {
  const value = stats[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
