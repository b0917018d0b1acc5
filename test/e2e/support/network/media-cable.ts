import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { freePort } from '../server/free-port.ts';

/** The way of sound and pictures to the server's media port, beside that of signaling, which a test can cut. */
export interface MediaCable {
  /** For the server that it leads to. */
  readonly settings: { readonly MEDIA_PORT: string; readonly MEDIA_HOST: string; readonly ANNOUNCED_ADDRESS: string };
  /** Those that browsers have found until now. */
  readonly ways: readonly string[];
  /** Nothing passes any more but by the ways of `except`, and nobody is told. */
  cut(how?: { readonly except?: readonly string[] }): void;
  mend(): void;
}

const SERVER = '127.0.0.1';
/** The server announces this address of the loopback, and its own port, so that all packets come by here. */
const ANNOUNCED = '127.0.0.2';

/** Taken away with the test. */
export async function layMediaCable(): Promise<MediaCable> {
  const port = await freePort();
  const near = createSocket('udp4');
  near.on('error', () => {});
  near.bind(port, ANNOUNCED);
  await once(near, 'listening');
  /** By the browser's address and port. */
  const ways = new Map<string, Socket>();
  /** By which something passes all the same; null: nothing is cut. */
  let spared: readonly string[] | null = null;
  const passes = (key: string) => spared === null || spared.includes(key);

  const wayOf = (address: string, browserPort: number) => {
    const key = `${address}:${browserPort}`;
    const known = ways.get(key);
    if (known) return known;
    const far = createSocket('udp4');
    // The server may not listen yet, or not any more.
    far.on('error', () => {});
    far.on('message', (packet) => {
      if (passes(key)) near.send(packet, browserPort, address);
    });
    ways.set(key, far);
    return far;
  };
  near.on('message', (packet, { address, port: browserPort }) => {
    if (passes(`${address}:${browserPort}`)) wayOf(address, browserPort).send(packet, port, SERVER);
  });
  onTestFinished(() => {
    near.close();
    for (const far of ways.values()) far.close();
  });

  return {
    settings: { MEDIA_PORT: `${port}`, MEDIA_HOST: SERVER, ANNOUNCED_ADDRESS: ANNOUNCED },
    get ways() {
      return [...ways.keys()];
    },
    cut: ({ except = [] } = {}) => {
      spared = except;
    },
    mend: () => {
      spared = null;
    },
  };
}
