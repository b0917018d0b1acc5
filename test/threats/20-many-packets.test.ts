import { expect, it } from 'vitest';
import { cpuTimeOf } from '../helpers/cpu-time.ts';
import {
  eventually,
  frame,
  openRawSession,
  openRawWebSocket,
  POLLING_PATH,
  RawSocket,
  requestText,
  startPolling,
} from '../helpers/raw-client.ts';
import { startTestApp } from '../helpers/test-app.ts';

const SEPARATOR = '\x1e';
/** As many as one message may hold. */
const MANY = 20_000;
/** Of this thread, for all of them; one socket for each took 900 ms. */
const CPU_BUDGET_MS = 150;

const PACKETS = ['40', '40/x,', '42["x"]', '41', '3', '43[]'];

it('of thousands of packets in one POST the second that is out of place is the last that is looked at', async () => {
  const app = await startTestApp();
  for (const packet of PACKETS) {
    const path = `${POLLING_PATH}&sid=${await startPolling(app.url)}`;
    const client = await RawSocket.open(app.url);
    const body = Array.from({ length: Math.floor(65_000 / (packet.length + 1)) }, () => packet).join(SEPARATOR);
    const spent = await cpuTimeOf(async () => {
      client.write(requestText(app.url, path, { method: 'POST', body }));
      await eventually(() => app.connections === 0, `${packet} is not closed`);
    });
    expect(spent, packet).toBeLessThan(CPU_BUDGET_MS);
    await client.isClosed(packet);
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

it('a connection carries one stay: after a goodbye it is over, whatever follows', async () => {
  const app = await startTestApp();
  const room = await app.createRoom();
  const client = await openRawSession(app.url);
  const join = `["room:join",${JSON.stringify({ roomId: room.id, displayName: 'Gast' })}]`;
  client.write(frame(`421${join}`));
  await client.heard(/431\[\{"ok":true/);
  client.write(Buffer.concat([frame('41'), frame('40'), frame(`422${join}`)]));
  await client.isClosed('a goodbye');
  expect(client.text).not.toContain('432[');
  expect(app.rooms.people(room.id)).toHaveLength(1);
});

it('a flood of what is answered without a command ends its connection', async () => {
  const app = await startTestApp();
  for (const flood of [frame('3'), frame('', { opcode: 'ping' }), frame('x', { opcode: 'pong' }), frame('42["x"]')]) {
    const client = await openRawSession(app.url);
    client.write(Buffer.concat(Array.from({ length: MANY }, () => flood)));
    await client.isClosed('a flood');
  }
});

it('who connects anew has no new commands: those from one address share theirs', async () => {
  const app = await startTestApp();
  const EACH = 400;
  let done = 0;
  let refused = 0;
  // As many connections as one address may have, one after the other.
  for (let round = 0; refused === 0 && round < 100; round += 1) {
    const client = await openRawSession(app.url, { address: '192.0.2.66' });
    const commands = Array.from({ length: EACH }, (_, index) => frame(`42${index}["no:such-command",{}]`));
    client.write(Buffer.concat(commands));
    await client.heard(new RegExp(`43${EACH - 1}\\[`));
    done += client.text.match(/"BAD_REQUEST"/g)?.length ?? 0;
    refused += client.text.match(/"RATE_LIMITED"/g)?.length ?? 0;
    client.reset();
  }
  expect(refused).toBeGreaterThan(0);
  expect(done).toBe(20_000);
  const elsewhere = await openRawSession(app.url, { address: '192.0.2.67' });
  elsewhere.write(frame('421["no:such-command",{}]'));
  await elsewhere.heard(/431\[\{"ok":false,"error":\{"code":"BAD_REQUEST"/);
  elsewhere.reset();
});

it('an IPv6 network counts as one address, and connecting has a pace', async () => {
  const app = await startTestApp();
  const status = async (address: string) => {
    const client = await RawSocket.open(app.url);
    client.write(requestText(app.url, POLLING_PATH, { address }));
    const [, code] = await client.heard(/^HTTP\/1.1 (\d+)/);
    client.reset();
    return Number(code);
  };
  const statuses: number[] = [];
  for (let block = 0; block < 25; block += 1) {
    const addresses = Array.from({ length: 25 }, (_, index) => `2001:db8:1:2::${(block * 25 + index).toString(16)}`);
    statuses.push(...(await Promise.all(addresses.map(status))));
  }
  expect(statuses.filter((code) => code === 200)).toHaveLength(600);
  expect(statuses.filter((code) => code === 403)).toHaveLength(25);
  expect(await status('2001:db8:1:3::1')).toBe(200);
});
