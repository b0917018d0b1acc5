import { expect, it } from 'vitest';
import { startTestApp } from '../helpers/test-app.ts';
import { TestClient } from '../helpers/test-client.ts';

const handshake = '/socket.io/?EIO=4&transport=polling';

it('a connection from a foreign or missing origin is refused with 403 before anything is heard', async () => {
  const app = await startTestApp();
  for (const origin of [
    'https://evil.example',
    'null',
    `${app.url}.evil.example`,
    app.url.replace('http:', 'https:'),
  ]) {
    await expect(TestClient.connect(app.url, { origin }), origin).rejects.toThrow();
    const { status } = await fetch(app.url + handshake, { headers: { origin } });
    expect(status, origin).toBe(403);
  }
  await expect(TestClient.connect(app.url, { origin: null })).rejects.toThrow();
  expect((await fetch(app.url + handshake, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
});

it('a page of this server connects', async () => {
  const app = await startTestApp();
  (await TestClient.connect(app.url)).disconnect();
});
