import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, OFTEN } from '../expect.ts';
import { type RunningProgram, startIn } from '../server/program.ts';
import { APP_NAME, type CertificatesPlace, TURN_NAME } from './site.ts';

const KEEPER = fileURLToPath(new URL('../../../../src/certificates/main.ts', import.meta.url));
const NAMES = [APP_NAME, TURN_NAME];

/** A certificate authority that is asked by ACME, Debian's pebble, with a DNS server that sends it to the site. */
export interface AcmeAuthority {
  /** How many certificates were ordered of it. */
  readonly orders: number;
  /** Whether it finds the site; when not, it refuses. */
  findsSite(found: boolean): void;
}

export async function startAcmeAuthority({ name, folder, address, authority }: CertificatesPlace) {
  const own = join(folder, 'pebble.pem');
  authority.issue('localhost', own);
  const pem = readFileSync(own, 'utf8');
  writeFileSync(join(folder, 'pebble.crt'), pem.slice(0, pem.indexOf('-----BEGIN PRIVATE')));
  writeFileSync(join(folder, 'pebble.key'), pem.slice(pem.indexOf('-----BEGIN PRIVATE')));
  const pebble = {
    listenAddress: '127.0.0.1:14000',
    managementListenAddress: '127.0.0.1:15000',
    certificate: join(folder, 'pebble.crt'),
    privateKey: join(folder, 'pebble.key'),
    httpPort: 80,
    tlsPort: 443,
    certificateValidityPeriod: 7_776_000,
  };
  const config = join(folder, 'pebble.json');
  writeFileSync(config, JSON.stringify({ pebble }));
  await startIn(name, {
    command: [
      'pebble-challtestsrv',
      ...['-defaultIPv4', address, '-defaultIPv6', '', '-dns01', '127.0.0.1:8053', '-management', '127.0.0.1:8055'],
      ...['-http01', '', '-https01', '', '-tlsalpn01', ''],
    ],
    listens: ['127.0.0.1:8053', '127.0.0.1:8055'],
  });
  const program = await startIn(name, {
    command: ['pebble', '-config', config, '-dnsserver', '127.0.0.1:8053'],
    env: { PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '0', PEBBLE_AUTHZREUSE: '0' },
    listens: ['127.0.0.1:14000'],
  });
  return {
    get orders() {
      return program.said.match(/Added order/g)?.length ?? 0;
    },
    findsSite(found: boolean) {
      const body = JSON.stringify({ ip: found ? address : '127.0.0.9' });
      const ask = `await fetch('http://127.0.0.1:8055/set-default-ipv4', { method: 'POST', body: process.argv[1] })`;
      const node = [process.execPath, '--input-type=module', '-e', ask, body];
      execFileSync('ip', ['netns', 'exec', name, ...node]);
    },
    said: () => program.said,
  };
}

/** The keeper as compose.yaml starts it. */
export async function startKeeper(place: CertificatesPlace): Promise<RunningProgram> {
  const { name, folder, certificates, haproxySocket, authority } = place;
  mkdirSync(join(folder, 'own'), { recursive: true });
  const keeper = await startIn(name, {
    command: [process.execPath, KEEPER],
    env: {
      NAMES: NAMES.join(','),
      ACME_EMAIL: 'technik@example.org',
      ACME_SERVER: 'https://localhost:14000/dir',
      LEGO_CA_CERTIFICATES: authority.certificate,
      ACME_DIR: join(folder, 'acme'),
      ACME_PORT: '4443',
      CERTIFICATES: certificates,
      OWN_CERTIFICATES: join(folder, 'own'),
      HAPROXY_SOCKET: haproxySocket,
    },
  });
  await expect
    .poll(() => NAMES.every((each) => holds(certificates, each)), { ...OFTEN, message: keeper.said })
    .toBe(true);
  return keeper;
}

function holds(certificates: string, name: string): boolean {
  try {
    return readFileSync(join(certificates, `${name}.pem`)).length > 0;
  } catch {
    return false;
  }
}
