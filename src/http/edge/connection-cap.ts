import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { originOf } from '../../auth/address.ts';

/** How many TCP connections there may be at once. */
export interface ConnectionBounds {
  /** Of one address, that have not asked for anything yet. */
  readonly fresh: number;
  /** Of one address. */
  readonly address: number;
  /** Of one owner of many IPv6 networks; with IPv4 it is the address again. */
  readonly network: number;
  readonly inAll: number;
}

/**
 * A browser opens six to load a page, some of them in advance, and one to stay: 200 people in a hospital who come in the
 * same second have 1,200 that have not asked yet, and 1,400 in all. Each costs about 10 kB.
 */
const BOUNDS: ConnectionBounds = { fresh: 1_500, address: 4_000, network: 8_000, inAll: 12_000 };

interface CapOptions {
  /** Reverse proxies: everybody's connections are theirs, so that they count in the whole alone. */
  readonly isTrusted: (address: string) => boolean;
  readonly bounds?: ConnectionBounds;
}

interface Open {
  readonly socket: Socket;
  readonly places: readonly Place[];
}

/** Where connections come from. */
interface Place {
  readonly key: string;
  readonly max: number;
  readonly open: Set<Open>;
  /** Those of them that have not asked for anything yet, oldest first. */
  readonly fresh: Set<Open>;
}

/**
 * Bounds what connections cost that only stand there: a deadline ends each of them, and this how many there are until
 * then. Where there are too many, the oldest goes that has not asked for anything; who asks at once, as browsers do, is
 * heard also in a flood. Only where all have asked is a new one not taken.
 */
export function capConnections(server: Server, { isTrusted, bounds = BOUNDS }: CapOptions): void {
  const places = new Map<string, Place>();
  const inAll: Place = { key: '', max: bounds.inAll, open: new Set(), fresh: new Set() };
  /** By what both a plain connection and the TLS connection within it know of the other end. */
  const byEnd = new Map<string, Open>();

  const placeOf = (key: string, max: number): Place =>
    places.get(key) ?? { key, max, open: new Set(), fresh: new Set() };
  const placesOf = (address: string): readonly Place[] => {
    if (isTrusted(address)) return [inAll];
    const origin = originOf(address);
    return [
      placeOf(`address ${origin.address}`, bounds.address),
      placeOf(`network ${origin.network}`, bounds.network),
      inAll,
    ];
  };
  const forget = (one: Open) => {
    for (const place of one.places) {
      place.open.delete(one);
      place.fresh.delete(one);
      if (place.open.size === 0) places.delete(place.key);
    }
  };
  const end = (one: Open) => {
    forget(one);
    one.socket.destroy();
  };
  /** Whether there is room for one more now. */
  const makeRoom = ({ key, max, open, fresh }: Place): boolean => {
    const isFull = open.size >= max || (key.startsWith('address') && fresh.size >= bounds.fresh);
    if (!isFull) return true;
    const [oldest] = fresh;
    if (oldest) end(oldest);
    return oldest !== undefined;
  };

  // Before the connection's first byte is looked at.
  server.prependListener('connection', (socket: Socket) => {
    const key = endOf(socket);
    const { remoteAddress } = socket;
    // It has gone already.
    if (key === null || remoteAddress === undefined) return;
    const one: Open = { socket, places: placesOf(remoteAddress) };
    if (!one.places.every(makeRoom)) {
      forget(one);
      socket.destroy();
      return;
    }
    for (const place of one.places) {
      if (place !== inAll) places.set(place.key, place);
      place.open.add(one);
      place.fresh.add(one);
    }
    byEnd.set(key, one);
    socket.once('close', () => {
      forget(one);
      if (byEnd.get(key) === one) byEnd.delete(key);
    });
  });
  const asked = ({ socket }: IncomingMessage) => {
    const one = byEnd.get(endOf(socket) ?? '');
    for (const { fresh } of one?.places ?? []) if (one) fresh.delete(one);
  };
  server.prependListener('request', asked);
  server.prependListener('upgrade', asked);
}

function endOf({ remoteAddress, remotePort }: Socket): string | null {
  return remoteAddress === undefined ? null : `${remoteAddress} ${remotePort}`;
}
