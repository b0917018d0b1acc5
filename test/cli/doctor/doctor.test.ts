import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { World } from '../../../src/cli/doctor/world.ts';
import { ADMIN_SOCKET, openAdminSocket } from '../../../src/http/admin-socket.ts';
import { findFreePort } from '../../../src/sfu/addresses.ts';
import { DATABASE_FILE, openDatabase } from '../../../src/storage/index.ts';
import { type Authority, makeAuthority } from '../../e2e/support/site/certificates.ts';
import { layTables } from '../../helpers/servers/migrated.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';
import { MAY_MOUNT, smallDisk } from '../../helpers/small-disk.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { newRoom } from '../../storage/storage.ts';
import { callCli } from '../run-cli.ts';

// A busy machine takes a while to make keys and to start processes.
vi.setConfig({ testTimeout: 30_000 });

const NAME = 'meet.localhost';
const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0;
const HOUR_S = 3_600;

/** Somebody who says what time it is, `aheadS` seconds after this machine. */
async function timeServer(aheadS = 0): Promise<string> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  onTestFinished(() => void socket.close());
  socket.on('message', (_question, { port, address }) => {
    const answer = Buffer.alloc(48);
    answer.writeUInt8(0x24, 0);
    answer.writeUInt8(2, 1);
    answer.writeUInt32BE(Math.floor(Date.now() / 1_000) + aheadS + 2_208_988_800, 40);
    socket.send(answer, port, address);
  });
  await once(socket, 'listening');
  return `127.0.0.1:${socket.address().port}`;
}

/** What mediasoup's worker does when somebody else starts it. */
function workerThatEndsWith(code: number): string {
  const file = join(tempDir(), 'mediasoup-worker');
  writeFileSync(file, `#!/bin/sh\nexit ${code}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** An installation with which nothing is wrong, but for what is changed about it. */
async function installation({ dataDir = tempDir() } = {}) {
  await layTables(dataDir);
  const database = await openDatabase({ dataDir });
  await database.rooms.create(newRoom());
  await database.close();
  const env: Record<string, string> = {
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PORT: `${await findFreePort('127.0.0.1')}`,
    PUBLIC_URL: `http://${NAME}`,
    MEDIA_HOST: '127.0.0.1',
    ANNOUNCED_ADDRESS: '203.0.113.5',
    MEDIA_PORT: `${await findFreePort('127.0.0.1')}`,
    WORKERS: '1',
    MEDIASOUP_WORKER_BIN: workerThatEndsWith(41),
  };
  const site = { dataDir, env, names: { [NAME]: ['127.0.0.1'] } as Record<string, string[]>, trusted: '' };
  const timeServers = [await timeServer()];
  return Object.assign(site, {
    timeServers,
    /** All that is wrong, as `subject: what. What to do`. */
    async wrong(): Promise<string[]> {
      const world: World = {
        env: site.env,
        timeServers,
        resolve: async (name) => {
          const addresses = site.names[name];
          if (addresses === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
          return addresses;
        },
        ...(site.trusted === '' ? {} : { trusted: site.trusted }),
      };
      const { code, out, err } = await callCli(['doctor', '--json'], { dataDir, world });
      const { findings, wrong } = JSON.parse(out);
      const found: { subject: string; state: string; says: string; todo: string }[] = findings;
      const bad = found.filter(({ state }) => state === 'wrong');
      expect({ code, err, wrong }).toEqual({ code: bad.length > 0 ? 1 : 0, err: '', wrong: bad.length });
      for (const { todo } of bad) expect(todo).toMatch(/\.$/);
      return bad.map(({ subject, says }) => `${subject}: ${says}`);
    },
  });
}

describe('the doctor', () => {
  it('finds nothing wrong with an installation that is well, whether its server runs or not', async () => {
    const site = await installation();
    expect(await site.wrong()).toEqual([]);
    const admin = await openAdminSocket({ dataDir: site.dataDir, live: (await startTestApp()).rooms.live });
    onTestFinished(() => admin.close());
    const taken = createServer().listen(Number(site.env.PORT), '127.0.0.1');
    onTestFinished(() => void taken.close());
    await once(taken, 'listening');
    expect(await site.wrong()).toEqual([]);
  });

  it('tells people in lines, with a question mark before what cannot be seen', async () => {
    const site = await installation();
    const world: World = { env: site.env, timeServers: [], resolve: async () => [] };
    const { code, out } = await callCli(['doctor'], { dataDir: site.dataDir, world });
    expect(code).toBe(1);
    expect(out).toMatch(/^ok {5}settings {5}The settings can be used\.$/m);
    expect(out).toMatch(
      /^ok {5}settings {5}Seats that may be reserved at once: \d+, a rule of thumb, 25 for each core; npm run bench -- capacity /m,
    );
    expect(out).toMatch(/^WRONG {2}names {8}meet\.localhost leads to this machine itself .*\n {20}Take /m);
    expect(out).toMatch(/^\? {6}ports {8}Whether a firewall lets others in/m);
    expect(out).toMatch(/^One thing is wrong\.$/m);
  });

  it('names each setting that cannot be used, says no secret, and looks at the rest all the same', async () => {
    const site = await installation();
    Object.assign(site.env, {
      LOG_LEVEL: 'loud',
      TURN_URLS: 'turn:127.0.0.1',
      TURN_SECRET: 'tooshort',
      DRAIN_SECONDS: '-1',
    });
    writeFileSync(join(site.dataDir, DATABASE_FILE), 'scrap'.repeat(1_000));
    const wrong = await site.wrong();
    expect(wrong).toEqual([
      expect.stringMatching(/^settings: TURN_SECRET: what is set is not at least 16 characters/),
      expect.stringMatching(/^settings: LOG_LEVEL: "loud" is not one of/),
      expect.stringMatching(/^settings: DRAIN_SECONDS: "-1" is not/),
      expect.stringMatching(/^database: .* is not a Tafelrunde database/),
    ]);
    expect(wrong.join()).not.toContain('tooshort');
  });

  it('names a name that leads nowhere', async () => {
    const site = await installation();
    Object.assign(site.env, { PUBLIC_URL: 'http://metting.example.org' });
    expect(await site.wrong()).toEqual(['names: The name metting.example.org leads nowhere (ENOTFOUND).']);
  });

  it('names a name that leads nobody but this machine to this machine', async () => {
    const site = await installation();
    Object.assign(site.env, { PUBLIC_URL: 'http://meet.example.org' });
    site.names['meet.example.org'] = ['127.0.1.1'];
    expect(await site.wrong()).toEqual([
      'names: meet.example.org leads to this machine itself (127.0.1.1), as seen from here.',
    ]);
  });

  it.each([
    ['127.0.0.1', /127\.0\.0\.1 is reached from this machine alone/],
    ['169.254.7.7', /nobody can send media to 169\.254\.7\.7/],
    ['::1, 203.0.113.5', /::1 is reached from this machine alone/],
    ['10.0.0.7', /inside your own network alone/],
    ['::ffff:10.0.0.7', /inside your own network alone/],
    ['media.example.org', /the name media\.example\.org leads to no address \(ENOTFOUND\)/],
  ])('names an announced address that cannot be right: %s', async (announced, sentence) => {
    const site = await installation();
    Object.assign(site.env, { PUBLIC_URL: 'http://meet.example.org', ANNOUNCED_ADDRESS: announced });
    site.names['meet.example.org'] = ['203.0.113.5'];
    const wrong = await site.wrong();
    expect(wrong).toEqual([expect.stringMatching(sentence)]);
    expect(wrong[0]).toMatch(/^addresses: /);
  });

  it('only mentions an announced name that leads nowhere where a public address is announced besides', async () => {
    const site = await installation();
    Object.assign(site.env, { ANNOUNCED_ADDRESS: '203.0.113.5, media.example.org, 172.28.43.19' });
    expect(await site.wrong()).toEqual([]);
    const resolve = () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));
    const { out } = await callCli(['doctor'], {
      dataDir: site.dataDir,
      world: { env: site.env, timeServers: [], resolve },
    });
    expect(out).toMatch(/^ok {5}addresses {4}Media is announced at 203\.0\.113\.5, 172\.28\.43\.19\.$/m);
    expect(out).toMatch(/^\? {6}addresses {4}ANNOUNCED_ADDRESS: the name media\.example\.org leads to no address/m);
  });

  it('names the port that another program has, of each kind', async () => {
    const site = await installation();
    const page = createServer().listen(Number(site.env.PORT), '127.0.0.1');
    const media = createSocket('udp4').bind(Number(site.env.MEDIA_PORT), '127.0.0.1');
    onTestFinished(() => {
      page.close();
      media.close();
    });
    await Promise.all([once(page, 'listening'), once(media, 'listening')]);
    expect(await site.wrong()).toEqual([
      `ports: TCP port ${site.env.PORT} on 127.0.0.1 is taken by another program.`,
      `ports: UDP port ${site.env.MEDIA_PORT} on 127.0.0.1 is taken by another program.`,
    ]);
  });

  it('calls no port of a server that does not answer another program’s', async () => {
    const site = await installation();
    const page = createServer().listen(Number(site.env.PORT), '127.0.0.1');
    const admin = createServer((socket) => socket.on('error', () => {}).destroy());
    admin.listen(join(site.dataDir, ADMIN_SOCKET));
    onTestFinished(() => {
      page.close();
      admin.close();
    });
    await Promise.all([once(page, 'listening'), once(admin, 'listening')]);
    expect(await site.wrong()).toEqual(['server: The connection to the server broke.']);
    const world: World = { env: site.env, timeServers: [], resolve: async () => [] };
    const { out } = await callCli(['doctor'], { dataDir: site.dataDir, world });
    expect(out).toMatch(/^\? {6}ports {8}A server that does not answer may have the ports\./m);
    expect(out).not.toContain('has its ports');
  });

  it('names an address to listen on that this machine does not have', async () => {
    const site = await installation();
    site.env.HOST = '203.0.113.99';
    expect(await site.wrong()).toEqual(['ports: This machine has no address 203.0.113.99.']);
  });

  it('names a TURN server that is down, by each way', async () => {
    const site = await installation();
    const port = await findFreePort('127.0.0.1');
    const urls = [`turn:127.0.0.1:${port}`, `turn:127.0.0.1:${port}?transport=tcp`, `turns:127.0.0.1:${port}`];
    Object.assign(site.env, { TURN_URLS: urls.join(), TURN_SECRET: 'a secret of enough letters' });
    expect(await site.wrong()).toEqual([
      `turn: Nothing answers for ${urls[0]}, UDP port ${port} of 127.0.0.1 (ECONNREFUSED).`,
      `turn: Nothing answers for ${urls[1]}, TCP port ${port} of 127.0.0.1 (ECONNREFUSED).`,
      `turn: Nothing answers for ${urls[2]}, TCP port ${port} of 127.0.0.1 (ECONNREFUSED).`,
    ]);
  });

  it.runIf(MAY_MOUNT)('names a disk that is nearly full, and one that is full', async () => {
    const { dataDir, fill } = smallDisk();
    const site = await installation({ dataDir });
    expect(await site.wrong()).toEqual([`disk: The disk of ${dataDir} is nearly full: 1 MB are free.`]);
    fill();
    expect(await site.wrong()).toContain(`disk: The disk of ${dataDir} is full: nothing can be kept.`);
  });

  it('names a database that is damaged, and one of a newer version', async () => {
    const site = await installation();
    const file = join(site.dataDir, DATABASE_FILE);
    const whole = readFileSync(file);
    const sqlite = new SqliteDatabase(file);
    sqlite.exec("INSERT INTO kysely_migration VALUES ('9999_from_the_future', '2099-01-01T00:00:00.000Z')");
    sqlite.close();
    expect(await site.wrong()).toEqual([expect.stringMatching(/^database: .* was written by a newer version/)]);
    writeFileSync(file, whole.fill(0xff, 8_000, whole.length - 4_096));
    expect(await site.wrong()).toEqual([expect.stringMatching(/^database: The database .* is damaged; restore it/)]);
  });

  it('changes nothing about a database, not even bringing it up to date', async () => {
    const site = await installation();
    const file = join(site.dataDir, DATABASE_FILE);
    const before = readFileSync(file);
    await site.wrong();
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('names a media worker that is not there, and one that does not start here', async () => {
    const site = await installation();
    site.env.MEDIASOUP_WORKER_BIN = '/nowhere/mediasoup-worker';
    expect(await site.wrong()).toEqual([
      'worker: The media worker /nowhere/mediasoup-worker does not start here (ENOENT).',
    ]);
    const broken = workerThatEndsWith(127);
    site.env.MEDIASOUP_WORKER_BIN = broken;
    expect(await site.wrong()).toEqual([`worker: The media worker ${broken} does not start here (127).`]);
  });

  it('names a clock that is off, by a time server', async () => {
    const site = await installation();
    site.timeServers.unshift(await timeServer(HOUR_S));
    expect(await site.wrong()).toEqual([
      expect.stringMatching(/^clock: The clock of this machine is 3[56]\d\d s behind, by 127\.0\.0\.1:/),
    ]);
  });

  it('names a clock that is behind what was written here already', async () => {
    const site = await installation();
    const sqlite = new SqliteDatabase(join(site.dataDir, DATABASE_FILE));
    sqlite.prepare('UPDATE rooms SET updated_at = ?').run(Date.now() + HOUR_S * 1_000);
    sqlite.close();
    expect(await site.wrong()).toEqual([expect.stringMatching(/^clock: .* is behind: the database was changed at /)]);
  });

  it('says that it could not see the time where nobody whom this machine knows tells it', async () => {
    const site = await installation();
    site.timeServers.length = 0;
    expect(await site.wrong()).toEqual([]);
  });
});

describe.runIf(HAS_OPENSSL)('of a certificate the doctor names', () => {
  let authority: Authority;
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tafelrunde-certificates-'));
    authority = makeAuthority(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const pemOf = (name: string, days?: number) => {
    const file = join(folder, `${name}.${days ?? 10}.pem`);
    authority.issue(name, file, days === undefined ? {} : { days });
    return file;
  };

  /** Of whom the files are, and who shows them at the public address. */
  async function secured(file: string) {
    const site = await installation();
    const port = await findFreePort('127.0.0.1');
    Object.assign(site.env, { TLS_CERT: file, TLS_KEY: file, PUBLIC_URL: `https://${NAME}:${port}` });
    site.trusted = readFileSync(authority.certificate, 'utf8');
    const show = async (shown: string) => {
      const pem = readFileSync(shown);
      const server = createTlsServer({ cert: pem, key: pem }, (socket) => socket.on('error', () => {}).resume());
      onTestFinished(() => void server.close());
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    };
    return { site, show };
  }

  it('nothing where it is trusted, for the name, and lasts', async () => {
    const { site, show } = await secured(pemOf(NAME));
    await show(pemOf(NAME));
    expect(await site.wrong()).toEqual([]);
  });

  it('that it has expired', async () => {
    const { site } = await secured(pemOf(NAME, -1));
    expect(await site.wrong()).toEqual([
      expect.stringMatching(/^certificate: The certificate in TLS_CERT expired on \d{4}-\d\d-\d\d\.$/),
    ]);
  });

  it('that it is for another name', async () => {
    const { site } = await secured(pemOf('other.example.org'));
    expect(await site.wrong()).toEqual([
      `certificate: The certificate in TLS_CERT is for other.example.org and not for ${NAME}.`,
    ]);
  });

  it('that nobody trusts who has signed it', async () => {
    const { site } = await secured(pemOf(NAME));
    site.trusted = '';
    expect(await site.wrong()).toEqual([
      expect.stringMatching(/TLS_CERT comes without its chain, or from an authority/),
    ]);
  });

  it('that the key is another one’s', async () => {
    const { site } = await secured(pemOf(NAME));
    site.env.TLS_KEY = `${join(folder, 'ca.key')}`;
    expect(await site.wrong()).toEqual(['certificate: TLS_KEY is not the key of TLS_CERT.']);
  });

  it('that the file is none', async () => {
    const { site } = await secured(pemOf(NAME));
    site.env.TLS_CERT = join(folder, `${NAME}.cnf`);
    expect(await site.wrong()).toEqual([
      expect.stringMatching(/^certificate: TLS_CERT or TLS_KEY cannot be read as PEM/),
    ]);
  });

  it('what the public address shows, where that is another one', async () => {
    const { site, show } = await secured(pemOf(NAME));
    await show(pemOf(NAME, -1));
    expect(await site.wrong()).toEqual([
      expect.stringMatching(/^certificate: The certificate that https:\/\/meet\.localhost:\d+ shows expired on/),
    ]);
  });

  it('what the TURN server shows', async () => {
    const { site } = await secured(pemOf(NAME));
    const pem = readFileSync(pemOf('other.example.org'));
    const server = createTlsServer({ cert: pem, key: pem }, (socket) => socket.on('error', () => {}).resume());
    onTestFinished(() => void server.close());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const url = `turns:${NAME}:${port}`;
    Object.assign(site.env, { TURN_URLS: url, TURN_SECRET: 'a secret of enough letters' });
    expect(await site.wrong()).toEqual([
      `turn: The certificate that ${url} shows is for other.example.org and not for ${NAME}.`,
    ]);
  });
});
