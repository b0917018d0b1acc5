import { Registry } from 'prom-client';
import { expect, it, vi } from 'vitest';
import { registerMediaMetrics } from '../../../src/monitoring/media-metrics.ts';
import { flows, Guest, LARGE, meet, openTestRoom } from '../../helpers/meetings/sfu.ts';

/** Two rounds: what was lost is known from the second reading on. */
const TWO_ROUNDS = { timeout: 40_000, interval: 200 };

vi.setConfig({ testTimeout: 90_000 });

it('a meeting is seen in the figures: who sends, who is sent to, what is lost, how long it takes, by which way', async () => {
  const { sfu, anna, bert } = await meet('anna', 'bert');
  const registry = new Registry();
  registerMediaMetrics(registry, sfu);
  const read = async (name: string) => {
    const line = (await registry.metrics()).split('\n').find((each) => each.startsWith(`${name} `));
    return Number(line?.slice(name.length));
  };
  const { producerId: camera } = await anna.showCamera();
  const { producerId: microphone } = await anna.speak();
  await bert.view({ producerId: camera, ...LARGE }, { producerId: microphone });
  await flows(bert, camera);

  expect(await read('tafelrunde_media_participants{way="udp"}')).toBe(2);
  await vi.waitFor(
    async () => expect(await read('tafelrunde_media_pictures{source="camera",layer="2"}')).toBe(1),
    TWO_ROUNDS,
  );
  await vi.waitFor(async () => {
    expect(await read('tafelrunde_media_loss_ratio_count{direction="from"}')).toBeGreaterThan(0);
    expect(await read('tafelrunde_media_loss_ratio_count{direction="to"}')).toBeGreaterThan(0);
    expect(await read('tafelrunde_media_round_trip_seconds_count')).toBeGreaterThan(0);
  }, TWO_ROUNDS);
  expect(await read('tafelrunde_media_round_trip_seconds_bucket{le="2"}')).toBeGreaterThan(0);

  // Less than the sound alone takes.
  const lostMuch = async () => {
    const few = await read('tafelrunde_media_loss_ratio_bucket{le="0.1",direction="to"}');
    return (await read('tafelrunde_media_loss_ratio_count{direction="to"}')) - few;
  };
  expect(await lostMuch()).toBe(0);
  bert.client.downlink.rate = 10_000;
  await vi.waitFor(async () => expect(await lostMuch()).toBeGreaterThan(0), TWO_ROUNDS);
  anna.leave();
  bert.leave();
  expect(sfu.links()).toEqual([]);
});

it('of a room that has ended, and of one whose worker has died, nobody is left in the figures', async () => {
  const { sfu, workers, room } = await meet('anna', 'bert');
  room.close();
  expect(sfu.links()).toEqual([]);
  const { room: next, told } = await openTestRoom(sfu);
  await Guest.join(next, 'anna');
  expect(sfu.links()).toHaveLength(1);
  for (const { pid } of workers) process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => expect(told.lost).toBe(1));
  expect(sfu.links()).toEqual([]);
});
