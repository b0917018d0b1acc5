import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { createHttpServer, type HttpServer } from '../../src/http/edge/http-server.ts';
import { refuseWith } from '../../src/http/edge/raw-answer.ts';
import { guardEngine } from '../../src/signaling/engine/engine-requests.ts';
import { POLLING_PATH, RawSocket, requestText, upgradeText, WEBSOCKET_PATH } from '../helpers/clients/raw-client.ts';
import { startTestApp } from '../helpers/servers/test-app.ts';

/** What belongs to one answer. */
const OWN = ['date', 'content-type', 'content-length', 'connection', 'keep-alive', 'transfer-encoding', 'vary'];

/** Status and headers of the last answer. */
function lastAnswer(text: string) {
  const [head = ''] = text.slice(text.lastIndexOf('HTTP/1.1 ')).split('\r\n\r\n');
  const [status = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => [
    line.slice(0, line.indexOf(':')).toLowerCase(),
    line.slice(line.indexOf(':') + 2),
  ]);
  return { status: Number(status.split(' ')[1]), headers: Object.fromEntries(headers) as Record<string, string> };
}

async function lastAnswerTo(url: string, text: string): Promise<ReturnType<typeof lastAnswer>> {
  const client = await RawSocket.open(url);
  onTestFinished(() => client.reset());
  client.write(text);
  await client.isClosed(text.slice(0, 80));
  return lastAnswer(client.text);
}

const host = 'host: localhost';
const malformed: readonly [string, number, (url: string) => string][] = [
  ['what is no HTTP', 400, () => '\x16\x03\x01\x02\x00\r\n\r\n'],
  ['headers that are none', 400, () => `GET / HTTP/1.1\r\n${host}\r\nno header\r\n\r\n`],
  [
    'two lengths of one body',
    400,
    () => `POST / HTTP/1.1\r\n${host}\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n`,
  ],
  ['headers without an end', 431, () => `GET / HTTP/1.1\r\n${host}\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`],
  ['no host', 400, () => 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n'],
  [
    'an expectation that nobody has',
    417,
    () => `GET / HTTP/1.1\r\n${host}\r\nexpect: cake\r\nconnection: close\r\n\r\n`,
  ],
  ['a second request that is none', 400, (url) => `${requestText(url, '/healthz')}GET / HTTP/1.1\r\nno header\r\n\r\n`],
  ['an upgrade from elsewhere', 403, (url) => upgradeText(url, undefined, { origin: 'https://evil.example' })],
  ['an upgrade to nowhere', 404, (url) => upgradeText(url, '/nirgends')],
  ['an upgrade of an older protocol', 400, (url) => upgradeText(url, '/socket.io/?EIO=3&transport=websocket')],
  [
    'a WebSocket without a key',
    400,
    (url) => upgradeText(url, WEBSOCKET_PATH, { headers: { 'sec-websocket-key': 'short' } }),
  ],
  [
    'a WebSocket of another version',
    400,
    (url) => upgradeText(url, WEBSOCKET_PATH, { headers: { 'sec-websocket-version': '7' } }),
  ],
];

it.each(malformed)('%s is answered %i with the headers of every answer', async (_what, status, text) => {
  const app = await startTestApp();
  const [of, usual] = await Promise.all([
    lastAnswerTo(app.url, text(app.url)),
    lastAnswerTo(app.url, requestText(app.url, '/healthz', { headers: { connection: 'close' } })),
  ]);
  expect(of.status).toBe(status);
  expect(usual.headers['content-security-policy']).toContain("default-src 'none'");
  for (const name of Object.keys(usual.headers).filter((header) => !OWN.includes(header))) {
    expect(of.headers[name], name).toBe(usual.headers[name]);
  }
});

it('one connection too many is refused with them as well, by polling and by WebSocket', async () => {
  const headers = { 'x-of-all': 'yes' };
  const server = createHttpServer({ tls: null, report: () => {}, headers, handle: () => {} });
  guardEngine(server.server, {
    isAllowed: () => true,
    isAdmitted: () => false,
    refuse: (socket, status) => refuseWith(socket, status, headers),
  });
  const url = await listen(server);
  for (const text of [requestText(url, POLLING_PATH), upgradeText(url)]) {
    expect(await lastAnswerTo(url, text)).toMatchObject({ status: 429, headers });
  }
});

it('who is too slow is answered so, and nobody is in the middle of another answer', async () => {
  const server = createHttpServer({
    tls: null,
    report: () => {},
    headers: { 'x-of-all': 'yes' },
    deadlines: { tlsHandshake: 100, headers: 100, request: 150, check: 50, idle: 5_000, keepAlive: 5_000 },
    handle: (request, response) => {
      response.writeHead(200);
      response.write('begun');
      if (request.url === '/whole') response.end();
    },
  });
  const url = await listen(server);
  const late = await lastAnswerTo(url, `POST /whole HTTP/1.1\r\n${host}\r\ncontent-le`);
  expect(late).toMatchObject({ status: 408, headers: { 'x-of-all': 'yes', connection: 'close' } });
  const client = await RawSocket.open(url);
  client.write(`GET / HTTP/1.1\r\n${host}\r\n\r\n`);
  await client.heard(/begun/);
  client.write('no request\r\n\r\n');
  await client.isClosed('no request');
  expect(client.text.split('HTTP/1.1 ')).toHaveLength(2);
});

async function listen({ server, destroySockets }: HttpServer): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    destroySockets();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}
