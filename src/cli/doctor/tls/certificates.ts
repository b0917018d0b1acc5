import { createPrivateKey, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { createServer } from 'node:tls';
import type { Config } from '../../../config.ts';
import { about, codeOf, type Finding } from '../finding.ts';
import { hostOf } from '../names.ts';
import type { World } from '../world.ts';
import { day, probeTls, type TlsVerdict } from './tls-probe.ts';

const { ok, wrong, unseen } = about('certificate');

/** The files of TLS_CERT and TLS_KEY, and what PUBLIC_URL shows to whoever comes. */
export async function examineCertificates(
  config: Config,
  world: World,
  { isRunning }: { isRunning: boolean },
): Promise<Finding[]> {
  const { publicUrl, http } = config;
  const findings: Finding[] = [];
  const name = publicUrl === null ? 'localhost' : hostOf(publicUrl);
  if (http.tls !== null) findings.push(await examineFiles(http.tls, name, world));
  if (publicUrl?.startsWith('https:')) findings.push(await examinePublic(publicUrl, world, isRunning));
  if (findings.length === 0) findings.push(ok('None is needed: the server is for this machine alone, by HTTP.'));
  return findings;
}

async function examineFiles(
  { cert, key }: { readonly cert: Buffer; readonly key: Buffer },
  name: string,
  world: World,
): Promise<Finding> {
  try {
    if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
      return wrong('TLS_KEY is not the key of TLS_CERT.', 'Name the two files that belong together.');
    }
  } catch (error) {
    return wrong(
      `TLS_CERT or TLS_KEY cannot be read as PEM (${codeOf(error)}).`,
      'Name the PEM files of the certificate chain and its key.',
    );
  }
  // Shown to ourselves, so that it is judged as a browser judges it.
  const server = createServer({ cert, key }, (socket) => socket.on('error', () => {}).resume());
  server.on('tlsClientError', () => {});
  try {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const bound = server.address();
    const port = bound !== null && typeof bound === 'object' ? bound.port : 0;
    return inWords(
      await probeTls({ address: '127.0.0.1', port, name, trusted: world.trusted }),
      'The certificate in TLS_CERT',
    );
  } finally {
    server.close();
  }
}

async function examinePublic(publicUrl: string, world: World, isRunning: boolean): Promise<Finding> {
  const name = hostOf(publicUrl);
  const port = Number(new URL(publicUrl).port || 443);
  const [address] = isIP(name) === 0 ? await world.resolve(name).catch(() => []) : [name];
  if (address === undefined) return unseen(`${publicUrl} cannot be asked: its name leads nowhere.`);
  const verdict = await probeTls({ address, port, name, trusted: world.trusted });
  if (verdict.state !== 'silent') return inWords(verdict, `The certificate that ${publicUrl} shows`);
  const says = `Nothing answers at ${publicUrl} (${verdict.code}).`;
  return isRunning
    ? wrong(
        says,
        'See the reverse proxy and the firewall; some routers do not lead back inside: then try from elsewhere.',
      )
    : unseen(says, 'Start the server and ask again.');
}

function inWords(verdict: TlsVerdict, what: string): Finding {
  switch (verdict.state) {
    case 'silent':
      return wrong(`${what} cannot be used for TLS (${verdict.code}).`, 'Get a new one.');
    case 'untrusted':
      return wrong(`${what} ${verdict.why}.`, verdict.todo);
    case 'trusted':
      return verdict.endsSoon
        ? wrong(`${what} ends on ${day(verdict.validTo)}.`, 'It is not renewed by itself: renew it, and see why.')
        : ok(`${what} is trusted, until ${day(verdict.validTo)}.`);
  }
}
