import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { tempDir } from '../helpers/temp-dir.ts';

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Answer = (response: ServerResponse) => void;

let made: { readonly cert: string; readonly key: string } | undefined;

/** For this machine, by its names and its address. */
function certificate() {
  if (made) return made;
  const [cert, key] = ['cert', 'key'].map((name) => join(tempDir(), `${name}.pem`)) as [string, string];
  const names = 'subjectAltName=DNS:localhost,DNS:receiver.example,IP:127.0.0.1';
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert];
  execFileSync('openssl', ['req', '-x509', ...newKey, '-subj', '/CN=receiver', '-addext', names], { stdio: 'ignore' });
  made = { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
  return made;
}

export const loopbackAlone = (address: string) => address === '127.0.0.1';

/** Somebody's program that is told of meetings, by HTTPS on this machine. */
export async function startReceiver() {
  const pair = certificate();
  const received: Received[] = [];
  /** What it answers next; without one it is 204. */
  const answers: Answer[] = [];
  let connections = 0;
  const server = createServer(pair, async (request, response) => {
    received.push({ path: request.url ?? '', headers: request.headers, body: await text(request) });
    const answer = answers.shift() ?? answerWith(204);
    answer(response);
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return {
    received,
    answers,
    port,
    url: `https://127.0.0.1:${port}/hook`,
    ca: pair.cert,
    get connections() {
      return connections;
    },
    bodies: () => received.map(({ body }) => JSON.parse(body)),
  };
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

export function answerWith(status: number, headers: Record<string, string> = {}): Answer {
  return (response) => response.writeHead(status, headers).end();
}
