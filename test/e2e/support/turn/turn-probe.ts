import { inspect } from 'node:util';
import { createTurnClient, Message } from 'werift';

// A TURN client (RFC 8656) as a program, for a namespace: asks for a relay, then for permission to send to each of the
// peers. Prints as JSON whether there was a relay, and what came of each peer.

interface Task {
  readonly server: readonly [host: string, port: number];
  /** By which TLS asks for it. */
  readonly name: string;
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly username: string;
  readonly credential: string;
  readonly peers: readonly string[];
}

const { server, name, transport, username, credential, peers } = JSON.parse(process.argv[2] ?? '') as Task;

/** The code of a STUN error (RFC 8489, 14.8), which the client's errors carry in their response. */
function codeIn(error: unknown): string {
  const response = error instanceof Error && 'response' in error ? error.response : undefined;
  const code = response instanceof Message ? response.getAttributeValue('ERROR-CODE') : undefined;
  return code === undefined ? inspect(error) : String(code[0]);
}

async function outcome(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(() => 'granted', codeIn);
}

const result: Record<string, string> = {};
try {
  const client = await createTurnClient(
    { address: [server[0], server[1]], username, password: credential },
    { transport, tlsOptions: { servername: name, rejectUnauthorized: false }, connectTimeoutMs: 5_000 },
  );
  result.relay = 'granted';
  for (const peer of peers) result[peer] = await outcome(client.getPermission([peer, 40_000]));
} catch (error) {
  result.relay = codeIn(error);
}
process.stdout.write(JSON.stringify(result));
process.exit(0);
