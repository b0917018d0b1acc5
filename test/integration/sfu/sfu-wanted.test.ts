import { expect, it, vi } from 'vitest';
import { LESS_AFTER_MS } from '../../../src/sfu/session/wanted-layers.ts';
import { flows, type Guest, isStill, LARGE, meet, SMALL, SOON } from '../../helpers/meetings/sfu.ts';

/** What is enough has been so for a while, and the machine may be busy. */
const LESS = { timeout: LESS_AFTER_MS + 10_000, interval: 20 };

const MEDIUM = { width: 640, height: 360 };

function told({ wantedLayers }: Guest): number[] {
  return wantedLayers.map(({ spatialLayer }) => spatialLayer);
}

it('a sender sends what is shown, less after a while and more at once, and whoever sees it larger sees it without a gap', async () => {
  const { anna, bert, cem } = await meet('anna', 'bert', 'cem');
  const { producerId: microphone } = await anna.speak();
  const { producerId: camera } = await anna.showCamera();
  for (const viewer of [bert, cem]) await viewer.view({ producerId: microphone }, { producerId: camera, ...SMALL });
  await vi.waitFor(() => expect(anna.wantedLayers).toEqual([{ producerId: camera, spatialLayer: 1 }]), LESS);
  expect(anna.session.options.wantedLayers).toEqual([{ producerId: camera, spatialLayer: 1 }]);
  // By now the worker takes the largest for silent.
  await flows(bert, microphone, 150);

  await bert.view({ producerId: microphone }, { producerId: camera, ...LARGE });
  expect(told(anna)).toEqual([1, 2]);
  await vi.waitFor(() => expect(bert.received(camera).spatialLayer).toBe(2), SOON);
  expect(bert.received(camera).lost).toBe(0);
  expect(cem.received(camera).spatialLayer).toBe(0);
  expect([bert, cem].flatMap(({ layers }) => layers.map(({ spatialLayer }) => spatialLayer))).not.toContain(null);

  await bert.view({ producerId: microphone }, { producerId: camera, ...MEDIUM });
  await flows(bert, microphone, 50);
  expect(told(anna)).toEqual([1, 2]);
  await vi.waitFor(() => expect(told(anna)).toEqual([1, 2, 1]), LESS);
  bert.leave();
  await flows(cem, camera);
  await cem.view({ producerId: microphone });
  await vi.waitFor(() => expect(told(anna)).toEqual([1, 2, 1, 0]), LESS);
});

it('what nobody shows any more is the smallest, which whoever comes sees at once', async () => {
  const { anna, bert } = await meet('anna', 'bert');
  const { producerId: camera } = await anna.showCamera();
  await bert.view({ producerId: camera, ...LARGE });
  await vi.waitFor(() => expect(bert.received(camera).spatialLayer).toBe(2), SOON);
  await bert.view();
  await vi.waitFor(() => expect(told(anna)).toEqual([0]), LESS);
  await bert.view({ producerId: camera, ...SMALL });
  await flows(bert, camera);
});

it('whose viewer is cut off is told less, and the viewer who comes back sees it as before', async () => {
  const { anna, bert } = await meet('anna', 'bert');
  const { producerId: microphone } = await anna.speak();
  const { producerId: camera } = await anna.showCamera();
  await bert.view({ producerId: microphone }, { producerId: camera, ...LARGE });
  await vi.waitFor(() => expect(bert.received(camera).spatialLayer).toBe(2), SOON);
  bert.session.suspend();
  await vi.waitFor(() => expect(told(anna)).toEqual([0]), LESS);
  await isStill(bert, camera, microphone);
  await bert.session.restart();
  expect(told(anna)).toEqual([0, 2]);
  await vi.waitFor(() => expect(bert.received(camera).spatialLayer).toBe(2), SOON);
});

it('who comes back is told what is wanted now of what they send', async () => {
  const { anna, bert } = await meet('anna', 'bert');
  const { producerId: camera } = await anna.showCamera();
  const { producerId: other } = await bert.showCamera();
  await bert.view({ producerId: camera, ...MEDIUM });
  await vi.waitFor(() => expect(told(anna)).toEqual([1]), LESS);
  await bert.view({ producerId: camera, ...LARGE });
  const { wantedLayers } = await anna.session.restart();
  expect(wantedLayers).toEqual([{ producerId: camera, spatialLayer: 2 }]);
  expect(bert.session.options.wantedLayers).toEqual([{ producerId: other, spatialLayer: 0 }]);
});
