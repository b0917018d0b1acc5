import type { Socket } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createHttpServer, type Deadlines } from '../../../src/http/edge/http-server.ts';
import {
  eventually,
  POLLING_PATH,
  RawSocket,
  requestText,
  startPolling,
  upgradeText,
} from '../../helpers/clients/raw-client.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

vi.setConfig({ testTimeout: 30_000 });

const LIMIT = 64 * 1024;
const SHORT: Deadlines = { tlsHandshake: 100, headers: 100, request: 150, check: 50, idle: 300, keepAlive: 100 };

async function listen(
  tls: Parameters<typeof createHttpServer>[0]['tls'],
): Promise<{ url: string; open: ReadonlySet<unknown> }> {
  const { server, destroySockets } = createHttpServer({
    tls,
    deadlines: SHORT,
    report: () => {},
    handle: (request, response) => {
      if (request.url === '/large') response.end('x'.repeat(50_000_000));
      else request.resume().once('end', () => response.end('heard'));
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    destroySockets();
    server.close();
  });
  const open = new Set<unknown>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, open };
}

it('a connection that is slow in any way is let go of', async () => {
  const { url, open } = await listen(null);
  const post = requestText(url, '/', { method: 'POST', headers: { 'content-length': '1000' } });
  const attacks: Record<string, (client: RawSocket) => void> = {
    'says nothing': () => {},
    'begins a request line': (client) => client.write('GET / HT'),
    'begins its headers': (client) => client.write('GET / HTTP/1.1\r\nhost: x\r\nx-more: '),
    'sends half a body': (client) => client.write(`${post}half`),
    'sends a body in chunks without an end': (client) =>
      client
        .write(requestText(url, '/', { method: 'POST', headers: { 'transfer-encoding': 'chunked' } }))
        .write('4\r\nhalf'),
    'is silent after an answer': (client) => client.write(requestText(url, '/')),
    'begins a second request and stops': (client) => client.write(`${requestText(url, '/')}GET`),
    'does not read': (client) => client.write(requestText(url, '/large')).socket.pause(),
  };
  await Promise.all(
    Object.entries(attacks).map(async ([what, attack]) => {
      const client = await RawSocket.open(url);
      attack(client);
      // Who does not read does not see that the server has closed.
      if (!client.socket.isPaused()) await client.isClosed(what);
      else {
        await eventually(
          () => open.size === 0,
          () => 'who does not read is not closed',
        );
        client.reset();
      }
    }),
  );
});

it('a body byte by byte is let go of as well', async () => {
  const { url } = await listen(null);
  const client = await RawSocket.open(url);
  client.write(requestText(url, '/', { method: 'POST', headers: { 'content-length': '1000' } }));
  const drip = setInterval(() => client.write('x'), 20);
  await client.isClosed('a byte at a time');
  clearInterval(drip);
  expect(client.text).not.toContain('heard');
});

it('so is a TLS handshake that does not come to an end', async () => {
  const { url } = await listen({});
  const beginnings = [[], [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc]];
  await Promise.all(
    beginnings.map(async (beginning) => {
      const client = await RawSocket.open(url);
      await client.write(new Uint8Array(beginning)).isClosed('half a handshake');
    }),
  );
});

it('a body that is too large is answered and its connection closed, however it comes', async () => {
  const app = await startTestApp();
  const chunk = `${(4096).toString(16)}\r\n${'x'.repeat(4096)}\r\n`;
  const paths = [
    `${POLLING_PATH}&sid=${await startPolling(app.url)}`,
    `${POLLING_PATH}&sid=unknown`,
    '/',
    '/api/rooms/x/door',
  ];
  const pourInto = async (path: string, headers: { 'content-length': string } | { 'transfer-encoding': string }) => {
    const client = await RawSocket.open(app.url);
    client.write(requestText(app.url, path, { method: 'POST', headers }));
    const pour = setInterval(() => client.write('content-length' in headers ? 'x'.repeat(4096) : chunk), 1);
    await client.isClosed(path);
    clearInterval(pour);
    expect(client.socket.bytesWritten, path).toBeLessThan(20 * LIMIT);
  };
  const kinds = [{ 'content-length': '1000000' }, { 'transfer-encoding': 'chunked' }];
  await Promise.all(paths.flatMap((path) => kinds.map((headers) => pourInto(path, headers))));
});

it('nothing that is compressed is unpacked', async () => {
  const app = await startTestApp();
  const client = await RawSocket.open(app.url);
  client.write(
    upgradeText(app.url, undefined, {
      headers: { 'sec-websocket-extensions': 'permessage-deflate; client_max_window_bits' },
    }),
  );
  await client.heard(/"sid"/);
  expect(client.text.toLowerCase()).not.toContain('sec-websocket-extensions');
  client.reset();
  const path = `${POLLING_PATH}&sid=${await startPolling(app.url)}`;
  const poster = await RawSocket.open(app.url);
  poster.write(
    requestText(app.url, path, { method: 'POST', headers: { 'content-encoding': 'gzip' }, body: '\x1f\x8b\x08' }),
  );
  await expect.poll(() => app.connections).toBe(0);
  poster.reset();
});

it('the end does not wait for those who do not say goodbye', async () => {
  const app = await startTestApp();
  const silent = await RawSocket.open(app.url);
  silent.write(upgradeText(app.url));
  await silent.heard(/"sid"/);
  const half = await RawSocket.open(app.url);
  half.write(requestText(app.url, '/', { method: 'POST', headers: { 'content-length': '99' } }));
  const idle = await RawSocket.open(app.url);
  await app.close();
  for (const client of [silent, half, idle]) await client.isClosed('the end');
});
