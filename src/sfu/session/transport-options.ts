import type { WebRtcTransport } from 'mediasoup/types';
import type { TransportOptions } from '../../protocol/index.ts';
import { candidatesFor } from '../addresses.ts';

/** What a client needs to build its own end. */
export function transportOptionsOf(
  transport: WebRtcTransport,
  announcedAddresses: readonly string[],
): TransportOptions {
  const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
  const { role, fingerprints } = dtlsParameters;
  return {
    id,
    iceParameters,
    iceCandidates: candidatesFor(iceCandidates, announcedAddresses),
    // Of the five that mediasoup computes, the one that every client knows.
    dtlsParameters: { role, fingerprints: fingerprints.filter(({ algorithm }) => algorithm === 'sha-256') },
  };
}
