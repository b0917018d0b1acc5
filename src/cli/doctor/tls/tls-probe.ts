import { once } from 'node:events';
import { isIP } from 'node:net';
import { type ConnectionOptions, connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { codeOf } from '../finding.ts';

const WITHIN_MS = 8_000;
const DAY_MS = 86_400_000;
/** Who renews does so when a third of the time is left; with a fifth left, nobody does. */
const RENEWED_BY = 1 / 5;
const SOON_MS = 14 * DAY_MS;

export type TlsVerdict =
  | { readonly state: 'trusted'; readonly validTo: Date; readonly endsSoon: boolean }
  /** What a browser would not accept, as the end of a sentence that begins with 'The certificate'. */
  | { readonly state: 'untrusted'; readonly why: string; readonly todo: string }
  | { readonly state: 'silent'; readonly code: string };

interface ProbeOptions {
  readonly address: string;
  readonly port: number;
  /** By which it is asked for, and which must be in the certificate. */
  readonly name: string;
  readonly trusted: string | undefined;
}

/** Looks at a server's certificate as a browser does. */
export async function probeTls({ address, port, name, trusted }: ProbeOptions): Promise<TlsVerdict> {
  const options: ConnectionOptions = { host: address, port, rejectUnauthorized: false };
  if (isIP(name) === 0) options.servername = name;
  else options.host = address;
  if (trusted !== undefined) options.ca = trusted;
  const socket = connect(options);
  socket.on('error', () => {});
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(WITHIN_MS) });
    return judge(socket, name);
  } catch (error) {
    return { state: 'silent', code: codeOf(error) };
  } finally {
    socket.destroy();
  }
}

function judge(socket: TLSSocket, name: string): TlsVerdict {
  const certificate = socket.getPeerCertificate();
  if (!socket.authorized) return { state: 'untrusted', ...explain(String(reasonOf(socket)), certificate, name) };
  const [from, to] = [Date.parse(certificate.valid_from), Date.parse(certificate.valid_to)];
  const left = to - Date.now();
  return { state: 'trusted', validTo: new Date(to), endsSoon: left < Math.min(SOON_MS, (to - from) * RENEWED_BY) };
}

/** Node's types know an error here, Node itself also gives the code alone. */
function reasonOf({ authorizationError }: TLSSocket): unknown {
  return authorizationError instanceof Error ? codeOf(authorizationError) : authorizationError;
}

function explain(code: string, { valid_from, valid_to, subjectaltname }: PeerCertificate, name: string) {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return {
        why: `expired on ${day(valid_to)}`,
        todo: 'Renew it, and see why it was not renewed by itself; if that day is still to come, the clock of this machine is wrong.',
      };
    case 'CERT_NOT_YET_VALID':
      return { why: `begins on ${day(valid_from)}`, todo: 'The clock of this machine is behind: set it.' };
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return {
        why: `is for ${(subjectaltname ?? 'no name').replaceAll('DNS:', '')} and not for ${name}`,
        todo: `Get one for ${name}, or mend the name.`,
      };
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return { why: 'was signed by itself, and no browser trusts it', todo: 'Get one from a certificate authority.' };
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return {
        why: `comes without its chain, or from an authority that is not known here (${code})`,
        todo: 'Use the file with the whole chain (fullchain.pem); name an authority of your own in NODE_EXTRA_CA_CERTS.',
      };
    default:
      return { why: `is not accepted (${code})`, todo: 'Get a new one.' };
  }
}

export function day(date: string | Date): string {
  return new Date(date).toISOString().slice(0, 10);
}
