import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createMediaPlane } from '../../../src/sfu/index.ts';
import { MeetingClient } from '../../helpers/clients/meeting-client.ts';
import { flows, Guest, meet, openTestRoom, SILENT_LOG, startSfu } from '../../helpers/meetings/sfu.ts';
import { startRealServer } from '../../helpers/servers/real-server.ts';

/** A stopped worker is found out within five seconds, and its successor is up soon after. */
const NOTICED = { timeout: 20_000, interval: 50 };

/** Stops it like a debugger, or a machine that is out of memory: it is there, holds its port, and says nothing. */
function stop(pid: number | undefined): number {
  if (pid === undefined) throw new Error('no worker');
  process.kill(pid, 'SIGSTOP');
  // Whatever becomes of the test.
  onTestFinished(() => {
    if (isThere(pid)) process.kill(pid, 'SIGKILL');
  });
  return pid;
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function childrenNamed(name: string): readonly number[] {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ');
  return children.filter((pid) => pid !== '' && readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith(name)).map(Number);
}

it('a stopped worker is ended and replaced on its port, its rooms hear of it, and what was asked of it is refused', async () => {
  const { sfu, workers, told, anna, bert } = await meet('anna', 'bert');
  const { producerId } = await anna.speak();
  const ports = sfu.addresses.ports;
  const pid = stop(workers[0]?.pid);
  await expect(bert.session.view([{ producerId }])).rejects.toMatchObject({ code: 'MEDIA_UNAVAILABLE' });
  await vi.waitFor(() => expect(told.lost).toBe(1), NOTICED);
  expect(isThere(pid)).toBe(false);

  const { room } = await openTestRoom(sfu);
  const [dora, emil] = [await Guest.join(room, 'dora'), await Guest.join(room, 'emil')];
  const { producerId: microphone } = await dora.speak();
  await emil.view({ producerId: microphone });
  await flows(emil, microphone);
  expect(sfu.addresses.ports).toEqual(ports);
  expect(sfu.metrics()).toMatchObject([{ replacements: 1, isRunning: true }]);
});

it('no room is placed on a worker that does not answer', async () => {
  const { sfu, workers } = await startSfu({ workers: 2 });
  stop(workers[0]?.pid);
  await vi.waitFor(() => expect(sfu.metrics().filter(({ isRunning }) => isRunning)).toHaveLength(1), NOTICED);
  const silent = sfu.metrics().findIndex(({ isRunning }) => !isRunning);
  expect(sfu.ready).toBe(true);
  await Promise.all([1, 2, 3].map(() => openTestRoom(sfu)));
  expect(sfu.metrics()[silent]).toMatchObject({ rooms: 0 });
});

it('a room that was asked for while a worker hangs opens on another', async () => {
  const { sfu, workers } = await startSfu({ workers: 2 });
  stop(workers[0]?.pid);
  await Promise.all([1, 2].map(() => openTestRoom(sfu)));
  expect(sfu.metrics().reduce((rooms, worker) => rooms + worker.rooms, 0)).toBe(2);
});

it('a server with a stopped worker says so, answers its metrics, and the meeting goes on when it is replaced', async () => {
  const server = await startRealServer();
  const room = await server.createRoom();
  const enter = async (name: string) => {
    const signaling = await server.connect();
    const client = await MeetingClient.enter(signaling, await signaling.join(room.id, name));
    onTestFinished(() => client.close());
    return client;
  };
  const [anna, bert] = [await enter('Anna'), await enter('Bert')];
  stop(childrenNamed('mediasoup-work')[0]);
  const late = enter('Cem');

  const statusOf = async (path: string) => (await fetch(new URL(path, server.url))).status;
  expect(await statusOf('/metrics')).toBe(200);
  await vi.waitFor(async () => expect(await statusOf('/readyz')).toBe(503), NOTICED);
  expect(await (await fetch(new URL('/metrics', server.url))).text()).toContain('tafelrunde_worker_rooms');

  // Who came in at the wrong moment sits at the table as well.
  const cem = await late;
  await Promise.all(
    [anna, bert].map(async (client) => client.rebuild((await client.signaling.heard('session:replaced')).session)),
  );
  const microphone = await anna.publish('microphone');
  for (const client of [bert, cem]) {
    await client.show([microphone]);
    const before = client.received(microphone);
    await vi.waitFor(() => expect(client.received(microphone)).toBeGreaterThan(before + 10), NOTICED);
  }
  const { parts } = JSON.parse(await (await fetch(new URL('/readyz', server.url))).text());
  expect(parts.worker).toBe(true);
});

it('a worker that hangs does not outlive the server', async () => {
  const { sfu, workers } = await startSfu();
  const pid = stop(workers[0]?.pid);
  await sfu.close();
  expect(isThere(pid)).toBe(false);
});

it('a worker binary that hangs at the start is told, and leaves no process', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-worker-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const workerBin = join(folder, 'worker');
  writeFileSync(workerBin, '#!/bin/sh\nexec sleep 1000\n');
  chmodSync(workerBin, 0o755);
  const options = { workers: 2, listenAddress: '127.0.0.1', port: 0, log: SILENT_LOG, workerBin };
  await expect(createMediaPlane(options)).rejects.toThrowError(/no answer/);
  await vi.waitFor(() => expect(childrenNamed('sleep')).toEqual([]), NOTICED);
});
