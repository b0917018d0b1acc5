import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect } from 'node:tls';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { CipherContext } from 'werift';
import { StartError } from '../../src/platform/errors.ts';
import { startTestApp } from '../helpers/servers/test-app.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const DAY_MS = 24 * 3_600_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }));
afterEach(() => void vi.useRealTimers());

async function newPair() {
  const { certPem, keyPem } = await CipherContext.createSelfSignedCertificateWithKey({ signature: 3, hash: 4 });
  return { cert: Buffer.from(certPem), key: Buffer.from(keyPem), serial: new X509Certificate(certPem).fingerprint256 };
}

/** The app with a certificate in files, as it is started with TLS_CERT and TLS_KEY. */
async function startWithFiles() {
  const dir = tempDir();
  const files = { cert: join(dir, 'cert.pem'), key: join(dir, 'key.pem') };
  const write = (pair: { cert?: Buffer; key?: Buffer }) => {
    if (pair.cert) writeFileSync(files.cert, pair.cert);
    if (pair.key) writeFileSync(files.key, pair.key);
  };
  const first = await newPair();
  write(first);
  const app = await startTestApp({ tls: { cert: readFileSync(files.cert), key: readFileSync(files.key), files } });
  const agent = new Agent({ rejectUnauthorized: false, keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const port = Number(new URL(app.url).port);
  return {
    app,
    first,
    write,
    files,
    /** Always by the same connection. */
    async ask(path: string): Promise<{ body: string; isReused: boolean }> {
      const request = get({ agent, port, path });
      const [response] = await once(request, 'response');
      return { body: await text(response), isReused: request.reusedSocket };
    },
    /** Of a connection that comes now. */
    async servedSerial(): Promise<string> {
      const socket = connect({ port, rejectUnauthorized: false });
      await once(socket, 'secureConnect');
      const { fingerprint256 } = socket.getPeerCertificate();
      socket.destroy();
      return fingerprint256;
    },
  };
}

it('a renewed certificate is served to whoever comes, and whoever is there stays', async () => {
  const { first, write, ask, servedSerial } = await startWithFiles();
  await ask('/healthz');
  expect(await servedSerial()).toBe(first.serial);
  for (const renewed of [await newPair(), await newPair()]) {
    write(renewed);
    await vi.advanceTimersByTimeAsync(10_000);
    await expect.poll(servedSerial).toBe(renewed.serial);
    expect(await ask('/healthz')).toMatchObject({ isReused: true });
    const endsAt = new X509Certificate(renewed.cert).validToDate.getTime() / 1_000;
    expect((await ask('/metrics')).body).toContain(`{of="TLS_CERT"} ${endsAt}\n`);
  }
});

it('half of a renewed certificate leaves the old one serving, which is said with its end, until the other half comes', async () => {
  const { app, first, write, servedSerial } = await startWithFiles();
  const renewed = await newPair();
  write({ cert: renewed.cert });
  await vi.advanceTimersByTimeAsync(10_000);
  const until = new X509Certificate(first.cert).validToDate.toISOString();
  await expect.poll(() => app.logLines.join()).toContain(`the old certificate goes on serving until ${until}`);
  const said = app.logLines.length;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await servedSerial()).toBe(first.serial);
  expect(app.logLines).toHaveLength(said);
  write({ key: renewed.key });
  await vi.advanceTimersByTimeAsync(10_000);
  await expect.poll(servedSerial).toBe(renewed.serial);
});

it('that a certificate ends within a week, or has ended, is in the answer of /readyz, and makes nobody less ready', async () => {
  const { first, ask } = await startWithFiles();
  const warnings = async () => {
    const answer = JSON.parse((await ask('/readyz')).body);
    expect(answer.status).toBe('ready');
    return answer.warnings.join();
  };
  const until = new X509Certificate(first.cert).validToDate;
  expect(await warnings()).toBe('');
  vi.setSystemTime(until.getTime() - 6 * DAY_MS);
  expect(await warnings()).toContain(`ends at ${until.toISOString()}`);
  vi.setSystemTime(until.getTime() + 1_000);
  expect(await warnings()).toContain(`has ended at ${until.toISOString()}`);
});

it('a certificate and a key that do not belong together are named at the start', async () => {
  const [{ cert }, { key }] = [await newPair(), await newPair()];
  const start = startTestApp({ tls: { cert, key, files: { cert: '/the/cert.pem', key: '/the/key.pem' } } });
  await expect(start).rejects.toThrow(StartError);
  await expect(start).rejects.toThrow('TLS_CERT and TLS_KEY: /the/cert.pem and /the/key.pem');
});
