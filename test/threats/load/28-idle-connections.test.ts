import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { CipherContext } from 'werift';
import { capConnections } from '../../../src/http/edge/connection-cap.ts';
import { createHttpServer } from '../../../src/http/edge/http-server.ts';
import { eventually, RawSocket, requestText } from '../../helpers/clients/raw-client.ts';

const NEVER_MS = 600_000;
const PATIENT = {
  tlsHandshake: NEVER_MS,
  headers: NEVER_MS,
  request: NEVER_MS,
  check: NEVER_MS,
  idle: NEVER_MS,
  keepAlive: NEVER_MS,
};
const ELSEWHERE = '127.0.0.9';

/** A server that ends no connection for having waited; small bounds say the same as large ones. */
async function listen({
  bounds = { fresh: 5, address: 8, network: 8, inAll: 20 },
  trusted = '',
  tls = null as Parameters<typeof createHttpServer>[0]['tls'],
} = {}) {
  const { server, destroySockets } = createHttpServer({
    tls,
    deadlines: PATIENT,
    report: () => {},
    handle: (_request, response) => void response.end('heard'),
  });
  capConnections(server, { isTrusted: (address) => address === trusted, bounds });
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    if (socket.destroyed) return;
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const clients: RawSocket[] = [];
  onTestFinished(() => {
    for (const client of clients) client.reset();
    destroySockets();
    server.close();
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return {
    url,
    open,
    /** That say nothing, or begin their headers and stop. */
    async openIdle(count: number, from?: string, beginning = ''): Promise<readonly RawSocket[]> {
      const opened: RawSocket[] = [];
      // One after the other, so that it is known which is the oldest.
      for (let number = 0; number < count; number += 1) {
        const client = await RawSocket.open(url, from === undefined ? {} : { from });
        client.write(beginning);
        opened.push(client);
      }
      clients.push(...opened);
      return opened;
    },
    async ask(from?: string): Promise<RawSocket> {
      const client = await RawSocket.open(url, from === undefined ? {} : { from });
      clients.push(client);
      client.write(requestText(url, '/'));
      await client.heard(/heard/);
      return client;
    },
  };
}

it.each([
  ['say nothing', ''],
  ['begin their headers and stop', 'GET / HTTP/1.1\r\nhost: x\r\nx-more: '],
])('connections that %s are bounded per address: the oldest goes, and who asks is heard', async (_what, beginning) => {
  const { open, openIdle, ask } = await listen();
  const idle = await openIdle(12, undefined, beginning);
  await Promise.all(idle.slice(0, 7).map((client) => client.isClosed('too many')));
  expect(open.size).toBe(5);
  await ask();
  await ask(ELSEWHERE);
});

it('connections that have asked are bounded per address too, and stay where a new one finds no room', async () => {
  const { open, openIdle, ask } = await listen();
  const asked = await Promise.all(Array.from({ length: 8 }, () => ask()));
  const [late] = await openIdle(1);
  await late?.isClosed('one too many');
  await ask(ELSEWHERE);
  for (const client of asked) expect(client.socket.destroyed).toBe(false);
  asked[0]?.reset();
  await eventually(
    () => open.size === 8,
    () => `${open.size} are open`,
  );
  await ask();
});

it('from however many addresses they come, they are bounded in all, and who asks at once is heard', async () => {
  const { open, openIdle, ask } = await listen();
  for (let host = 2; host < 12; host += 1) await openIdle(4, `127.0.0.${host}`);
  await eventually(
    () => open.size === 20,
    () => `${open.size} are open`,
  );
  await ask('127.0.0.99');
});

it('a reverse proxy that is named counts in the whole alone', async () => {
  const { open, openIdle } = await listen({ trusted: '127.0.0.1' });
  const idle = await openIdle(18);
  await eventually(
    () => open.size === 18,
    () => `${open.size} are open`,
  );
  expect(idle.filter(({ socket }) => socket.destroyed)).toEqual([]);
});

it('within TLS it is the same: a handshake alone asks for nothing', async () => {
  const { certPem, keyPem } = await CipherContext.createSelfSignedCertificateWithKey({ signature: 3, hash: 4 });
  const { url, open } = await listen({ tls: { cert: certPem, key: keyPem } });
  const shake = async () => {
    const socket = connectTls({ host: '127.0.0.1', port: Number(new URL(url).port), rejectUnauthorized: false });
    socket.on('error', () => {});
    onTestFinished(() => void socket.destroy());
    await once(socket, 'secureConnect');
    return socket;
  };
  const asked = await shake();
  asked.write(requestText(url, '/'));
  await once(asked, 'data');
  for (let count = 0; count < 9; count += 1) await shake();
  await eventually(
    () => open.size === 6,
    () => `${open.size} are open`,
  );
  expect(asked.destroyed).toBe(false);
});
