import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { IceCandidate } from 'mediasoup/types';

const WILDCARDS: readonly string[] = ['0.0.0.0', '::'];
const MAX_PORT_ATTEMPTS = 20;

/** What clients are told to send to. A socket bound to everything is reached under each address of this machine. */
export function announcedAddresses(listenAddress: string, announced: readonly string[]): readonly string[] {
  if (announced.length > 0) return announced;
  if (!WILDCARDS.includes(listenAddress)) return [listenAddress];
  const own = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && (family === 'IPv4' || listenAddress === '::'))
    .filter(({ address }) => !address.startsWith('fe80:'))
    .map(({ address }) => address);
  return own.length > 0 ? own : ['127.0.0.1'];
}

/**
 * The candidates for all announced addresses. mediasoup announces one address per socket; since it is an ICE lite
 * agent (RFC 8445, 2.5) that answers on whatever address it is reached, the others differ in their text alone.
 */
export function candidatesFor(candidates: readonly IceCandidate[], addresses: readonly string[]): IceCandidate[] {
  return addresses.flatMap((address, index) =>
    candidates.map((candidate) => ({
      ...candidate,
      ip: address,
      address,
      foundation: index === 0 ? candidate.foundation : `${candidate.foundation}${index}`,
      // Local preference is the third and second byte (RFC 8445, 5.1.2.1): earlier addresses first.
      priority: candidate.priority - (index << 8),
    })),
  );
}

/** A port that is free for both UDP and TCP now. */
export async function findFreePort(address: string): Promise<number> {
  for (let attempt = 0; attempt < MAX_PORT_ATTEMPTS; attempt += 1) {
    const tcp = createServer();
    const udp = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    try {
      tcp.listen(0, address);
      await once(tcp, 'listening');
      const bound = tcp.address();
      if (bound === null || typeof bound === 'string') continue;
      udp.bind(bound.port, address);
      await once(udp, 'listening');
      return bound.port;
    } catch {
      // Taken for one of the two: try the next.
    } finally {
      tcp.close();
      udp.close();
    }
  }
  throw new Error(`no port of ${address} is free for both UDP and TCP`);
}
