import { execFile } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pLimit from 'p-limit';
import { describe, expect as expectNow, it, onTestFinished } from 'vitest';
import { expect, LONG_TEST_MS } from '../../e2e/support/expect.ts';
import { ownName, quietly, removeNamespacesOfTheDead, run } from '../../e2e/support/network/namespaces.ts';
import { startIn } from '../../e2e/support/server/program.ts';
import { makeAuthority } from '../../e2e/support/site/certificates.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const HAPROXY_FILE = fileURLToPath(new URL('../../../docker/haproxy/haproxy.cfg', import.meta.url));
const NAMES = { APP_NAME: 'konferenz.example.org', TURN_NAME: 'turn.example.org' };
const TURN_TCP = '127.0.0.1:3478';
/** Page, signaling, and TURN by two ways for both directions, with some more. */
const CONNECTIONS_OF_ONE = 8;
const PEOPLE_OF_A_HOSPITAL = 200;
const FLOOD = 4_000;
const AT_ONCE = 100;

const [HOSPITAL, SOMEBODY] = ['203.0.113.1', '203.0.113.2'];
const inNetwork = (network: number, host: number) => `2001:db8:0:${network.toString(16)}::${host.toString(16)}`;

/**
 * haproxy alone, by the file that is shipped, with a server and a TURN server that greet. As behind another proxy people come
 * from wherever the PROXY protocol says; to TURN over TCP from addresses of a namespace.
 */
async function startProxy() {
  removeNamespacesOfTheDead();
  const namespace = ownName('h');
  run('ip', 'netns', 'add', namespace);
  onTestFinished(() => quietly('ip', 'netns', 'del', namespace));
  run('ip', '-n', namespace, 'link', 'set', 'lo', 'up');
  const folder = tempDir();
  const [https, app, turn] = ['https.sock', 'app.sock', 'turn.sock'].map((file) => join(folder, file));
  const certificates = join(folder, 'certificates');
  mkdirSync(certificates);
  const authority = makeAuthority(folder);
  for (const name of Object.values(NAMES)) authority.issue(name, join(certificates, `${name}.pem`));
  await listen(
    createHttpServer((request, response) => void response.end(`for ${request.headers['x-forwarded-for']}`)),
    app,
  );
  await listen(
    createServer((socket) => void socket.on('error', () => {}).end('hello')),
    turn,
  );
  await startIn(namespace, {
    command: ['haproxy', '-W', '-f', HAPROXY_FILE],
    env: {
      ...NAMES,
      APP_ADDRESS: `unix@${app}`,
      TURN_ADDRESS: `unix@${turn}`,
      ACME_ADDRESS: '127.0.0.1:4443',
      CERTIFICATES: certificates,
      HTTPS: `unix@${https} accept-proxy`,
      TURN_TCP,
      HAPROXY_RUN_DIR: folder,
      RELOAD_GRACE: '10s',
    },
    listens: [TURN_TCP],
  });
  const ca = readFileSync(authority.certificate);

  /** A TCP connection of somebody at this address, as the proxy in front hands it on. */
  const comeFrom = (address: string) => {
    const socket = connect(https ?? '').on('error', () => {});
    const own = address.includes(':') ? `TCP6 ${address} 2001:db8::1` : `TCP4 ${address} 198.51.100.1`;
    socket.write(`PROXY ${own} 40000 443\r\n`);
    return socket;
  };
  const secureFrom = (address: string) =>
    connectTls({ socket: comeFrom(address), servername: NAMES.APP_NAME, ca }).on('error', () => {});
  return {
    /** Connections one after the other that say nothing. */
    async flood(count: number, addressOf: (index: number) => string) {
      const limit = pLimit(AT_ONCE);
      const one = async (index: number) => once(comeFrom(addressOf(index)).resume().end(), 'close');
      await Promise.all(Array.from({ length: count }, (_, index) => limit(one, index)));
    },
    secureFrom,
    async answers(address: string): Promise<boolean> {
      const secure = secureFrom(address);
      secure.write(`GET / HTTP/1.0\r\nHost: ${NAMES.APP_NAME}\r\n\r\n`);
      return (await text(secure).catch(() => '')).endsWith(`for ${address}`);
    },
    /** How many of so many who come for TURN over TCP from this address of the namespace are greeted. */
    async greetedByTurn(address: string, count: number): Promise<number> {
      const program = `import net from 'node:net';
let [left, greeted] = [${count}, 0];
const one = () => new Promise((resolve) => {
  const socket = net.connect({ port: 3478, host: '127.0.0.1', localAddress: '${address}' });
  socket.on('data', () => { greeted += 1; }).on('error', () => {}).on('close', resolve);
});
const some = async () => { while (left-- > 0) await one(); };
await Promise.all(Array.from({ length: ${AT_ONCE} }, some));
console.log(greeted);`;
      const node = [process.execPath, '--input-type=module', '-e', program];
      const { stdout } = await promisify(execFile)('ip', ['netns', 'exec', namespace, ...node], { timeout: 60_000 });
      return Number(stdout);
    },
  };
}

async function listen(server: Server, path: string | undefined): Promise<void> {
  server.listen(path);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
}

/** By one request more on a connection that is kept. */
async function isAnswered(secure: TLSSocket, address: string): Promise<boolean> {
  secure.write(`GET / HTTP/1.1\r\nHost: ${NAMES.APP_NAME}\r\n\r\n`);
  let answer = '';
  for await (const [part] of on(secure, 'data', { close: ['close'] })) {
    answer += part;
    if (answer.endsWith(`for ${address}`)) return true;
  }
  return false;
}

describe('haproxy, by the file that is shipped', { timeout: LONG_TEST_MS }, () => {
  it('lets a whole hospital come back at once from one address, and turns away who comes faster: nobody else, nobody who is in, and not for good', async () => {
    const { flood, answers, secureFrom } = await startProxy();
    await flood(PEOPLE_OF_A_HOSPITAL * CONNECTIONS_OF_ONE, () => HOSPITAL);
    const kept = secureFrom(HOSPITAL);
    expectNow(await isAnswered(kept, HOSPITAL)).toBe(true);

    await flood(FLOOD, () => HOSPITAL);
    expectNow([await answers(HOSPITAL), await answers(SOMEBODY)]).toEqual([false, true]);
    expectNow(await isAnswered(kept, HOSPITAL)).toBe(true);
    kept.destroy();
    await expect.poll(() => answers(HOSPITAL)).toBe(true);
  });

  it('takes a network of IPv6 (/64) for one address, since whoever has one has all of its addresses', async () => {
    const { flood, answers } = await startProxy();
    await flood(FLOOD, (index) => inNetwork(1, index + 1));
    const [again, next] = [inNetwork(1, FLOOD + 1), inNetwork(2, 1)];
    expectNow([await answers(again), await answers(next)]).toEqual([false, true]);
  });

  it('counts TURN over TCP with the rest', async () => {
    const { greetedByTurn } = await startProxy();
    const greeted = await greetedByTurn('127.0.0.2', FLOOD);
    expectNow(greeted).toBeGreaterThan(PEOPLE_OF_A_HOSPITAL * CONNECTIONS_OF_ONE);
    expectNow(greeted).toBeLessThan(FLOOD);
    expectNow(await greetedByTurn('127.0.0.3', 1)).toBe(1);
  });
});
