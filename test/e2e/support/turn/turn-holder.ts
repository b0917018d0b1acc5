import { createInterface } from 'node:readline';
import { createTurnClient, Message } from 'werift';

// A TURN client (RFC 8656) as a program, for a namespace: has a relay by TLS, and keeps it. For each line that it reads
// it asks for a permission that is refused, and prints the code of the refusal: so the server is asked each time.

interface Task {
  readonly server: readonly [host: string, port: number];
  readonly name: string;
  readonly username: string;
  readonly credential: string;
  readonly refused: string;
}

const { server, name, username, credential, refused } = JSON.parse(process.argv[2] ?? '') as Task;
const client = await createTurnClient(
  { address: [server[0], server[1]], username, password: credential },
  { transport: 'tls', tlsOptions: { servername: name, rejectUnauthorized: false }, connectTimeoutMs: 5_000 },
);
for await (const _ of createInterface({ input: process.stdin })) {
  const error: unknown = await client.getPermission([refused, 40_000]).then(
    () => 'granted',
    (reason) => reason,
  );
  const response = error instanceof Error && 'response' in error ? error.response : undefined;
  const code = response instanceof Message ? response.getAttributeValue('ERROR-CODE')?.[0] : String(error);
  process.stdout.write(`${code}\n`);
}
