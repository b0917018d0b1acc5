import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { serve } from '../processes/rpc.ts';

// A process of its own, between browsers and a server: started by `far-line.ts`.

/** Of a hundred packets how many are lost, whichever. */
export interface Loss {
  readonly up: number;
  readonly down: number;
}

export type RelayMethods = {
  lose(loss: Loss): Promise<void>;
};

const { RELAY_TO = '', RELAY_TO_PORT, RELAY_PORT, RELAY_FIRST_PORT, RELAY_DELAY_MS } = process.env;
const delayMs = Number(RELAY_DELAY_MS);
let loss: Loss = { up: 0, down: 0 };
let nextPort = Number(RELAY_FIRST_PORT);
/** By the port of whoever is at the near end. */
const serverEnds = new Map<number, Socket>();
const browsersEnd = createSocket('udp4');

function later(percent: number, send: () => void): void {
  if (Math.random() * 100 >= percent) setTimeout(send, delayMs);
}

function serverEndOf(port: number, address: string): Socket {
  const known = serverEnds.get(port);
  if (known) return known;
  const made = createSocket('udp4');
  made.bind(nextPort);
  nextPort += 1;
  made.on('message', (packet) => later(loss.down, () => browsersEnd.send(packet, port, address)));
  serverEnds.set(port, made);
  return made;
}

browsersEnd.on('message', (packet, { port, address }) => {
  const serverEnd = serverEndOf(port, address);
  later(loss.up, () => serverEnd.send(packet, Number(RELAY_TO_PORT), RELAY_TO));
});
// Where the kernel leads packets astray: an answer from another address would not be taken for one.
browsersEnd.bind(Number(RELAY_PORT), '127.0.0.1');
await once(browsersEnd, 'listening');
serve<RelayMethods>(process, {
  async lose(wanted) {
    loss = wanted;
  },
});
process.once('disconnect', () => process.exit());
process.stdout.write('relay is ready\n');
