import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** The way from browsers to the server, which a test can cut: signaling and pages go through it, media beside it. */
export interface Cable {
  readonly port: number;
  /** Ends what runs through it but `except` without a goodbye, and lets nothing new pass. */
  cut(options?: { readonly except?: readonly number[] }): void;
  mend(): void;
  /** The connections that run through it now. */
  readonly running: readonly number[];
  /** As a router does with what is silent for long: those but `except` lead nowhere from here on, and neither end is told. */
  forget(options?: { readonly except?: readonly number[] }): void;
}

/** Leads to a port of 127.0.0.1; taken away with the test. */
export async function layCable({ to: target }: { to: number }): Promise<Cable> {
  /** Each end of a connection, with the browser's port. */
  const passing = new Map<Socket, number>();
  const forgotten = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = connect(target, '127.0.0.1');
    const { remotePort = 0 } = near;
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      passing.set(from, remotePort);
      from.pipe(to);
      const endOther = () => {
        if (!forgotten.has(from)) to.destroy();
      };
      from.on('error', endOther);
      from.once('close', () => {
        passing.delete(from);
        endOther();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = ({ except = [] }: { readonly except?: readonly number[] } = {}) => {
    whole = false;
    for (const [socket, port] of passing) if (!except.includes(port)) socket.resetAndDestroy();
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
    get running() {
      return [...new Set(passing.values())];
    },
    forget({ except = [] } = {}) {
      for (const [socket, port] of passing) {
        if (except.includes(port)) continue;
        forgotten.add(socket);
        socket.unpipe();
        socket.resume();
      }
    },
  };
}
