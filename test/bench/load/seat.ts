import type {
  ConsumerOptions,
  DtlsParameters,
  RtpParameters,
  SessionOptions,
  Source,
  ViewItem,
  WantedLayer,
} from '../../../src/protocol/index.ts';

/** One participant's signaling, whichever server is behind it. It ends with its process. */
export interface Seat {
  /** Without a side that this participant has no use for. */
  readonly session: Pick<SessionOptions, 'routerRtpCapabilities'> & Partial<Pick<SessionOptions, 'send' | 'receive'>>;
  connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<unknown>;
  produce(source: Source, rtpParameters: RtpParameters): Promise<string>;
  /** Of a server that says it: that of this picture nobody is shown a larger layer. */
  onLayersWanted?(listener: (wanted: WantedLayer) => void): void;
  /** What was not shown before; paused until `resume`. */
  view(items: readonly ViewItem[]): Promise<readonly ConsumerOptions[]>;
  resume(consumerIds: readonly string[]): Promise<unknown>;
}
