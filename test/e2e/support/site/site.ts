import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { run } from '../network/namespaces.ts';
import { layNetwork, type Place } from '../network/network.ts';
import { startIn } from '../server/program.ts';
import { startServerProcess } from '../server/server-process.ts';
import { type Authority, makeAuthority } from './certificates.ts';

const DOCKER = fileURLToPath(new URL('../../../../docker/', import.meta.url));
export const APP_NAME = 'konferenz.example.org';
export const TURN_NAME = 'turn.example.org';
/** With what a settings file, a shell and coturn's own file may take for something else. */
export const TURN_SECRET = 'g$HOME#heim "und" \'lang\' % 16\\n';
const TURN_PROXIED = 3480;
const APP_PORT = 3000;

/** Where what stands in for the keeper of certificates puts them, and what haproxy it has to do with. */
export interface CertificatesPlace {
  /** Of its namespace. */
  readonly name: string;
  /** For whatever has to be somewhere, gone with the test. */
  readonly folder: string;
  /** Where haproxy reads. */
  readonly certificates: string;
  readonly haproxySocket: string;
  /** Where people find both names. */
  readonly address: string;
  readonly authority: Authority;
}

/** By an authority of the test's own, for a day or two. */
async function issueCertificates({ authority, certificates }: CertificatesPlace): Promise<void> {
  for (const each of [APP_NAME, TURN_NAME]) authority.issue(each, join(certificates, `${each}.pem`));
}

interface SiteOptions {
  readonly prepareCertificates?: (place: CertificatesPlace) => Promise<void>;
  /** Where haproxy listens and how, as `address:port accept-proxy`; on 443 when nothing is said. */
  readonly https?: string;
  /** What the files that are shipped become for a test that cannot wait for as long as they say. */
  readonly change?: (file: 'haproxy/haproxy.cfg' | 'coturn/turnserver.conf', text: string) => string;
}

/** An installation as the compose file lays it out: the server, coturn and haproxy, by the files that are shipped. */
export async function startSite(
  settings: Readonly<Record<string, string>> = {},
  { prepareCertificates = issueCertificates, https, change }: SiteOptions = {},
) {
  const network = layNetwork({ names: [APP_NAME, TURN_NAME] });
  const { server: machine, turn } = network;
  const { name, address } = machine;
  const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-site-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const certificates = join(folder, 'certificates');
  mkdirSync(certificates);
  const authority = makeAuthority(folder);
  const haproxySocket = join(folder, 'haproxy.sock');
  const files = change ? changedFiles(join(folder, 'docker'), change) : DOCKER;
  await prepareCertificates({ name, folder, certificates, haproxySocket, address, authority });

  const coturn = {
    TURN_NAME,
    TURN_SECRET,
    TURN_LISTEN: turn.inner,
    TURN_RELAY: turn.inner,
    TURN_PEER: machine.inner,
    TURN_PROXIED: `${TURN_PROXIED}`,
    TURN_RUN_DIR: folder,
  };
  const haproxy = {
    APP_NAME,
    TURN_NAME,
    APP_ADDRESS: `127.0.0.1:${APP_PORT}`,
    TURN_ADDRESS: `${turn.inner}:${TURN_PROXIED}`,
    ACME_ADDRESS: '127.0.0.1:4443',
    CERTIFICATES: certificates,
    HTTPS: https ?? `${address}:443`,
    TURN_TCP: `${address}:3478`,
    HAPROXY_RUN_DIR: folder,
    RELOAD_GRACE: '10s',
  };
  const startTurnServer = () =>
    startIn(turn.name, {
      command: [join(files, 'coturn', 'start.sh')],
      env: coturn,
      listens: [`${turn.inner}:3478`, `${turn.inner}:${TURN_PROXIED}`],
    });
  const turnServer = await startTurnServer();
  const proxy = await startIn(name, {
    command: ['haproxy', '-W', '-f', join(files, 'haproxy', 'haproxy.cfg')],
    env: haproxy,
    listens: [haproxy.HTTPS.split(' ', 1).join(''), haproxy.TURN_TCP],
  });
  const server = await startServerProcess(
    {
      LOG_LEVEL: 'error',
      PORT: `${APP_PORT}`,
      PUBLIC_URL: `https://${APP_NAME}`,
      TRUST_PROXY: '127.0.0.1',
      MEDIA_HOST: '0.0.0.0',
      MEDIA_PORT: '40000',
      WORKERS: '1',
      ANNOUNCED_ADDRESS: `${address},${machine.inner}`,
      TURN_URLS: turnUrls(TURN_NAME),
      TURN_SECRET,
      ...settings,
    },
    { namespace: name },
  );

  return {
    ...server,
    network,
    turnServer,
    /** Once more, after it was stopped. */
    startTurnServer,
    proxy,
    haproxySocket,
    /** PEM file of the authority that has signed both names' certificates. */
    authority: authority.certificate,
    certificates,
    /** As Docker hands the media ports on; else answers would come from another of this machine’s addresses. */
    letMediaIn() {
      const rule = 'add rule ip nat prerouting udp dport 40000 redirect';
      run('ip', 'netns', 'exec', name, 'nft', ...rule.split(' '));
    },
    /** A browser in a place; it trusts the site's certificates, and those of other authorities by their PEM files. */
    browserIn(place: Place, { trusts = [] }: { readonly trusts?: readonly string[] } = {}) {
      return { executable: place.chromium(authority.trustedHome(join(folder, place.name), trusts)) };
    },
    /** A Firefox in a place; it trusts them as well. */
    firefoxIn({ name: namespace }: Place) {
      return { namespace, profile: authority.trustedProfile(join(folder, `${namespace}-firefox`)) };
    },
  };
}

/** Returns where the copies are. */
function changedFiles(folder: string, change: NonNullable<SiteOptions['change']>): string {
  for (const part of ['haproxy', 'coturn']) cpSync(join(DOCKER, part), join(folder, part), { recursive: true });
  for (const file of ['haproxy/haproxy.cfg', 'coturn/turnserver.conf'] as const) {
    writeFileSync(join(folder, file), change(file, readFileSync(join(DOCKER, file), 'utf8')));
  }
  return folder;
}

/** As in the compose file. */
export function turnUrls(host: string): string {
  const ways = [
    `turn:${host}:3478?transport=udp`,
    `turn:${host}:443?transport=udp`,
    `turn:${host}:3478?transport=tcp`,
    `turns:${host}:443?transport=tcp`,
  ];
  return ways.join(',');
}
