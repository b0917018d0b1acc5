import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** The way from browsers to the server, which a test can cut: signaling and pages go through it, media beside it. */
export interface Cable {
  readonly port: number;
  /** Ends what runs through it without a goodbye, and lets nothing new pass. */
  cut(): void;
  mend(): void;
}

/** Leads to a port of 127.0.0.1; taken away with the test. */
export async function layCable({ to: target }: { to: number }): Promise<Cable> {
  const passing = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      passing.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.once('close', () => {
        passing.delete(from);
        to.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    whole = false;
    for (const socket of passing) socket.resetAndDestroy();
  };
  onTestFinished(() => {
    cut();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    cut,
    mend: () => {
      whole = true;
    },
  };
}
