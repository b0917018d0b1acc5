import type {
  ConsumerOptions,
  DtlsParameters,
  RtpParameters,
  SessionOptions,
  Source,
  ViewItem,
} from '../../../src/protocol/index.ts';

/** One participant's signaling, whichever server is behind it. It ends with its process. */
export interface Seat {
  readonly session: SessionOptions;
  connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<unknown>;
  produce(source: Source, rtpParameters: RtpParameters): Promise<string>;
  /** What was not shown before; paused until `resume`. */
  view(items: readonly ViewItem[]): Promise<readonly ConsumerOptions[]>;
  resume(consumerIds: readonly string[]): Promise<unknown>;
}
