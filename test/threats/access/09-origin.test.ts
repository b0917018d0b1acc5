import { request } from 'node:http';
import { expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '../../../src/protocol/index.ts';
import { TestClient } from '../../helpers/clients/test-client.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

const handshake = '/socket.io/?EIO=4&transport=polling';

/** The status with which a WebSocket is refused; 101 when it opens. */
function upgradeStatus(url: string, origin: string | null): Promise<number | undefined> {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    ...(origin === null ? {} : { origin }),
  };
  return new Promise((resolve, reject) => {
    request(`${url}/socket.io/?EIO=4&transport=websocket`, { headers })
      .on('response', ({ statusCode }) => resolve(statusCode))
      .on('upgrade', ({ statusCode }, socket) => {
        socket.destroy();
        resolve(statusCode);
      })
      .on('error', reject)
      .end();
  });
}

it('a connection from a foreign or missing origin is refused with 403 before anything is heard', async () => {
  const app = await startTestApp();
  for (const origin of [
    'https://evil.example',
    'null',
    `${app.url}.evil.example`,
    app.url.replace('http:', 'https:'),
  ]) {
    const { status } = await fetch(app.url + handshake, { headers: { origin } });
    expect(status, origin).toBe(403);
    expect(await upgradeStatus(app.url, origin), origin).toBe(403);
  }
  expect(await upgradeStatus(app.url, null)).toBe(403);
  expect((await fetch(app.url + handshake, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
});

it('a page of this server connects', async () => {
  const app = await startTestApp();
  expect(await upgradeStatus(app.url, new URL(app.url).origin)).toBe(101);
  (await TestClient.connect(app.url)).disconnect();
});

it('so does one behind a proxy that lets no WebSocket through, and a foreign page has no use of its session', async () => {
  const app = await startTestApp();
  const room = await app.createRoom();
  const client = await TestClient.connect(app.url, { transport: 'polling' });
  await client.join(room.id, 'Anna');
  const { id } = client.socket.io.engine;
  const { status } = await fetch(`${app.url}${handshake}&sid=${id}`, { headers: { origin: 'https://evil.example' } });
  expect(status).toBe(403);
  await client.send('room:leave');
  client.disconnect();
});

it('a page of another version of the server is told so, and reloads itself', async () => {
  const app = await startTestApp();
  await expect(TestClient.connect(app.url, { auth: { version: 0 } })).rejects.toThrow('VERSION_MISMATCH');
  (await TestClient.connect(app.url, { auth: { version: PROTOCOL_VERSION } })).disconnect();
});
