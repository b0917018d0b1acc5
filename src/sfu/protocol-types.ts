import type { DtlsParameters, RtpCapabilities, RtpParameters } from 'mediasoup/types';
import type * as protocol from '../protocol/index.ts';

// The protocol's schemas and mediasoup's types describe the same objects; the first say `string` and `T | undefined`
// where the second list names and say `T?`. zod has checked shape and size before; mediasoup checks the meaning, and
// what it throws becomes BAD_REQUEST.

export const toRtpParameters = (parameters: protocol.RtpParameters) => parameters as RtpParameters;
export const toRtpCapabilities = (capabilities: protocol.RtpCapabilities) => capabilities as RtpCapabilities;
export const toDtlsParameters = (parameters: protocol.DtlsParameters) => parameters as DtlsParameters;

export const fromRtpParameters = (parameters: RtpParameters) => parameters as protocol.RtpParameters;
export const fromRtpCapabilities = (capabilities: RtpCapabilities) => capabilities as protocol.RtpCapabilities;
