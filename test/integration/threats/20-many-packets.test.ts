import { createRequire } from 'node:module';
import { expect, it, onTestFinished, vi } from 'vitest';
import { originOf } from '../../../src/auth/address.ts';
import { ConnectionLimits, type Share } from '../../../src/signaling/limits/connection-limits.ts';
import {
  eventually,
  frame,
  openRawSession,
  openRawWebSocket,
  POLLING_PATH,
  RawSocket,
  requestText,
  startPolling,
} from '../../helpers/clients/raw-client.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

// Hundreds of connections each, on a machine that may do other things.
vi.setConfig({ testTimeout: 30_000 });

const SEPARATOR = '\x1e';
/** As many as one message may hold. */
const MANY = 20_000;

/** What socket.io reads a packet with. */
const { Decoder }: { Decoder: { prototype: { add(packet: string): void } } } = createRequire(
  import.meta.resolve('socket.io'),
)('socket.io-parser');

const PACKETS = ['40', '40/x,', '42["x"]', '41', '3', '43[]'];

it('of thousands of packets in one POST the second that is out of place is the last that is looked at', async () => {
  const app = await startTestApp();
  for (const packet of PACKETS) {
    const path = `${POLLING_PATH}&sid=${await startPolling(app.url)}`;
    const client = await RawSocket.open(app.url);
    const body = Array.from({ length: Math.floor(65_000 / (packet.length + 1)) }, () => packet).join(SEPARATOR);
    const read = vi.spyOn(Decoder.prototype, 'add');
    client.write(requestText(app.url, path, { method: 'POST', body }));
    await eventually(
      () => app.connections === 0,
      () => `${packet} is not closed`,
    );
    expect(read.mock.calls.length, packet).toBeLessThanOrEqual(1);
    read.mockRestore();
    client.write(requestText(app.url, path));
    await client.heard(/HTTP\/1.1 400/);
    client.reset();
  }
});

it('of thousands of frames in one write as well', async () => {
  const app = await startTestApp();
  for (const packet of ['40', '41', '42["x"]', '40/x,']) {
    const client = await openRawWebSocket(app.url);
    client.write(Buffer.concat(Array.from({ length: MANY }, () => frame(packet))));
    await client.isClosed(packet);
  }
  expect(app.connections).toBe(0);
});

it('a connection carries one stay: a goodbye ends it', async () => {
  const app = await startTestApp();
  const room = await app.createRoom();
  const client = await openRawSession(app.url);
  const join = `["room:join",${JSON.stringify({ roomId: room.id, displayName: 'Gast' })}]`;
  client.write(frame(`421${join}`));
  await client.heard(/431\[\{"ok":true/);
  client.write(frame('41'));
  await client.isClosed('a goodbye');
  expect(app.rooms.live.people(room.id)).toHaveLength(1);
});

it('what was said before a goodbye is heard, what is said after it is not', async () => {
  const app = await startTestApp();
  const room = await app.createRoom();
  const join = `["room:join",${JSON.stringify({ roomId: room.id, displayName: 'Gast' })}]`;
  const client = await openRawSession(app.url);
  client.write(frame(`421${join}`));
  await client.heard(/431\[\{"ok":true/);
  client.write(Buffer.concat([frame('422["room:leave",{}]'), frame('41'), frame('40'), frame(`423${join}`)]));
  await client.isClosed('a goodbye');
  await expect.poll(() => app.rooms.live.rooms).toEqual([]);
});

it('commands that come too fast are answered, and never read', async () => {
  const app = await startTestApp();
  const client = await openRawSession(app.url);
  const [allowed, tooMany] = [400, 100];
  const read = vi.spyOn(Decoder.prototype, 'add');
  const flood = Array.from({ length: allowed + tooMany }, (_, id) => frame(`42${id}["hand:raise",{}]`));
  client.write(Buffer.concat(flood));
  const tooFast = /43(\d+)\[\{"ok":false,"error":\{"code":"RATE_LIMITED","retryAfterMs":\d+\}\}\]/g;
  const last = allowed + tooMany - 1;
  await client.heard(new RegExp(`43${last}\\[`));
  const refused = [...client.text.matchAll(tooFast)].map(([, id]) => Number(id));
  expect(refused).toEqual(Array.from({ length: tooMany }, (_, index) => allowed + index));
  expect(read.mock.calls).toHaveLength(allowed);
  read.mockRestore();
});

it('a flood of what is answered without a command ends its connection', async () => {
  const app = await startTestApp();
  const floods = [frame('3'), frame('', { opcode: 'ping' }), frame('x', { opcode: 'pong' }), frame('42["x"]')];
  await Promise.all(
    floods.map(async (flood) => {
      const client = await openRawSession(app.url);
      client.write(Buffer.concat(Array.from({ length: MANY }, () => flood)));
      await client.isClosed('a flood');
    }),
  );
});

it('who connects anew has no new commands: those from one address, or one IPv6 network, share theirs', async () => {
  // The windows do not end meanwhile, however long this takes.
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const opened = vi.spyOn(ConnectionLimits.prototype, 'opened');
  onTestFinished(() => opened.mockRestore());
  const app = await startTestApp();
  const first = await openRawSession(app.url, { address: '2001:db8:1:2::1' });
  first.write(frame('421["no:such-command",{}]'));
  await first.heard(/431\[\{"ok":false,"error":\{"code":"BAD_REQUEST"/);
  // What is left to all of them after that one.
  const [, ofAddress] = opened.mock.results[0]?.value.commands ?? [];
  let left = 0;
  while (ofAddress.take() === null) left += 1;
  expect(left).toBe(20_000 - 1);
  const anew = await openRawSession(app.url, { address: '2001:db8:1:2::2' });
  anew.write(frame('421["no:such-command",{}]'));
  await anew.heard(/431\[\{"ok":false,"error":\{"code":"RATE_LIMITED"/);
  for (const client of [first, anew]) client.reset();
  const elsewhere = await openRawSession(app.url, { address: '2001:db8:1:3::1' });
  elsewhere.write(frame('421["no:such-command",{}]'));
  await elsewhere.heard(/431\[\{"ok":false,"error":\{"code":"BAD_REQUEST"/);
  elsewhere.reset();
});

it('connections are bounded by address and by network, and their pace outlives them', () => {
  const limits = new ConnectionLimits();
  const home = (host: number) => originOf(`2001:db8:1:2::${host.toString(16)}`);
  const shares: Share[] = [];
  for (let host = 0; limits.admits(home(host)); host += 1) shares.push(limits.opened(home(host)));
  expect(shares).toHaveLength(600);
  for (const share of shares) share.release();
  for (const share of shares) share.release();
  expect(limits.total).toBe(0);
  let again = 0;
  while (limits.admits(home(again))) again += 1;
  expect(again).toBe(1_800);
  let others = 0;
  while (limits.admits(originOf(`2001:db8:1:${(100 + others).toString(16)}::1`))) others += 1;
  // All of one owner's: 2,400 of the first network have come already.
  expect(others).toBe(4_800);
  expect(limits.admits(originOf('2001:db8:2::1'))).toBe(true);
  expect(limits.admits(originOf('192.0.2.1'))).toBe(true);
});
