import type {
  ConsumerOptions,
  DtlsParameters,
  RtpParameters,
  SessionOptions,
  Source,
  ViewItem,
  WantedLayer,
} from '../../../src/protocol/index.ts';
import { TestClient } from '../../helpers/clients/test-client.ts';
import type { RoomAccess } from '../processes/tafelrunde-server.ts';
import type { PersonPlan } from './plan.ts';
import type { Seat } from './seat.ts';

type SeatOptions = Pick<PersonPlan, 'chairs'>;

/** A seat at the product's table, by its own protocol over socket.io. */
export class TafelrundeSeat implements Seat {
  readonly session: SessionOptions;
  readonly #client: TestClient;

  private constructor(client: TestClient, session: SessionOptions) {
    this.#client = client;
    this.session = session;
  }

  static async take(room: RoomAccess, name: string, { chairs = false }: SeatOptions = {}): Promise<TafelrundeSeat> {
    const client = await TestClient.connect(room.url);
    const entitled = chairs ? { invite: room.moderatorInvite } : { password: room.password };
    const { session } = await client.join(room.roomId, name, entitled);
    return TafelrundeSeat.of(client, session);
  }

  /** Of somebody who is at the table already. */
  static async of(client: TestClient, session: SessionOptions): Promise<TafelrundeSeat> {
    await client.send('session:start', { rtpCapabilities: session.routerRtpCapabilities });
    return new TafelrundeSeat(client, session);
  }

  async connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    await this.#client.send('transport:connect', { transportId, dtlsParameters });
  }

  async produce(source: Source, rtpParameters: RtpParameters): Promise<string> {
    const { producerId } = await this.#client.send('producer:create', { source, rtpParameters });
    return producerId;
  }

  onLayersWanted(listener: (wanted: WantedLayer) => void): void {
    this.#client.socket.on('layers:wanted', listener);
  }

  async view(items: readonly ViewItem[]): Promise<readonly ConsumerOptions[]> {
    const { consumers } = await this.#client.send('media:view', { items });
    return consumers;
  }

  async resume(consumerIds: readonly string[]): Promise<void> {
    await this.#client.send('consumer:resume', { consumerIds });
  }
}
