import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import {
  frame,
  POLLING_PATH,
  RawSocket,
  requestText,
  upgradeText,
  WEBSOCKET_PATH,
} from '../../helpers/clients/raw-client.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

// Hundreds of connections each, on a machine that may do other things.
vi.setConfig({ testTimeout: 30_000 });

const FOREIGN = { origin: 'https://evil.example' };

/** What somebody may have sent when their page is closed, their line breaks, or they mean harm. */
const BEGINNINGS: Readonly<Record<string, (url: string) => string | Uint8Array>> = {
  'a WebSocket from a foreign page': (url) => upgradeText(url, WEBSOCKET_PATH, FOREIGN),
  'a WebSocket without an origin': (url) => upgradeText(url, WEBSOCKET_PATH, { origin: null }),
  'a WebSocket to a path that nobody serves': (url) => upgradeText(url, '/elsewhere'),
  'a WebSocket to a path below the one that is served': (url) =>
    upgradeText(url, '/socket.io/x/?EIO=4&transport=websocket'),
  'a WebSocket to no path at all': (url) => upgradeText(url, '//'),
  'a WebSocket of an older protocol': (url) => upgradeText(url, '/socket.io/?EIO=3&transport=websocket'),
  'a WebSocket of an unknown transport': (url) => upgradeText(url, '/socket.io/?EIO=4&transport=__proto__'),
  'a WebSocket that says it polls': (url) => upgradeText(url, POLLING_PATH),
  'a WebSocket for an unknown session': (url) => upgradeText(url, `${WEBSOCKET_PATH}&sid=unknown`),
  'a WebSocket with a broken key': (url) =>
    upgradeText(url, WEBSOCKET_PATH, { headers: { 'sec-websocket-key': 'short' } }),
  'a WebSocket of another version': (url) =>
    upgradeText(url, WEBSOCKET_PATH, { headers: { 'sec-websocket-version': '99' } }),
  'a WebSocket by POST': (url) => upgradeText(url, WEBSOCKET_PATH, { method: 'POST' }),
  'an upgrade to something else': (url) => upgradeText(url, '/', { headers: { upgrade: 'h2c' } }),
  'a WebSocket that is opened': (url) => upgradeText(url),
  'a WebSocket that is opened and greets at once': (url) => Buffer.concat([Buffer.from(upgradeText(url)), frame('40')]),
  'half the headers of a WebSocket': (url) => upgradeText(url).slice(0, 90),
  'two requests at once, the second a WebSocket': (url) => requestText(url, '/healthz') + upgradeText(url),
  'two requests at once, the second a refused WebSocket': (url) =>
    requestText(url, '/healthz') + upgradeText(url, WEBSOCKET_PATH, FOREIGN),
  'twenty requests at once': (url) => requestText(url, '/').repeat(20),
  'half a body': (url) =>
    requestText(url, `${POLLING_PATH}&sid=x`, { method: 'POST', headers: { 'content-length': '99' } }),
  'a tunnel': (url) => requestText(url, 'localhost:22', { method: 'CONNECT' }),
  'an expectation': (url) => requestText(url, '/', { method: 'POST', headers: { expect: 'wonders' } }),
  'no HTTP at all': () => new Uint8Array([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00]),
  'a large file': (url) => requestText(url, '/assets/large.js'),
  'a large file that is compressed': (url) =>
    requestText(url, '/assets/large.js', { headers: { 'accept-encoding': 'br' } }),
  'a part of a large file': (url) => requestText(url, '/assets/large.js', { headers: { range: 'bytes=5-4000000' } }),
  nothing: () => '',
};
const PAUSES_MS = [0, 1, 5, 30];

/** The browser client as far as it is needed here: one file that no buffer takes whole. */
function builtClient(): string {
  const webRoot = tempDir();
  mkdirSync(join(webRoot, 'assets'));
  for (const file of ['index.html', 'regie.html', 'assets/large.js', 'assets/large.js.br']) {
    writeFileSync(join(webRoot, file), file.startsWith('assets') ? Buffer.alloc(20_000_000) : '<!doctype html>');
  }
  return webRoot;
}

it('whatever was begun and is reset at any moment is noticed by nobody', async () => {
  const app = await startTestApp({ webRoot: builtClient() });
  const reset = async (bytes: string | Uint8Array, pauseMs: number) => {
    const client = await RawSocket.open(app.url);
    client.write(bytes);
    if (pauseMs > 0) await delay(pauseMs);
    client.reset();
  };
  for (const begin of Object.values(BEGINNINGS)) {
    await Promise.all(PAUSES_MS.map((pauseMs) => reset(begin(app.url), pauseMs)));
  }
  await expect.poll(() => app.connections).toBe(0);
  expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
  expect(app.logLines.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
});

it('a refused WebSocket is gone at once, also when the client keeps its side open', async () => {
  const app = await startTestApp();
  const refusals = [
    [upgradeText(app.url, WEBSOCKET_PATH, FOREIGN), 403],
    [upgradeText(app.url, '/elsewhere'), 404],
    [upgradeText(app.url, `${WEBSOCKET_PATH}&sid=x`), 400],
    [upgradeText(app.url, '/socket.io/?EIO=3&transport=websocket'), 400],
  ] as const;
  for (const [text, status] of refusals) {
    const client = await RawSocket.open(app.url, { allowHalfOpen: true });
    client.write(text);
    await client.heard(new RegExp(`^HTTP/1.1 ${status} `));
    await client.ended;
    // Writing to what the server holds no longer brings a reset, and that an end.
    await expect.poll(() => client.write('x').socket.destroyed).toBe(true);
  }
});
