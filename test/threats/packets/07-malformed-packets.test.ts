import { expect, it, vi } from 'vitest';
import {
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

/** Frames that no WebSocket may contain, or none of ours. */
const FRAMES: Readonly<Record<string, () => Uint8Array>> = {
  'without a mask': () => frame('421["x",{}]', { masked: false }),
  'said to be compressed': () => frame('421["x",{}]', { reserved: 4 }),
  'with another reserved bit': () => frame('421["x",{}]', { reserved: 1 }),
  'continuing nothing': () => frame('421["x",{}]', { opcode: 'continuation' }),
  'of bytes': () => frame('421["x",{}]', { opcode: 'binary' }),
  'of broken UTF-8': () => frame(new Uint8Array([0x34, 0x32, 0xff, 0xfe])),
  'of control that is fragmented': () => frame('', { opcode: 'ping', final: false }),
  'of control that is too long': () => frame('x'.repeat(126), { opcode: 'ping' }),
  'one byte over the limit': () => frame(`42${'x'.repeat(64 * 1024 - 1)}`),
  'over the limit in fragments': () =>
    Buffer.concat([
      frame(`42${'x'.repeat(40_000)}`, { final: false }),
      frame('x'.repeat(40_000), { opcode: 'continuation', final: false }),
    ]),
  'begun twice': () => Buffer.concat([frame('42', { final: false }), frame('42', { final: false })]),
  'in countless empty fragments': () =>
    Buffer.concat([
      frame('42', { final: false }),
      ...Array.from({ length: 20_000 }, () => frame('', { opcode: 'continuation', final: false })),
    ]),
};

it('a frame that is none of ours ends its connection alone', async () => {
  const app = await startTestApp();
  const room = await app.createRoom();
  const witness = await app.connect();
  await witness.join(room.id, 'Zeuge');
  const attack = async (what: string, bytes: Uint8Array) => {
    const client = await openRawSession(app.url);
    await client.write(bytes).isClosed(what);
  };
  await Promise.all(Object.entries(FRAMES).map(([what, make]) => attack(what, make())));
  await witness.send('media:view', { items: [] });
  expect(app.connections).toBe(1);
  expect(app.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
});

/** Packets of the engine or of socket.io that have no place in a session. */
const PACKETS = [
  '',
  '0',
  '1',
  '2',
  '2probe',
  '3probe',
  '5',
  '6',
  '7',
  'x',
  'b',
  'bAAAA',
  '4',
  '40',
  '40{}',
  '40/',
  '40/admin,',
  '40/admin,{"x":1}',
  '41',
  '41/admin,',
  '42',
  '42{}',
  '42[]',
  '42[null,{}]',
  '42/,["x"]',
  '42/admin,1["room:leave",{}]',
  '421',
  '43',
  '430[]',
  '43["x"]',
  '44',
  '44{"message":"x"}',
  '45',
  '451-["x",{"_placeholder":true,"num":0}]',
  '4599999-["x"]',
  '461-0[]',
  '47',
  '4x',
  '42["disconnect"]',
  '42["connect",null]',
  '42["newListener","x"]',
];

const FIRST_PACKETS = [
  '42["room:join",{}]',
  '421["room:join",{}]',
  '41',
  '40/admin,',
  '40/',
  '43[]',
  '44{}',
  '451-["x"]',
  '40[]',
  '40null',
  '40x',
];

it('a packet that is out of place ends its connection at once', async () => {
  const app = await startTestApp();
  const attack = async (packet: string, open: typeof openRawSession) => {
    const client = await open(app.url);
    await client.write(frame(packet)).isClosed(packet);
  };
  await Promise.all(PACKETS.map((packet) => attack(packet, openRawSession)));
  await Promise.all(FIRST_PACKETS.map((packet) => attack(packet, openRawWebSocket)));
  expect(app.connections).toBe(0);
  expect(app.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
});

it('a greeting with a prototype or an odd version is answered like any other', async () => {
  const app = await startTestApp();
  for (const auth of [
    '{"__proto__":{"version":3}}',
    '{"version":{}}',
    '{"pid":{},"offset":[]}',
    '{"constructor":null}',
  ]) {
    const client = await openRawWebSocket(app.url);
    client.write(frame(`40${auth}`));
    await client.heard(/4[04]\{/);
    client.reset();
  }
});

it('polling knows what our pages send and nothing else', async () => {
  const app = await startTestApp();
  const sid = await startPolling(app.url);
  const session = `${POLLING_PATH}&sid=${sid}`;
  const refused: [path: string, method: string][] = [
    ['/socket.io/', 'GET'],
    ['/socket.io/?EIO=3&transport=polling', 'GET'],
    ['/socket.io/?transport=polling', 'GET'],
    ['/socket.io/?EIO=4&transport=websocket', 'GET'],
    ['/socket.io/?EIO=4&transport=webtransport', 'GET'],
    [`${POLLING_PATH}&j=0`, 'GET'],
    [`${POLLING_PATH}&b64=1`, 'GET'],
    [POLLING_PATH, 'POST'],
    [`${POLLING_PATH}&sid=unknown`, 'GET'],
    [`${POLLING_PATH}&sid=__proto__`, 'GET'],
    [`${POLLING_PATH}&sid=constructor`, 'POST'],
    [session, 'PUT'],
    [session, 'DELETE'],
    [session, 'OPTIONS'],
    [`/socket.io/more${session.slice('/socket.io/'.length)}`, 'GET'],
  ];
  for (const [path, method] of refused) {
    const client = await RawSocket.open(app.url);
    client.write(requestText(app.url, path, { method, ...(method === 'GET' ? {} : { body: '40' }) }));
    expect(Number((await client.heard(/^HTTP\/1.1 (\d+)/))[1]), `${method} ${path}`).toBe(400);
    client.reset();
  }
  // The session itself has not been touched by any of it.
  const client = await RawSocket.open(app.url);
  client.write(requestText(app.url, session, { method: 'POST', body: '40' }));
  await client.heard(/^HTTP\/1.1 200/);
  client.reset();
});

it.each(['GET', 'POST'])('two %s requests of one session at once are refused', async (method) => {
  const app = await startTestApp();
  const path = `${POLLING_PATH}&sid=${await startPolling(app.url)}`;
  const options = method === 'GET' ? {} : { method, headers: { 'content-length': '9' } };
  const first = await RawSocket.open(app.url);
  first.write(requestText(app.url, path, options));
  await new Promise((resolve) => setImmediate(resolve));
  const second = await RawSocket.open(app.url);
  second.write(requestText(app.url, path, options));
  await second.heard(/^HTTP\/1.1 400/);
  first.reset();
  second.reset();
  await expect.poll(() => app.connections).toBe(0);
});
