import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { World } from '../../../src/cli/doctor/world.ts';
import { openAdminSocket } from '../../../src/http/admin-socket.ts';
import { LastErrors } from '../../../src/monitoring/last-errors.ts';
import { readinessOf } from '../../../src/monitoring/readiness.ts';
import { statusOf } from '../../../src/monitoring/status.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { callCli } from '../run-cli.ts';

vi.setConfig({ testTimeout: 30_000 });

/** What nobody who is sent a report may learn. */
const PLANTED = {
  DATA_DIR: 'verzeichnis-mueller',
  HOST: '127.0.0.1',
  PUBLIC_URL: 'https://konferenz-klinikum.localhost:9',
  ANNOUNCED_ADDRESS: '203.0.113.77',
  TURN_URLS: 'turn:turn-klinikum.invalid:3478?transport=udp',
  TURN_SECRET: 'ein-geheimnis-von-zeichen',
  METRICS_TOKEN: 'ein-token-von-einiger-laenge',
  TRUST_PROXY: '198.51.100.9',
  TLS_CERT: '/etc/klinikum/chain.pem',
  TLS_KEY: '/etc/klinikum/key.pem',
  MEDIASOUP_WORKER_BIN: '/opt/klinikum/worker',
  // In the wrong line of the file.
  WORKERS: 'passwort-in-falscher-zeile',
};
const ROOM = 'Vorstand Sonnenhof';
const PERSON = 'Erika Mustermann';

async function runningInstallation() {
  const dataDir = join(tempDir(), PLANTED.DATA_DIR);
  mkdirSync(dataDir);
  const app = await startTestApp({ dataDir });
  const room = await app.createRoom({ name: ROOM });
  const { id, secret } = await app.createInvite(room.id, { label: 'Herr Beispiel' });
  await (await app.connect({ address: '192.0.2.99' })).join(room.id, PERSON);
  const errors = new LastErrors();
  const log = pino({ hooks: errors.hooks }, { write: () => {} });
  const err = Object.assign(new Error(`${PERSON} in ${ROOM}`), { code: 'SQLITE_FULL' });
  log.error({ err, errorId: 'id-of-an-error', address: '192.0.2.99' }, 'failed in the background');
  const {
    rooms: { live },
    database,
  } = app;
  const readiness = readinessOf({
    isAccepting: () => true,
    database,
    isMediaReady: () => false,
    eventLoop: { isWell: true },
  });
  const status = statusOf({
    live,
    readiness,
    connections: () => app.connections,
    workers: () => [],
    capacitySeats: 100,
    errors,
  });
  const admin = await openAdminSocket({ dataDir, live, status });
  onTestFinished(() => admin.close());
  const world: World = {
    env: { ...PLANTED, DATA_DIR: dataDir, LOG_LEVEL: 'warn', MEDIA_PORT: '41000' },
    timeServers: [],
    resolve: async () => {
      throw Object.assign(new Error('turn-klinikum.invalid'), { code: 'ENOTFOUND' });
    },
  };
  const secrets = [...Object.values(PLANTED).slice(2), PLANTED.DATA_DIR, ROOM, PERSON, room.id, id, secret];
  return { dataDir, world, secrets: [...secrets, 'Herr Beispiel', '192.0.2.99', 'klinikum', 'Sonnenhof'] };
}

it.each([[[]], [['--json']]])(
  'a support report has versions, figures, health and ids of errors, and no name, address, room or secret %s',
  async (options) => {
    const { dataDir, world, secrets } = await runningInstallation();
    const { code, out, err } = await callCli(['support', 'report', ...options], { dataDir, world });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(secrets.filter((secret) => out.toLowerCase().includes(secret.toLowerCase()))).toEqual([]);
    expect(out).not.toMatch(/\b(?!0\.)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/);
    for (const told of [
      'id-of-an-error',
      'failed in the background',
      'SQLITE_FULL',
      process.version,
      '41000',
      'warn',
    ]) {
      expect(out).toContain(told);
    }
  },
);

it('a support report has the running server’s figures, and says which part is ill', async () => {
  const { dataDir, world } = await runningInstallation();
  const { out } = await callCli(['support', 'report', '--json'], { dataDir, world });
  const report = JSON.parse(out);
  expect(report.server).toMatchObject({
    parts: { accepting: true, worker: false, database: true, disk: true, eventLoop: true },
    figures: { rooms: 1, participants: 1, lobby: 0, connections: 1 },
  });
  expect(report.database).toMatchObject({ rooms: 1, pendingMigrations: 0 });
  expect(report.settings).toMatchObject({ TURN_SECRET: 'set', WORKERS: 'set', DRAIN_SECONDS: 'not set' });
  expect(report.doctor).toContain('worker: wrong');
});

it('a support report can be made of a server that does not run, and of a damaged database', async () => {
  const dataDir = tempDir();
  const world: World = { env: { DATA_DIR: dataDir }, timeServers: [], resolve: async () => [] };
  const { code, out } = await callCli(['support', 'report'], { dataDir, world });
  expect(code).toBe(0);
  expect(out).toContain('Server: does not answer');
  expect(out).toContain('Database: none');
});
