import type { types } from 'mediasoup';
import { expect, it, vi } from 'vitest';
import type { RtpParameters, Source } from '../../../src/protocol/index.ts';
import { flows, Guest, isStill, LARGE, meet, openTestRoom, SMALL, SOON, startSfu } from '../../helpers/meetings/sfu.ts';

const DTLS = {
  role: 'client' as const,
  fingerprints: [{ algorithm: 'sha-256' as const, value: `${'00:'.repeat(31)}00` }],
};

/** By then a session has asked its worker, which has not answered yet. */
async function asked(): Promise<void> {
  for (let microtask = 0; microtask < 10; microtask += 1) await null;
}

async function liveRouters(worker: types.Worker | undefined): Promise<readonly string[]> {
  const dump = await worker?.dump();
  return dump?.routerIds ?? [];
}

it('sound and picture flow to the others, genuine and without a gap, as AES-256-GCM', async () => {
  // The client offers AES-CM and AES-128-GCM first and rejects when another than AES-256-GCM is chosen.
  const { anna, bert, cem } = await meet('anna', 'bert', 'cem');
  const { producerId: microphone } = await anna.speak();
  const { producerId: camera } = await anna.showCamera();
  for (const guest of [bert, cem]) {
    await guest.view({ producerId: microphone }, { producerId: camera, ...SMALL });
    await flows(guest, microphone);
    await flows(guest, camera);
    for (const stats of guest.client.stats().received.values()) {
      expect(stats).toMatchObject({ lost: 0, forged: 0 });
      expect(stats.decrypted).toBe(stats.packets);
    }
    expect(guest.client.stats().unexpectedPackets).toBe(0);
  }
});

it('what all there decode is known to everybody, whoever comes late and leaves', async () => {
  const { sfu } = await startSfu();
  const { room } = await openTestRoom(sfu);
  const anna = await Guest.join(room, 'anna');
  const bert = await Guest.join(room, 'bert');
  expect(anna.session.options.screenCodecs).toEqual(['AV1', 'VP9']);
  const old = await Guest.join(room, 'old', ({ codecs = [], ...more }) => ({
    ...more,
    codecs: codecs.filter(({ mimeType }) => !/av1|vp9/i.test(mimeType)),
  }));
  expect(anna.session.options.screenCodecs).toEqual([]);
  old.leave();
  old.leave();
  for (const { screenCodecs } of [anna, bert]) expect(screenCodecs.slice(-2)).toEqual(['', 'AV1,VP9']);
  expect(old.screenCodecs).toEqual(['']);
});

it('H264 of a single layer flows as well', async () => {
  const { anna, bert } = await meet('anna', 'bert');
  const { producerId: camera } = await anna.showCamera({ codec: 'H264', layers: 1 });
  await bert.view({ producerId: camera, ...LARGE });
  await flows(bert, camera, 100);
});

it('what a view leaves out is not forwarded, and goes on by itself when it is shown again', async () => {
  const { anna, bert } = await meet('anna', 'bert');
  const { producerId: microphone } = await anna.speak();
  const { producerId: camera } = await anna.showCamera();
  await bert.view({ producerId: microphone }, { producerId: camera, ...SMALL });
  await flows(bert, camera);

  await bert.view({ producerId: microphone });
  await isStill(bert, camera, microphone);
  await bert.view({ producerId: microphone }, { producerId: camera, width: 0, height: 0 });
  await isStill(bert, camera, microphone);

  const consumers = bert.consumers.size;
  await bert.view({ producerId: microphone }, { producerId: camera, ...SMALL });
  await flows(bert, camera);
  expect(bert.consumers.size).toBe(consumers);
  // Hidden is not the same as held back by the link.
  expect(bert.layers.map(({ spatialLayer }) => spatialLayer)).not.toContain(null);
});

it('nothing is sent before the client says that it is ready', async () => {
  const { anna, bert } = await meet('anna', 'bert');
  const { producerId: microphone } = await anna.speak();
  const { producerId: camera } = await anna.showCamera();
  await bert.view({ producerId: microphone });
  const both = [{ producerId: microphone }, { producerId: camera, ...SMALL }];
  for (const consumer of await bert.session.view(both)) bert.expect(consumer);
  // Neither does it count as ready because it is shown again.
  await bert.session.view([{ producerId: microphone }]);
  await bert.session.view(both);
  await isStill(bert, camera, microphone);
});

it('a small tile gets the small layer, a large one the large', async () => {
  const { anna, bert, cem } = await meet('anna', 'bert', 'cem');
  const { producerId: camera } = await anna.showCamera();
  await bert.view({ producerId: camera, ...SMALL });
  await cem.view({ producerId: camera, ...LARGE });
  await vi.waitFor(() => expect(cem.received(camera).spatialLayer).toBe(2), SOON);
  expect(bert.received(camera).spatialLayer).toBe(0);
  expect(cem.layers.at(-1)?.spatialLayer).toBe(2);

  await bert.view({ producerId: camera, ...LARGE });
  await cem.view({ producerId: camera, ...SMALL });
  await vi.waitFor(() => expect(bert.received(camera).spatialLayer).toBe(2), SOON);
  await vi.waitFor(() => expect(cem.received(camera).spatialLayer).toBe(0), SOON);
});

it('somebody who sees no picture costs no bandwidth estimation', async () => {
  const { anna, bert } = await meet('anna', 'bert');
  const { producerId: microphone } = await anna.speak();
  const { producerId: camera } = await anna.showCamera();
  await bert.view({ producerId: microphone }, { producerId: camera, width: 0, height: 0 });
  await flows(bert, microphone, 50);
  expect([...bert.consumers.keys()]).toEqual([microphone]);
  expect(bert.client.stats().probationPackets).toBe(0);
});

it('views at once make one consumer of each producer, and the last one holds', async () => {
  const { anna, bert } = await meet('anna', 'bert');
  const { producerId: microphone } = await anna.speak();
  const { producerId: camera } = await anna.showCamera();
  const both = [{ producerId: microphone }, { producerId: camera, ...SMALL }];
  const first = bert.session.view(both);
  await asked();
  const views = [
    first,
    bert.session.view(both),
    bert.session.view(both),
    bert.session.view([{ producerId: microphone }]),
  ];
  const offered = (await Promise.all(views)).flat();
  const made = [...new Map(offered.map((consumer) => [consumer.id, consumer])).values()];
  expect(made.map(({ producerId }) => producerId).sort()).toEqual([microphone, camera].sort());
  for (const consumer of made) bert.expect(consumer);
  await bert.session.resumeConsumers(made.map(({ id }) => id));
  await flows(bert, microphone);
  await isStill(bert, camera, microphone);
});

it('a session that closes while its consumers are made leaves none behind', async () => {
  const { sfu, workers, consumers, anna, bert } = await meet('anna', 'bert');
  const { producerId: microphone } = await anna.speak();
  const { producerId: camera } = await anna.showCamera();
  const view = bert.session.view([{ producerId: microphone }, { producerId: camera, ...SMALL }]);
  await asked();
  bert.session.close();
  await expect(view).rejects.toMatchObject({ code: 'INVALID_STATE' });
  expect(consumers.map(({ closed }) => closed)).toEqual([true, true]);
  const [metrics] = await sfu.metrics();
  expect(metrics).toMatchObject({ sessions: 1, consumers: 0 });
  const dump = await workers[0]?.dump();
  // Anna's: router, server, two observers, two transports, two producers and no consumer.
  expect(dump?.channelMessageHandlers.channelRequestHandlers).toHaveLength(8);
});

it('a producer that closes is told, and skipped by a view that still names it', async () => {
  const { anna, bert } = await meet('anna', 'bert');
  const { producerId: microphone } = await anna.speak();
  const { producerId: camera } = await anna.showCamera();
  await bert.view({ producerId: microphone });
  anna.session.closeProducer(microphone);
  anna.session.closeProducer(microphone);
  expect(await bert.session.view([{ producerId: microphone }, { producerId: camera, ...SMALL }])).toHaveLength(1);
  await vi.waitFor(() => expect(bert.closedConsumers).toEqual([bert.consumers.get(microphone)?.id]), SOON);
  await bert.session.resumeConsumers(bert.closedConsumers);
  await anna.speak();
});

it('somebody who cannot decode a picture hears the sound all the same', async () => {
  const { anna, bert } = await meet('anna', 'bert');
  const { producerId: microphone } = await anna.speak();
  const { producerId: camera } = await anna.showCamera({ codec: 'H264' });
  const { codecs = [], ...capabilities } = bert.client.rtpCapabilities;
  bert.session.start({ ...capabilities, codecs: codecs.filter(({ mimeType }) => mimeType !== 'video/H264') });
  await bert.view({ producerId: microphone }, { producerId: camera, ...SMALL });
  expect([...bert.consumers.keys()]).toEqual([microphone]);
  await flows(bert, microphone);
});

it('a paused microphone is silent, a resumed one is heard', async () => {
  const { anna, bert, cem } = await meet('anna', 'bert', 'cem');
  const { producerId: annas } = await anna.speak();
  const { producerId: berts } = await bert.speak();
  await cem.view({ producerId: annas }, { producerId: berts });
  await flows(cem, annas);
  await anna.session.pauseProducer(annas);
  await isStill(cem, annas, berts);
  await anna.session.resumeProducer(annas);
  await flows(cem, annas);
});

it('while a connection is lost pictures wait and sound goes on; after the restart all is there', async () => {
  const { anna, bert, cem } = await meet('anna', 'bert', 'cem');
  const { producerId: microphone } = await anna.speak();
  const { producerId: camera } = await anna.showCamera();
  for (const guest of [bert, cem]) await guest.view({ producerId: microphone }, { producerId: camera, ...SMALL });
  await flows(bert, camera);

  bert.session.suspend();
  await flows(cem, microphone, 5);
  const before = bert.received(camera).packets;
  // The sound's own way is open: it goes on.
  await flows(bert, microphone, 50);
  expect(bert.received(camera).packets).toBe(before);

  const old = bert.session.options;
  const options = await bert.session.restart();
  expect(options.receive.id).toBe(old.receive.id);
  expect(options.receive.iceParameters).not.toEqual(old.receive.iceParameters);
  await bert.client.restart(options);
  await flows(bert, microphone);
  await flows(bert, camera);
});

it('what a client was offered and never said to be ready for is offered again, until it does', async () => {
  const { consumers, anna, bert } = await meet('anna', 'bert');
  const { producerId: microphone } = await anna.speak();
  const { producerId: camera } = await anna.showCamera();
  const both = [{ producerId: microphone }, { producerId: camera, ...SMALL }];
  const idsOf = async (view: typeof both) => (await bert.session.view(view)).map(({ id }) => id);
  const lost = await idsOf(both);
  expect(lost).toHaveLength(2);
  expect(await idsOf(both)).toEqual(lost);
  bert.session.suspend();
  await bert.session.restart();
  expect(await idsOf(both)).toEqual(lost);
  expect(consumers).toHaveLength(2);
  await bert.view(...both);
  await flows(bert, microphone);
  await flows(bert, camera);
  expect(await idsOf(both)).toEqual([]);
});

it('the room hears who speaks, and once that it is quiet', async () => {
  const { told, anna, bert } = await meet('anna', 'bert');
  const { source: annas } = await anna.speak(-25);
  const { source: berts } = await bert.speak(-127);
  await vi.waitFor(() => expect(told.speakers.at(-1)?.active).toBe('anna'), SOON);
  expect(told.speakers.at(-1)?.levels).toEqual([{ participantId: 'anna', volume: -25 }]);

  annas.level = -127;
  berts.level = -20;
  await vi.waitFor(() => expect(told.speakers.at(-1)?.active).toBe('bert'), SOON);

  berts.level = -127;
  await vi.waitFor(() => expect(told.speakers.at(-1)).toEqual({ active: null, levels: [] }), SOON);
  const quiet = told.speakers.length;
  annas.level = -25;
  await vi.waitFor(() => expect(told.speakers.length).toBeGreaterThan(quiet), SOON);
  // Quiet is told once each time; a busy machine may make a pause of its own between the two.
  const silent = told.speakers.map(({ levels }) => levels.length === 0);
  expect(silent.some((isSilent, index) => isSilent && silent[index + 1])).toBe(false);
});

it('a lost worker is told once, and a new room opens on its replacement', async () => {
  const { sfu, workers, told, anna } = await meet('anna', 'bert');
  const ports = sfu.addresses.ports;
  const [worker] = workers;
  if (!worker) throw new Error('no worker');
  const reopened = new Promise<Awaited<ReturnType<typeof openTestRoom>>>((resolve) => {
    worker.once('died', () => resolve(openTestRoom(sfu)));
  });
  process.kill(worker.pid, 'SIGKILL');
  const { room } = await reopened;
  expect(told.lost).toBe(1);
  await expect(
    anna.session.produce({ source: 'microphone', rtpParameters: { codecs: [] }, paused: false }),
  ).rejects.toMatchObject({ code: 'MEDIA_UNAVAILABLE' });
  anna.session.close();

  const [dora, emil] = [await Guest.join(room, 'dora'), await Guest.join(room, 'emil')];
  const { producerId: microphone } = await dora.speak();
  await emil.view({ producerId: microphone });
  await flows(emil, microphone);
  expect(sfu.addresses.ports).toEqual(ports);
  expect(await sfu.metrics()).toMatchObject([{ replacements: 1, rooms: 1, isRunning: true }]);
  expect(told.lost).toBe(1);
});

it('rooms spread over the workers, and each worker listens on a port of its own', async () => {
  const { sfu } = await startSfu({ workers: 2 });
  await Promise.all([1, 2, 3, 4].map(() => openTestRoom(sfu)));
  const metrics = await sfu.metrics();
  expect(metrics.map(({ rooms }) => rooms)).toEqual([2, 2]);
  expect(new Set(sfu.addresses.ports).size).toBe(2);
});

it("other people's ids are worthless", async () => {
  const { sfu, anna, bert } = await meet('anna', 'bert');
  const { room: elsewhere } = await openTestRoom(sfu);
  const cem = await Guest.join(elsewhere, 'cem');
  const { producerId: microphone } = await anna.speak();
  await bert.view({ producerId: microphone });
  const consumerId = bert.consumers.get(microphone)?.id ?? '';
  const refused = { code: 'NOT_ALLOWED' };
  const { session } = cem;
  await expect(session.view([{ producerId: microphone }])).rejects.toMatchObject(refused);
  await expect(anna.session.view([{ producerId: microphone }])).rejects.toMatchObject(refused);
  for (const mallory of [session, bert.session]) {
    await expect(mallory.connectTransport(anna.session.options.send.id, DTLS)).rejects.toMatchObject(refused);
    await expect(mallory.restartTransport(anna.session.options.send.id)).rejects.toMatchObject(refused);
    await expect(mallory.pauseProducer(microphone)).rejects.toMatchObject(refused);
    await expect(mallory.resumeProducer(microphone)).rejects.toMatchObject(refused);
    expect(() => mallory.closeProducer(microphone)).toThrowError(expect.objectContaining(refused));
  }
  for (const mallory of [session, anna.session]) {
    await expect(mallory.resumeConsumers([consumerId])).rejects.toMatchObject(refused);
  }
  await flows(bert, microphone);
});

it('parameters that cannot be are refused, and nobody else notices', async () => {
  const { anna, bert } = await meet('anna', 'bert');
  const { producerId: microphone } = await anna.speak();
  await bert.view({ producerId: microphone });
  const { rtpParameters: sound } = bert.client.sendAudio();
  const { rtpParameters: picture } = bert.client.sendVideo();
  const [encoding = {}] = picture.encodings ?? [];
  const bad: { source: Source; rtpParameters: RtpParameters }[] = [
    { source: 'camera', rtpParameters: sound },
    { source: 'microphone', rtpParameters: picture },
    { source: 'camera', rtpParameters: { ...picture, encodings: [encoding, encoding, encoding, encoding] } },
    { source: 'camera', rtpParameters: { ...picture, encodings: [encoding, encoding] } },
    { source: 'camera', rtpParameters: { ...picture, encodings: [{ ...encoding, scalabilityMode: 'L9T9' }] } },
    {
      source: 'camera',
      rtpParameters: { ...picture, codecs: [{ mimeType: 'video/none', payloadType: 99, clockRate: 90_000 }] },
    },
    { source: 'microphone', rtpParameters: { ...sound, encodings: [{}] } },
  ];
  for (const producer of bad) {
    await expect(bert.session.produce({ ...producer, paused: false })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  }
  await bert.session.produce({ source: 'microphone', rtpParameters: sound, paused: false });
  await expect(anna.session.connectTransport(anna.session.options.send.id, DTLS)).rejects.toMatchObject({
    code: 'INVALID_STATE',
  });
  await flows(bert, microphone);
});

it('connecting a transport said again is done once, and with another key it is refused', async () => {
  const { anna, room } = await meet('anna', 'bert');
  const session = await room.openSession('cem', {
    consumerChanged: () => {},
    consumerClosed: () => {},
    lineChanged: () => {},
    screenCodecsChanged: () => {},
    layersWanted: () => {},
  });
  const { id } = session.options.send;
  await Promise.all([session.connectTransport(id, DTLS), session.connectTransport(id, DTLS)]);
  await session.connectTransport(id, structuredClone(DTLS));
  const other = { ...DTLS, role: 'server' as const };
  await expect(session.connectTransport(id, other)).rejects.toMatchObject({ code: 'INVALID_STATE' });
  await anna.speak();
});

it('one source is sent once, and can be sent again after it was closed', async () => {
  const { anna } = await meet('anna', 'bert');
  const { producerId } = await anna.speak();
  await expect(anna.speak()).rejects.toMatchObject({ code: 'INVALID_STATE' });
  anna.session.closeProducer(producerId);
  const [first, second] = await Promise.allSettled([anna.speak(), anna.speak()]);
  expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
});

it('a closed room leaves nothing on its worker', async () => {
  const { sfu, workers, transports, room, anna, bert } = await meet('anna', 'bert');
  const { producerId: microphone } = await anna.speak();
  await bert.view({ producerId: microphone });
  const opening = room.openSession('cem', {
    consumerChanged: () => {},
    consumerClosed: () => {},
    lineChanged: () => {},
    screenCodecsChanged: () => {},
    layersWanted: () => {},
  });
  room.close();
  room.close();
  await expect(opening).rejects.toMatchObject({ code: 'MEDIA_UNAVAILABLE' });
  expect(transports.map(({ closed }) => closed)).toEqual(Array(6).fill(true));
  await expect(bert.session.view([])).rejects.toMatchObject({ code: 'INVALID_STATE' });
  expect(await liveRouters(workers[0])).toEqual([]);
  const dump = await workers[0]?.dump();
  expect(dump?.channelMessageHandlers.channelRequestHandlers).toHaveLength(1);
  expect(await sfu.metrics()).toMatchObject([{ rooms: 0, sessions: 0, producers: 0, consumers: 0 }]);
});

it('signals are left to the owner, who drains before the workers end', async () => {
  const before = process.listeners('SIGTERM');
  await startSfu();
  expect(process.listeners('SIGTERM')).toEqual(before);
});
