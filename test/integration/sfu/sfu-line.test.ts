import { expect, it, vi } from 'vitest';
import { flows, type Guest, isStill, meet, SMALL } from '../../helpers/meetings/sfu.ts';

/** Of those who watch: a cut line is seen within five seconds. */
const SEEN = { timeout: 15_000, interval: 50 };

/** As long as some hundred packets of somebody else take, two seconds of sound. */
async function whileHeard(listener: Guest, microphone: string): Promise<void> {
  await flows(listener, microphone, 100);
}

it('a line that is cut is told once, and once that it is back; everyone else’s stays good', async () => {
  const { anna, bert } = await meet('anna', 'bert');
  const { producerId: microphone } = await anna.speak();
  const { producerId: camera } = await anna.showCamera();
  await bert.view({ producerId: microphone }, { producerId: camera, ...SMALL });
  await flows(bert, camera);

  anna.client.cutUplink(true);
  await vi.waitFor(() => expect(anna.line).toEqual([true]), SEEN);
  anna.client.cutUplink(false);
  await vi.waitFor(() => expect(anna.line).toEqual([true, false]), SEEN);
  await flows(bert, camera);
  expect(bert.line).toEqual([]);
});

it.each([3, 1] as const)(
  'a picture begins whose sender, of %i layers, misses for seconds that it is asked for',
  async (layers) => {
    const { anna, bert } = await meet('anna', 'bert');
    const { producerId: microphone } = await anna.speak();
    const { producerId: camera } = await anna.showCamera({ layers });
    await bert.view({ producerId: microphone }, { producerId: camera, ...SMALL });
    await flows(bert, camera);
    bert.session.suspend();
    await isStill(bert, camera, microphone);

    anna.client.isDeaf = true;
    await bert.session.restart();
    // Longer than the worker goes on asking by itself.
    for (let seconds = 0; seconds < 4; seconds += 2) await whileHeard(bert, microphone);
    anna.client.isDeaf = false;
    await flows(bert, camera);
  },
);

it('who listens only has a line as well', async () => {
  const { anna, bert } = await meet('anna', 'bert');
  const { producerId: microphone } = await anna.speak();
  await bert.view({ producerId: microphone });
  await whileHeard(bert, microphone);
  bert.client.cutUplink(true);
  await vi.waitFor(() => expect(bert.line).toEqual([true]), SEEN);
  expect(anna.line).toEqual([]);
});

it('muted, paused, still or silent for a while is no broken line', async () => {
  const { anna, bert, cem } = await meet('anna', 'bert', 'cem');
  const { producerId: microphone } = await anna.speak();
  const { producerId: berts, source } = await bert.speak();
  const { source: cems } = await cem.speak();
  await cem.view({ producerId: microphone }, { producerId: berts });
  await whileHeard(cem, microphone);
  // Neither sends a packet of sound from here on: one is muted and is sent nothing, the other hears on.
  await bert.session.pauseProducer(berts);
  for (const each of [source, cems]) each.stop();
  for (let seconds = 0; seconds < 10; seconds += 2) await whileHeard(cem, microphone);
  expect([anna.line, bert.line, cem.line]).toEqual([[], [], []]);
});

it('a hiccup of one or two seconds is no broken line', async () => {
  const { anna, bert, cem } = await meet('anna', 'bert', 'cem');
  const { producerId: microphone } = await anna.speak();
  const { producerId: berts } = await bert.speak();
  await cem.view({ producerId: microphone }, { producerId: berts });
  for (let times = 0; times < 3; times += 1) {
    await flows(cem, berts);
    bert.client.cutUplink(true);
    await flows(cem, microphone, 75);
    bert.client.cutUplink(false);
  }
  await flows(cem, berts);
  expect(bert.line).toEqual([]);
});

it('who hears nothing and says so has a broken line, though they are heard, until they say otherwise or begin anew', async () => {
  const { anna, bert } = await meet('anna', 'bert');
  const { producerId: microphone } = await anna.speak();
  await bert.view({ producerId: microphone });
  await whileHeard(bert, microphone);
  const { send, receive } = anna.session.options;
  anna.session.reportTransport(receive.id, true);
  anna.session.reportTransport(send.id, true);
  await whileHeard(bert, microphone);
  anna.session.reportTransport(receive.id, false);
  expect(anna.line).toEqual([true]);
  anna.session.reportTransport(send.id, false);
  expect(anna.line).toEqual([true, false]);
  anna.session.reportTransport(send.id, true);
  await anna.session.restart();
  expect(anna.line).toEqual([true, false, true, false]);
  expect(() => anna.session.reportTransport(bert.session.options.send.id, true)).toThrow(/NOT_ALLOWED/);
  expect(bert.line).toEqual([]);
});
