import { expect, it, vi } from 'vitest';
import { meet, SOON } from '../../helpers/meetings/sfu.ts';

const PEOPLE = Array.from({ length: 12 }, (_, index) => `person ${index}`);
const TILE = { width: 384, height: 216 };
const PINNED = { width: 1280, height: 720 };
const EVERY_FRAME = 2;
const HALF = 1;

it('of many faces those who do not speak come at half the frames; the speaker, who signs and who is pinned have them all, by no client’s word', async () => {
  const { guests, consumers, room, told } = await meet(...PEOPLE);
  const [viewer, ...others] = guests;
  const cameras = await Promise.all(others.map((guest) => guest.showCamera()));
  // As a client made by hand may say it, who signs is what the room knows.
  const forged = { ...TILE, signs: true };
  await viewer?.view(...cameras.map(({ producerId }, index) => ({ producerId, ...(index === 1 ? PINNED : forged) })));
  const layers = () => cameras.map(({ producerId }) => consumers.find((one) => one.producerId === producerId));
  const temporal = () => layers().map((consumer) => consumer?.preferredLayers?.temporalLayer);
  expect(temporal()).toEqual(others.map((_, index) => (index === 1 ? EVERY_FRAME : HALF)));

  const signs = (index: number, isOn: boolean) => {
    told.signers[isOn ? 'add' : 'delete'](PEOPLE[index + 1] ?? '');
    room.signersChanged([PEOPLE[index + 1] ?? '']);
  };
  signs(3, true);
  await vi.waitFor(() => expect(temporal()[3]).toBe(EVERY_FRAME), SOON);
  expect(layers()[3]?.priority).toBeGreaterThan(layers()[4]?.priority ?? 0);
  await viewer?.view(...cameras.map(({ producerId }, index) => ({ producerId, ...(index === 1 ? PINNED : forged) })));
  expect(temporal()).toEqual(others.map((_, index) => (index === 1 || index === 3 ? EVERY_FRAME : HALF)));
  signs(3, false);
  await vi.waitFor(() => expect(temporal()[3]).toBe(HALF), SOON);

  const { source } = (await others[0]?.speak(-25)) ?? {};
  await vi.waitFor(() => expect(temporal()[0]).toBe(EVERY_FRAME), SOON);
  source?.stop();
  const { source: next } = (await others[2]?.speak(-25)) ?? {};
  await vi.waitFor(() => expect([temporal()[0], temporal()[2]]).toEqual([HALF, EVERY_FRAME]), SOON);
  next?.stop();

  await viewer?.view(...cameras.slice(0, 9).map(({ producerId }) => ({ producerId, ...TILE })));
  expect(temporal().slice(0, 9)).toEqual(cameras.slice(0, 9).map(() => EVERY_FRAME));
});
