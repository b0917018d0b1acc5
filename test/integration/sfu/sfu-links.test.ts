import { expect, it, vi } from 'vitest';
import { flows, type Guest, isStill, LARGE, meet } from '../../helpers/meetings/sfu.ts';

/** The worker's bandwidth estimation takes its time, upwards most of all. */
const EVENTUALLY = { timeout: 35_000, interval: 100 };
/** The worker alone takes 15 to 30 s to leave a link of 60 kbit/s to the sound; watched it takes 4 to 6. */
const WITHIN_WATCH = { timeout: 12_000, interval: 100 };

/** A stretch without any loss: what a change of the link has broken before does not count. */
async function isClean(guest: Guest, producerId: string, soon = EVENTUALLY): Promise<void> {
  await vi.waitFor(async () => {
    const before = guest.received(producerId).lost;
    await flows(guest, producerId, 100);
    expect(guest.received(producerId).lost).toBe(before);
  }, soon);
}

it('on a bad link the picture steps down, the sound stays, and the picture comes back', async () => {
  const { anna, bert } = await meet('anna', 'bert');
  const { producerId: microphone } = await anna.speak();
  const { producerId: camera } = await anna.showCamera();
  await bert.view({ producerId: microphone }, { producerId: camera, ...LARGE });
  await vi.waitFor(() => expect(bert.received(camera).spatialLayer).toBe(2), EVENTUALLY);

  bert.client.downlink.rate = 250_000;
  await vi.waitFor(() => expect(bert.layers.at(-1)?.spatialLayer).toBeLessThan(2), EVENTUALLY);
  await isClean(bert, microphone);
  await flows(bert, camera);

  bert.client.downlink.rate = null;
  await vi.waitFor(() => expect(bert.received(camera).spatialLayer).toBe(2), EVENTUALLY);
}, 120_000);

it('on a link that bears only the sound the picture goes off, and comes back', async () => {
  const { anna, bert } = await meet('anna', 'bert');
  const { producerId: microphone } = await anna.speak();
  const { producerId: camera } = await anna.showCamera();
  await bert.view({ producerId: microphone }, { producerId: camera, ...LARGE });
  await vi.waitFor(() => expect(bert.received(camera).spatialLayer).toBe(2), EVENTUALLY);

  bert.client.downlink.rate = 60_000;
  await isClean(bert, microphone, WITHIN_WATCH);
  expect(bert.layers.some(({ spatialLayer }) => spatialLayer === null)).toBe(true);
  // Now and then it is tried whether the link bears more.
  await vi.waitFor(() => isStill(bert, camera, microphone), EVENTUALLY);

  bert.client.downlink.rate = null;
  await vi.waitFor(() => flows(bert, camera, 50), { ...EVENTUALLY, timeout: 60_000 });
}, 120_000);
