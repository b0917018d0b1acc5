import { EventEmitter } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { EngineConnection } from '../../../src/signaling/engine/engine-connection.ts';
import { guardEngine } from '../../../src/signaling/engine/engine-requests.ts';
import { OutgoingBound } from '../../../src/signaling/engine/outgoing-bound.ts';
import {
  eventually,
  frame,
  openRawSession,
  POLLING_PATH,
  RawSocket,
  requestText,
  startPolling,
} from '../../helpers/clients/raw-client.ts';
import { startTestApp, type TestApp } from '../../helpers/servers/test-app.ts';

// Hundreds of connections each, on a machine that may do other things.
vi.setConfig({ testTimeout: 30_000 });

/** What the kernel takes has to be filled before anything waits: some MB. */
const VIEWS = 40;
const ANSWER_BYTES = 1_000_000;

/** The command that enters a room in which one command has a long answer. */
async function longAnswers(app: TestApp): Promise<string> {
  const room = await app.createRoom();
  const consumer = {
    id: 'x'.repeat(ANSWER_BYTES),
    producerId: '1',
    kind: 'audio' as const,
    rtpParameters: { codecs: [] },
  };
  vi.spyOn(app.rooms.commands, 'media:view').mockImplementation(async () => ({ consumers: [consumer] }));
  return `421["room:join",${JSON.stringify({ roomId: room.id, displayName: 'Gast' })}]`;
}

it('a client that asks and does not read is closed when its buffer passes a bound', async () => {
  const app = await startTestApp();
  const join = await longAnswers(app);
  const client = await openRawSession(app.url);
  client.write(frame(join));
  await client.heard(/431\[\{"ok":true/);
  client.socket.pause();
  for (let id = 2; id < VIEWS; id += 1) client.write(frame(`42${id}["media:view",{"items":[]}]`));
  await expect.poll(() => app.connections).toBe(0);
  client.reset();
});

it('so is one that posts and never polls', async () => {
  const app = await startTestApp();
  const join = await longAnswers(app);
  const path = `${POLLING_PATH}&sid=${await startPolling(app.url)}`;
  const client = await RawSocket.open(app.url);
  const post = async (packets: readonly string[]) => {
    const answered = client.text.length;
    client.write(requestText(app.url, path, { method: 'POST', body: packets.join('\x1e') }));
    await eventually(
      () => client.socket.destroyed || client.text.length > answered,
      () => 'not answered',
    );
  };
  await post(['40']);
  await post([join]);
  await eventually(
    () => app.rooms.live.rooms.length === 1,
    () => 'nobody is in',
  );
  await post(Array.from({ length: VIEWS }, (_, id) => `42${id}["media:view",{"items":[]}]`));
  await expect.poll(() => app.connections).toBe(0);
  client.reset();
});

it('a client that polls again before it has read the last answer is refused, until it has', async () => {
  const answers: ServerResponse[] = [];
  const server = createServer((_request, response) => void answers.push(response));
  guardEngine(server, { isAllowed: () => true, isAdmitted: () => true, refuse: () => {} });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const poll = async () => (await RawSocket.open(url)).write(requestText(url, `${POLLING_PATH}&sid=x`));

  const first = await poll();
  first.socket.pause();
  await eventually(
    () => answers.length === 1,
    () => 'never polled',
  );
  // Handed over as a whole, and more than the kernel takes.
  answers[0]?.end('x'.repeat(20_000_000));
  const second = await poll();
  await second.heard(/^HTTP\/1.1 400/);
  first.socket.resume();
  await eventually(
    () => answers[0]?.writableFinished,
    () => 'never read',
  );
  const third = await poll();
  await eventually(
    () => answers.length === 2,
    () => 'never polled again',
  );
  for (const client of [first, second, third]) client.reset();
});

class FakeConnection extends EventEmitter {
  readyState = 'open';
  readonly transport = { name: 'polling', writable: true };
  close(): void {
    this.readyState = 'closed';
    this.emit('close');
  }
}

it('who takes nothing for as long as a silent connection lives is closed, and nobody else', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const bound = new OutgoingBound();
  const [stalled, slow] = [new FakeConnection(), new FakeConnection()];
  for (const connection of [stalled, slow]) bound.watch(connection as unknown as EngineConnection);
  stalled.transport.writable = false;
  for (let second = 0; second < 30; second += 1) {
    slow.transport.writable = second % 10 === 9;
    vi.advanceTimersByTime(1_000);
  }
  expect([stalled.readyState, slow.readyState]).toEqual(['closed', 'open']);
  slow.close();
  expect(vi.getTimerCount()).toBe(0);
});

it('when all together pass their bound, those go for whom most waits', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const bound = new OutgoingBound();
  const connections = Array.from({ length: 40 }, () => new FakeConnection());
  for (const [index, connection] of connections.entries()) {
    bound.watch(connection as unknown as EngineConnection);
    connection.emit('packetCreate', { type: 'message', data: 'x'.repeat(index < 20 ? 3_500_000 : 1_000) });
  }
  vi.advanceTimersByTime(1_000);
  const open = connections.map(({ readyState }) => readyState === 'open');
  expect(open.slice(20)).not.toContain(false);
  expect(open.filter(Boolean).length).toBe(19 + 20);
  for (const connection of connections) connection.close();
});
