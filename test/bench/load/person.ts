import { type ConsumerOptions, KIND_OF_SOURCE, type Source, type ViewItem } from '../../../src/protocol/index.ts';
import { type ClientStats, WebRtcClient } from '../../helpers/webrtc-client/index.ts';
import { films } from './films.ts';
import type { PersonPlan, Size } from './plan.ts';
import type { Seat } from './seat.ts';

export interface Published {
  readonly source: Source;
  readonly producerId: string;
}

type Microphone = ReturnType<WebRtcClient['sendAudio']>;
type Camera = ReturnType<WebRtcClient['sendVideo']> | ReturnType<WebRtcClient['sendFilm']>;

/** dBov (RFC 6464): a voice, and a quiet room. */
const SPEECH_LEVEL = -30;
const ROOM_LEVEL = -80;
/** A fan, and a street. */
const NOISE_LEVEL = -50;

/** A seat with real packets. */
export class Person {
  readonly published: Published[] = [];
  readonly #seat: Seat;
  readonly #client: WebRtcClient;
  readonly #rest: NonNullable<PersonPlan['rest']>;
  #microphone: Microphone | null = null;

  private constructor(seat: Seat, client: WebRtcClient, { rest = 'silence' }: PersonPlan) {
    this.#rest = rest;
    this.#seat = seat;
    this.#client = client;
  }

  static async connect(seat: Seat, plan: PersonPlan): Promise<Person> {
    const { microphone, cameraLayers, tile } = plan;
    const { routerRtpCapabilities, send, receive } = seat.session;
    const client = await WebRtcClient.connect({
      routerRtpCapabilities,
      ...(send && (microphone || cameraLayers > 0) ? { send } : {}),
      ...(receive && tile ? { receive } : {}),
      connectTransport: (transportId, dtlsParameters) => seat.connectTransport(transportId, dtlsParameters),
    });
    return new Person(seat, client, plan);
  }

  async publish({ microphone, cameraLayers, isFilm = false }: PersonPlan): Promise<void> {
    if (microphone) {
      this.#microphone = this.#client.sendAudio({ level: ROOM_LEVEL });
      await this.#publish('microphone', this.#microphone);
    }
    if (cameraLayers === 0) return;
    const camera = isFilm ? this.#client.sendFilm(films()) : this.#client.sendVideo({ layers: cameraLayers });
    const producerId = await this.#publish('camera', camera);
    this.#seat.onLayersWanted?.((wanted) => {
      if (wanted.producerId === producerId) camera.sendUpTo(wanted.spatialLayer);
    });
  }

  /** Shows all these at one size, and nothing else. */
  async show(others: readonly Published[], tile: Size): Promise<readonly ConsumerOptions[]> {
    const items = others.map(
      ({ producerId, source }): ViewItem =>
        KIND_OF_SOURCE[source] === 'video' ? { producerId, ...tile } : { producerId },
    );
    const consumers = await this.#seat.view(items);
    for (const consumer of consumers) this.#client.expectConsumer(consumer);
    await this.#seat.resume(consumers.map(({ id }) => id));
    return consumers;
  }

  setSpeaking(isSpeaking: boolean): void {
    if (!this.#microphone) return;
    const rest = this.#rest === 'noise' ? NOISE_LEVEL : ROOM_LEVEL;
    this.#microphone.level = isSpeaking ? SPEECH_LEVEL : rest;
    this.#microphone.isPausing = !isSpeaking && this.#rest === 'pauses';
  }

  stats(): ClientStats {
    return this.#client.stats();
  }

  async #publish(source: Source, track: Microphone | Camera): Promise<string> {
    const producerId = await this.#seat.produce(source, track.rtpParameters);
    this.published.push({ source, producerId });
    track.start();
    return producerId;
  }
}
