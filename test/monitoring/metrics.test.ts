import Fastify from 'fastify';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { addHealth } from '../../src/http/health.ts';
import { EdgeCounts } from '../../src/monitoring/edge-counts.ts';
import { registerMediaMetrics } from '../../src/monitoring/media-metrics.ts';
import type { Link, Measured } from '../../src/sfu/index.ts';
import { SOON } from '../helpers/patience.ts';
import { startTestApp } from '../helpers/servers/test-app.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

type Options = Omit<Parameters<typeof addHealth>[1], 'metricsToken' | 'gauges'>;

/** What Prometheus reads of this, without the comments. */
async function served(options: Partial<Options>) {
  const app = Fastify();
  onTestFinished(() => app.close());
  await addHealth(app, { readiness: async () => ({}), gauges: [], metricsToken: null, ...options });
  return async (name: string) => {
    const { body } = await app.inject('/metrics');
    return body.split('\n').filter((line) => line.startsWith(name));
  };
}

/** A media plane of which only this is known. */
function media(links: readonly Link[] = []) {
  let told: ((measured: Measured) => void) | null = null;
  return {
    links: () => links,
    measure: vi.fn((measured: (measured: Measured) => void) => {
      told = measured;
    }),
    observe: (measured: Measured) => told?.(measured),
  };
}

describe('the figures', () => {
  it('say of each part whether it is well, and that nobody answers when that cannot be said in time', async () => {
    const read = await served({ readiness: async () => ({ worker: true, disk: false }) });
    expect(await read('tafelrunde_ready{')).toEqual([
      'tafelrunde_ready{part="answering"} 1',
      'tafelrunde_ready{part="worker"} 1',
      'tafelrunde_ready{part="disk"} 0',
    ]);
    const hanging = await served({ readiness: () => new Promise(() => {}) });
    const lines = hanging('tafelrunde_ready{');
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1), SOON);
    vi.runAllTimers();
    expect(await lines).toEqual(['tafelrunde_ready{part="answering"} 0']);
  });

  it('count refused commands by what was answered, and nothing else of them', async () => {
    vi.useRealTimers();
    const app = await startTestApp();
    const anna = await app.connect();
    const knock = (roomId: string) => anna.refused('room:join', { roomId, displayName: 'Anna' });
    const code = await knock('kein-raum-abcdefghjk');
    expect(await knock('kein-raum-bcdefghjkm')).toBe(code);
    const body = await (await fetch(`${app.url}/metrics`)).text();
    expect(body).toContain(`\ntafelrunde_refused_total{code="${code}"} 2\n`);
    expect(body).not.toContain('kein-raum');
  });

  it('know until when the certificate holds, and nothing where another program has it', async () => {
    let endsAt: Date | null = new Date('2027-01-31T12:00:00Z');
    const counts = new EdgeCounts({ certificateEndsAt: () => endsAt });
    const read = await served({ figures: (registry) => counts.register(registry) });
    const name = 'tafelrunde_certificate_end_timestamp_seconds';
    expect(await read(name)).toEqual([`${name}{of="TLS_CERT"} ${endsAt.getTime() / 1_000}`]);
    endsAt = null;
    expect(await read(name)).toEqual([]);
  });
});

describe('the figures of media', () => {
  it('hold each participant who was measured once, and what is not known not at all', async () => {
    const plane = media();
    const read = await served({ figures: (registry) => registerMediaMetrics(registry, plane) });
    await read('');
    expect(plane.measure).toHaveBeenCalledOnce();
    plane.observe({ lossFrom: 0, lossTo: 0.07, roundTripSeconds: 0.08 });
    plane.observe({ lossFrom: null, lossTo: 0.4, roundTripSeconds: null });
    expect(await read('tafelrunde_media_loss_ratio_count')).toEqual([
      'tafelrunde_media_loss_ratio_count{direction="from"} 1',
      'tafelrunde_media_loss_ratio_count{direction="to"} 2',
    ]);
    expect(await read('tafelrunde_media_loss_ratio_bucket{le="0.1",direction="to"}')).toEqual([
      'tafelrunde_media_loss_ratio_bucket{le="0.1",direction="to"} 1',
    ]);
    expect(await read('tafelrunde_media_round_trip_seconds_sum')).toEqual([
      'tafelrunde_media_round_trip_seconds_sum 0.08',
    ]);
    expect(await read('tafelrunde_media_round_trip_seconds_count')).toEqual([
      'tafelrunde_media_round_trip_seconds_count 1',
    ]);
  });

  it('count people by their way in and pictures by their layer, those of now alone', async () => {
    const links: Link[] = [
      {
        way: 'udp',
        pictures: [
          { source: 'camera', spatialLayer: 2 },
          { source: 'screen', spatialLayer: 0 },
        ],
      },
      {
        way: 'turn',
        pictures: [
          { source: 'camera', spatialLayer: 2 },
          { source: 'camera', spatialLayer: null },
        ],
      },
    ];
    const read = await served({ figures: (registry) => registerMediaMetrics(registry, media(links)) });
    const ways = () => read('tafelrunde_media_participants{');
    const waysOf = (udp: number, turn: number) =>
      Object.entries({ none: 0, udp, tcp: 0, turn }).map(
        ([way, count]) => `tafelrunde_media_participants{way="${way}"} ${count}`,
      );
    expect(await ways()).toEqual(waysOf(1, 1));
    expect(await read('tafelrunde_media_pictures{')).toEqual([
      'tafelrunde_media_pictures{source="camera",layer="2"} 2',
      'tafelrunde_media_pictures{source="screen",layer="0"} 1',
      'tafelrunde_media_pictures{source="camera",layer="none"} 1',
    ]);
    links.pop();
    expect(await ways()).toEqual(waysOf(1, 0));
    expect(await read('tafelrunde_media_pictures{')).toHaveLength(2);
  });
});
