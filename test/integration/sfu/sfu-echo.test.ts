import { expect, it, onTestFinished, vi } from 'vitest';
import type { Echo, EchoSource } from '../../../src/checks/echo-plane.ts';
import { SOON, startSfu } from '../../helpers/meetings/sfu.ts';
import { WebRtcClient } from '../../helpers/webrtc-client/index.ts';

/** It is closed at the third look in a row, each a second after the other. */
const GUARDED = { timeout: 15_000, interval: 100 };

async function startEcho() {
  const made = await startSfu();
  const told = { lost: 0 };
  const echo = await made.sfu.openEcho({
    lost: () => {
      told.lost += 1;
    },
  });
  onTestFinished(() => echo.close());
  return { ...made, echo, told };
}

async function openLine(echo: Echo) {
  const line = await echo.openLine();
  const client = await WebRtcClient.connect({
    ...line.options,
    decryptEvery: 1,
    connectTransport: (transportId, dtlsParameters) =>
      line.connect(transportId === line.options.send.id ? 'send' : 'receive', dtlsParameters),
  });
  onTestFinished(() => client.close());
  const receive = async (echoes: number) => {
    const consumers = await line.receive(client.rtpCapabilities, echoes);
    for (const consumer of consumers) client.expectConsumer(consumer);
    return consumers.map(({ id }) => id);
  };
  const arrive = async (ids: readonly string[]) => {
    const packets = (id: string) => client.stats().received.get(id)?.packets ?? 0;
    await vi.waitFor(() => {
      for (const id of ids) expect(packets(id)).toBeGreaterThan(20);
    }, SOON);
  };
  return { line, client, receive, arrive };
}

it('sound and pictures of a check come back to whoever sends them, as often as asked, and weigh on the worker', async () => {
  const { sfu, echo } = await startEcho();
  const [sound, picture, small] = [await openLine(echo), await openLine(echo), await openLine(echo)];
  const microphone = sound.client.sendAudio();
  await sound.line.send('microphone', microphone.rtpParameters);
  microphone.start();
  await sound.arrive(await sound.receive(1));
  const camera = picture.client.sendVideo({ layers: 1 });
  await picture.line.send('camera', camera.rtpParameters);
  camera.start();
  const echoes = await picture.receive(3);
  expect(new Set(echoes).size).toBe(3);
  await picture.arrive(echoes);
  const thumbnail = small.client.sendVideo({ layers: 1 });
  await small.line.send('thumbnail', thumbnail.rtpParameters);
  thumbnail.start();
  await small.arrive(await small.receive(1));
  expect(sfu.metrics()).toMatchObject([{ rooms: 1, sessions: 0, producers: 3, consumers: 5 }]);
  // Nobody in any meeting.
  expect(sfu.links()).toEqual([]);
  echo.close();
  expect(sfu.metrics()).toMatchObject([{ rooms: 0, producers: 0, consumers: 0 }]);
});

it('one stream goes over a line, one time, and what does not belong there is refused', async () => {
  const { echo } = await startEcho();
  const { line, client, receive } = await openLine(echo);
  await expect(receive(1)).rejects.toMatchObject({ code: 'INVALID_STATE' });
  const { rtpParameters } = client.sendAudio();
  const send = (source: EchoSource) => line.send(source, rtpParameters);
  await expect(send('camera')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  const other = await openLine(echo);
  await other.line.send('microphone', rtpParameters);
  await expect(other.line.send('microphone', rtpParameters)).rejects.toMatchObject({ code: 'INVALID_STATE' });
  await other.receive(2);
  await expect(other.receive(1)).rejects.toMatchObject({ code: 'INVALID_STATE' });
  other.line.close();
  await expect(other.line.send('microphone', rtpParameters)).rejects.toMatchObject({ code: 'INVALID_STATE' });
});

it('a line that carries far more than it was told to is closed; the check’s others go on', async () => {
  const { sfu, echo } = await startEcho();
  const [greedy, modest] = [await openLine(echo), await openLine(echo)];
  for (const { line, client } of [greedy, modest]) {
    const microphone = client.sendAudio();
    await line.send('microphone', microphone.rtpParameters);
    microphone.start();
  }
  const echoes = await modest.receive(1);
  // Two megabits a second, of which the server was told nothing.
  greedy.client.sendVideo().start();
  await vi.waitFor(() => expect(sfu.metrics()).toMatchObject([{ producers: 1 }]), GUARDED);
  await modest.arrive(echoes);
});

it('far more than any browser sends, over however many lines, ends the whole check at the first look', async () => {
  const { sfu, echo, told } = await startEcho();
  const [greedy, modest] = [await openLine(echo), await openLine(echo)];
  const microphone = greedy.client.sendAudio();
  await greedy.line.send('microphone', microphone.rtpParameters);
  for (const { client } of [greedy, greedy, modest, modest, modest]) client.sendVideo().start();
  await vi.waitFor(() => expect(told.lost).toBe(1), GUARDED);
  expect(sfu.metrics()).toMatchObject([{ rooms: 0, producers: 0 }]);
  await expect(modest.line.send('microphone', microphone.rtpParameters)).rejects.toMatchObject({
    code: 'INVALID_STATE',
  });
});

it('a check ends with its media worker, and the next begins on the one that takes its place', async () => {
  const { sfu, workers, echo, told } = await startEcho();
  const { line, client } = await openLine(echo);
  process.kill(workers[0]?.pid ?? 0, 'SIGKILL');
  await vi.waitFor(() => expect(told.lost).toBe(1), SOON);
  await expect(echo.openLine()).rejects.toMatchObject({ code: 'MEDIA_UNAVAILABLE' });
  await expect(line.send('microphone', client.sendAudio().rtpParameters)).rejects.toMatchObject({
    code: 'INVALID_STATE',
  });
  const next = await sfu.openEcho({ lost: () => {} });
  onTestFinished(() => next.close());
  const { line: another, client: caller, receive, arrive } = await openLine(next);
  const microphone = caller.sendAudio();
  await another.send('microphone', microphone.rtpParameters);
  microphone.start();
  await arrive(await receive(1));
  expect(told.lost).toBe(1);
});
