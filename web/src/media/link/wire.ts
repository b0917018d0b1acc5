import type { types } from 'mediasoup-client';
import type { RtpCapabilities, RtpParameters, TransportOptions, TurnAccess } from '../../../../src/protocol/index.ts';

// The protocol's types are inferred from its schemas, mediasoup-client's are written by hand: the same shapes, but
// theirs are mutable and know no `undefined` beside an absent key. JSON has neither difference.

export function asClientParameters(parameters: RtpParameters): types.RtpParameters;
export function asClientParameters(parameters: RtpCapabilities): types.RtpCapabilities;
export function asClientParameters(parameters: unknown): unknown {
  return parameters;
}

export function asWireParameters(parameters: types.RtpParameters): RtpParameters;
export function asWireParameters(parameters: types.RtpCapabilities): RtpCapabilities;
export function asWireParameters(parameters: unknown): unknown {
  return parameters;
}

export function asTransportOptions(
  { id, iceParameters, iceCandidates, dtlsParameters }: TransportOptions,
  turn: TurnAccess | null,
): types.TransportOptions {
  const { role, fingerprints } = dtlsParameters;
  return {
    id,
    iceParameters,
    iceCandidates: [...iceCandidates],
    iceServers: asIceServers(turn),
    dtlsParameters: { fingerprints, ...(role && { role }) },
  };
}

/** None where the server has no TURN server. */
export function asIceServers(turn: TurnAccess | null): RTCIceServer[] {
  return (turn?.iceServers ?? []).map(({ urls, ...credentials }) => ({ urls: [...urls], ...credentials }));
}
