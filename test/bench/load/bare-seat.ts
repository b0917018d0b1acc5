import {
  type ConsumerOptions,
  type DtlsParameters,
  KIND_OF_SOURCE,
  type RtpParameters,
  type SessionOptions,
  type Source,
  type ViewItem,
} from '../../../src/protocol/index.ts';
import type { BareMethods } from '../processes/bare-server.ts';
import type { Call } from '../processes/rpc.ts';
import type { Seat } from './seat.ts';

/** Two transports of the bare server; it sends whatever is asked for, whole. */
export class BareSeat implements Seat {
  readonly session: SessionOptions;
  readonly #call: Call<BareMethods>;

  private constructor(call: Call<BareMethods>, session: SessionOptions) {
    this.#call = call;
    this.session = session;
  }

  static async take(call: Call<BareMethods>): Promise<BareSeat> {
    return new BareSeat(call, await call('openSession'));
  }

  connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    return this.#call('connectTransport', transportId, dtlsParameters);
  }

  produce(source: Source, rtpParameters: RtpParameters): Promise<string> {
    return this.#call('produce', this.session.send.id, KIND_OF_SOURCE[source], rtpParameters);
  }

  view(items: readonly ViewItem[]): Promise<readonly ConsumerOptions[]> {
    const producerIds = items.map(({ producerId }) => producerId);
    return this.#call('consume', this.session.receive.id, producerIds);
  }

  resume(consumerIds: readonly string[]): Promise<void> {
    return this.#call('resume', consumerIds);
  }
}
