import { openLine, type StunLine } from './stun-line.ts';
import {
  type Answer,
  type Credentials,
  lifetimeOfNone,
  METHOD,
  peerAddress,
  request,
  requestedTransport,
} from './stun-message.ts';

const UNAUTHENTICATED = 401;
const STALE_NONCE = 438;

interface AllocationOptions {
  readonly address: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly name: string;
  readonly username: string;
  readonly credential: string;
  /** To each of which the relay is asked to lead. */
  readonly peers: readonly string[];
}

export type Allocation =
  | { readonly state: 'allocated'; readonly allowed: readonly string[]; readonly denied: readonly string[] }
  /** It gives relays to whoever asks. */
  | { readonly state: 'open' }
  | { readonly state: 'refused'; readonly errorCode: number };

/**
 * Asks a TURN server for a relay, as a browser does, and gives it back (RFC 8656, 7 and 9). Errors: those of the system
 * and time-outs.
 */
export async function tryAllocation(options: AllocationOptions): Promise<Allocation> {
  const line = await openLine(options);
  try {
    return await allocate(line, options);
  } finally {
    line.close();
  }
}

async function allocate(line: StunLine, { username, credential, peers }: AllocationOptions): Promise<Allocation> {
  const first = await line.ask(request(METHOD.allocate, [requestedTransport], null));
  if (first.isSuccess) return { state: 'open' };
  if (first.errorCode !== UNAUTHENTICATED) return { state: 'refused', errorCode: first.errorCode };
  let credentials = withChallenge(first, { username, password: credential });
  let answer = await line.ask(request(METHOD.allocate, [requestedTransport], credentials));
  if (answer.errorCode === STALE_NONCE) {
    credentials = withChallenge(answer, credentials);
    answer = await line.ask(request(METHOD.allocate, [requestedTransport], credentials));
  }
  if (!answer.isSuccess) return { state: 'refused', errorCode: answer.errorCode };
  const [allowed, denied]: [string[], string[]] = [[], []];
  for (const peer of peers) {
    const attribute = peerAddress(peer);
    if (attribute === null) continue;
    const { isSuccess } = await line.ask(request(METHOD.createPermission, [attribute], credentials));
    (isSuccess ? allowed : denied).push(peer);
  }
  await line.ask(request(METHOD.refresh, [lifetimeOfNone], credentials));
  return { state: 'allocated', allowed, denied };
}

function withChallenge(
  { realm, nonce }: Answer,
  { username, password }: Pick<Credentials, 'username' | 'password'>,
): Credentials {
  return { username, password, realm: realm ?? '', nonce: nonce ?? Buffer.alloc(0) };
}
