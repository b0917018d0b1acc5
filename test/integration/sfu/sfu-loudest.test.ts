import { expect, it, vi } from 'vitest';
import { flows, type Guest, isStill, meet, SOON } from '../../helpers/meetings/sfu.ts';

const LISTENER = 'listener';
const NOISY = Array.from({ length: 8 }, (_, index) => `noisy ${index}`);
const CHAIR = 'chair';
const LATE = 'late';
/** A syllable has about 200 ms, a packet 20. */
const SYLLABLE = 10;
/** Of whoever is louder so many packets come before one that brings sound without pause may be held back. */
const LASTING = 200;
/** A voice as loud as most, and what a gate leaves of the room around it. */
const SPEAKS = { level: -30, isPausing: false };
const CLOSED = { level: -80, isPausing: true };

it('of many open microphones the quietest are not sent, and nobody who begins to speak loses a syllable', async () => {
  const { guests, told } = await meet(LISTENER, CHAIR, LATE, ...NOISY);
  const [listener, chair, late, ...noisy] = guests as [Guest, Guest, Guest, ...Guest[]];
  told.heardAlways.add(CHAIR);
  const loud = await Promise.all(noisy.map((guest, index) => guest.speak(-40 - 2 * index)));
  const quietChair = await chair.speak(-62);
  const speaker = await late.speak(SPEAKS.level);
  speaker.source.stop();
  const all = [...loud, quietChair, speaker];
  await listener.view(...all.map(({ producerId }) => ({ producerId })));
  const [first, second, third] = loud as [typeof speaker, typeof speaker, typeof speaker];

  // Seven of eight at most, with the chair: what the quietest have sent since does not come.
  const quietest = loud.slice(-3).map(({ producerId }) => producerId);
  const counts = () => quietest.map((id) => listener.received(id).packets);
  await vi.waitFor(async () => {
    const before = counts();
    await flows(listener, first.producerId, 10);
    expect(counts()).toEqual(before);
  }, SOON);
  for (const id of quietest) await isStill(listener, id, second.producerId);
  await flows(listener, third.producerId);
  await flows(listener, quietChair.producerId);

  // From silence, and from behind a gate that has let hardly a packet through for seconds: every packet.
  for (const isGated of [false, true]) {
    const sentBefore = late.client.stats().sent.packets;
    const cameBefore = listener.received(speaker.producerId).packets;
    Object.assign(speaker.source, isGated ? CLOSED : SPEAKS);
    speaker.source.start();
    if (isGated) await flows(listener, first.producerId, LASTING);
    Object.assign(speaker.source, SPEAKS);
    await flows(listener, speaker.producerId);
    speaker.source.stop();
    const sent = late.client.stats().sent.packets - sentBefore;
    await vi.waitFor(() => expect(listener.received(speaker.producerId).packets - cameBefore).toBe(sent), SOON);
  }

  // Out of its own noise.
  const last = noisy.at(-1) as Guest;
  const riser = loud.at(-1) as typeof speaker;
  const before = [last.client.stats().sent.packets, listener.received(riser.producerId).packets] as const;
  riser.source.level = SPEAKS.level;
  await flows(listener, riser.producerId, 30);
  riser.source.stop();
  const lost = () =>
    last.client.stats().sent.packets - before[0] - (listener.received(riser.producerId).packets - before[1]);
  await vi.waitFor(() => expect(lost()).toBeLessThan(SYLLABLE), SOON);
  // What was not sent is not missing.
  expect(listener.received(riser.producerId).lost).toBe(0);
});
