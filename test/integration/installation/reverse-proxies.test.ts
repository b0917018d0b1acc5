import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LONG_TEST_MS } from '../../e2e/support/expect.ts';
import { freePort } from '../../e2e/support/server/free-port.ts';
import { startHere, startIn } from '../../e2e/support/server/program.ts';
import { startServerProcess } from '../../e2e/support/server/server-process.ts';
import { makeAuthority } from '../../e2e/support/site/certificates.ts';
import { blocksOf } from '../../e2e/support/site/guide.ts';
import { LivingConnection } from '../../e2e/support/site/living-connection.ts';
import { APP_NAME, startSite, TURN_NAME } from '../../e2e/support/site/site.ts';
import { TestClient } from '../../helpers/clients/test-client.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const GUIDE = 'reverse-proxy.md';
const REQUESTS_PER_MINUTE = 600;
/** Of this machine, and not the one that the server trusts. */
const SOMEBODY = '127.0.0.2';

describe('another web server in front, set up as the guide writes it', { timeout: LONG_TEST_MS }, () => {
  it('nginx hands on TLS by the name: the page, TURN and its own pages are found, and those know who asks', async () => {
    const site = await startSite({}, { https: '127.0.0.1:8443 accept-proxy' });
    const { name: namespace, address } = site.network.server;
    const [byName = '', ownPages = ''] = blocksOf(GUIDE, 'nginx');
    const certificate = join(site.certificates, `${APP_NAME}.pem`);
    const own = ownPages.replace('...', `${usesCertificate(certificate)} return 200 "for $remote_addr";`);
    await startIn(namespace, {
      command: nginx(`load_module /usr/lib/nginx/modules/ngx_stream_module.so;\n${byName}\nhttp {\n${own}\n}`),
      listens: ['0.0.0.0:443', '127.0.0.1:8444'],
    });

    const app = LivingConnection.toApp({ namespace, address, name: APP_NAME });
    const relay = LivingConnection.toTurn({ namespace, address, name: TURN_NAME });
    await app.expectAnswer();
    await relay.expectAnswer();
    const ownPage = ['netns', 'exec', namespace, 'openssl', 's_client', '-quiet', '-connect', `${address}:443`];
    const asked = { input: 'GET / HTTP/1.0\r\n\r\n', timeout: 20_000 };
    expect(execFileSync('ip', [...ownPage, '-ign_eof'], asked).toString()).toContain(`for ${address}`);
  });

  it.each([
    { program: 'nginx', index: 0, command: nginxServer },
    { program: 'Apache', index: 1, command: apacheServer },
  ])(
    '$program hands on the page alone, WebSocket and polling, and nobody passes as another',
    async ({ index, command }) => {
      const [port, own] = [await freePort(), await freePort()];
      const folder = tempDir();
      const certificate = join(folder, 'localhost.pem');
      const authority = makeAuthority(folder);
      authority.issue('localhost', certificate);
      const url = `https://localhost:${port}`;
      const { moderatorLink } = await startServerProcess({
        LOG_LEVEL: 'error',
        HOST: '127.0.0.1',
        PORT: `${own}`,
        PUBLIC_URL: url,
        TRUST_PROXY: '127.0.0.1',
        WORKERS: '1',
      });
      const block = blocksOf(GUIDE, 'Nur die Seite hinter dem Webserver')[index]?.replaceAll(':3000', `:${own}`) ?? '';
      await startHere({
        command: command({ block, port, certificate, folder }),
        env: { LC_ALL: 'C' },
        listens: [`127.0.0.1:${port}`],
      });

      const ca = readFileSync(authority.certificate);
      const { pathname, hash } = new URL(moderatorLink);
      for (const transport of ['websocket', 'polling'] as const) {
        const client = await TestClient.connect(url, { transport, ca });
        const roomId = pathname.split('/').at(-1) ?? '';
        await client.join(roomId, `By ${transport}`, { invite: hash.split('=').at(-1) });
        client.socket.disconnect();
      }

      const agent = new Agent({ ca, keepAlive: true, maxSockets: 4, localAddress: SOMEBODY });
      const statuses = await Promise.all(
        Array.from({ length: REQUESTS_PER_MINUTE + 10 }, (_, index) =>
          statusOf(`${url}/api/rooms/somewhere/door`, { agent, address: `198.51.100.${index % 250}` }),
        ),
      );
      agent.destroy();
      expect(statuses).toContain(200);
      expect(statuses).toContain(429);
    },
  );
});

interface Place {
  /** Of the guide. */
  readonly block: string;
  readonly port: number;
  readonly certificate: string;
  readonly folder: string;
}

function nginxServer({ block, port, certificate }: Place): [string, ...string[]] {
  const server = `listen 127.0.0.1:${port} ssl;\n${usesCertificate(certificate)}\n${block}`;
  return nginx(`http { access_log off; server {\n${server}\n} }`);
}

function apacheServer({ block, port, certificate, folder }: Place): [string, ...string[]] {
  const modules = ['mpm_event', 'authz_core', 'ssl', 'proxy', 'proxy_http'];
  const lines = [
    ...modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
    `ServerRoot ${folder}`,
    'ServerName localhost',
    `PidFile ${folder}/apache.pid`,
    `ErrorLog ${folder}/apache.log`,
    'User www-data',
    'Group www-data',
    `Listen 127.0.0.1:${port}`,
    'SSLEngine on',
    `SSLCertificateFile ${certificate}`,
    block,
  ];
  const file = join(folder, 'apache.conf');
  writeFileSync(file, lines.join('\n'));
  return ['apache2', '-D', 'FOREGROUND', '-f', file];
}

/** Its command line, with what a settings file always has around these. */
function nginx(settings: string): [string, ...string[]] {
  const folder = tempDir();
  const file = join(folder, 'nginx.conf');
  const around = `daemon off;\npid ${folder}/nginx.pid;\nerror_log stderr;\nevents {}\n`;
  writeFileSync(file, settings.startsWith('load_module') ? `${settings}\n${around}` : `${around}${settings}`);
  return ['nginx', '-p', folder, '-c', file];
}

function usesCertificate(file: string): string {
  return `ssl_certificate ${file}; ssl_certificate_key ${file};`;
}

/**
 * Of an answer to somebody who says to come from this address. None where the web server closes the connection while the request is on
 * its way: it may at any time (RFC 9112, section 9.5).
 */
function statusOf(url: string, { agent, address }: { agent: Agent; address: string }): Promise<number | undefined> {
  return new Promise((resolve) => {
    request(url, { agent, headers: { 'x-forwarded-for': address } }, (answer) => {
      answer.resume();
      answer.once('error', () => resolve(undefined)).once('end', () => resolve(answer.statusCode ?? 0));
    })
      .once('error', () => resolve(undefined))
      .end();
  });
}
