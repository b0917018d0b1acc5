import type { Router, WebRtcServer } from 'mediasoup/types';
import type { Echo, EchoLine } from '../../checks/echo-plane.ts';
import { AppError } from '../../platform/errors.ts';
import { answered } from '../answers.ts';
import { ROUTER_CODECS } from '../codecs.ts';
import type { RunningWorker } from '../worker/launch.ts';
import { toUnavailable } from '../worker/mediasoup-errors.ts';
import type { RoomCounts, Tenant } from '../worker/tenants.ts';
import { SfuEchoLine } from './echo-line.ts';

/** How often it is looked whether a line keeps to what it was told. */
const GUARD_MS = 1_000;
/** All its tones and twice its one picture come to half of this: more is no browser's mistake, and ends it at the first look. */
const MAX_BITRATE_OF_CHECK = 6_000_000;

interface EchoOptions {
  readonly listener: { lost(): void };
  readonly announcedAddresses: readonly string[];
  /** Its worker forgets it. */
  readonly release: (echo: Tenant) => void;
}

/** One check on a router of its own: what it sends reaches nobody in a room, and the other way round. */
export class SfuEcho implements Echo, Tenant {
  readonly #router: Router;
  readonly #server: WebRtcServer;
  readonly #options: EchoOptions;
  readonly #lines = new Set<SfuEchoLine>();
  readonly #timer: NodeJS.Timeout;
  #state: 'open' | 'closed' | 'lost' = 'open';

  private constructor(router: Router, server: WebRtcServer, options: EchoOptions) {
    this.#router = router;
    this.#server = server;
    this.#options = options;
    this.#timer = setInterval(() => {
      void this.#guard();
    }, GUARD_MS);
  }

  static async open({ worker, server }: RunningWorker, options: EchoOptions): Promise<SfuEcho> {
    return new SfuEcho(await worker.createRouter({ mediaCodecs: ROUTER_CODECS }), server, options);
  }

  async openLine(): Promise<EchoLine> {
    this.#assertOpen();
    const create = () =>
      answered(
        this.#router.createWebRtcTransport({
          webRtcServer: this.#server,
          preferUdp: true,
          initialAvailableOutgoingBitrate: 1_000_000,
        }),
        { late: (transport) => transport.close() },
      );
    const made = await Promise.allSettled([create(), create()]);
    const transports = made.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const [send, receive] = transports;
    const failure = made.find((result) => result.status === 'rejected');
    if (!send || !receive || this.#state !== 'open') {
      for (const transport of transports) transport.close();
      throw failure ? toUnavailable(failure.reason) : this.#closedError();
    }
    const line = new SfuEchoLine({
      router: this.#router,
      send,
      receive,
      announcedAddresses: this.#options.announcedAddresses,
      closed: () => this.#lines.delete(line),
    });
    this.#lines.add(line);
    return line;
  }

  close(): void {
    if (this.#state !== 'open') return;
    this.#end('closed');
    this.#router.close();
    this.#options.release(this);
  }

  workerLost(): void {
    if (this.#state !== 'open') return;
    this.#end('lost');
    this.#options.listener.lost();
  }

  counts(): RoomCounts {
    let producers = 0;
    let consumers = 0;
    for (const line of this.#lines) {
      producers += line.counts.producers;
      consumers += line.counts.consumers;
    }
    // Nobody's session: a check is nobody in a meeting.
    return { sessions: 0, producers, consumers };
  }

  async #guard(): Promise<void> {
    const bitrates = await Promise.all([...this.#lines].map((line) => line.guard()));
    const bitrate = bitrates.reduce((sum, each) => sum + each, 0);
    if (bitrate <= MAX_BITRATE_OF_CHECK || this.#state !== 'open') return;
    this.close();
    this.#options.listener.lost();
  }

  #end(state: 'closed' | 'lost'): void {
    this.#state = state;
    clearInterval(this.#timer);
    for (const line of [...this.#lines]) line.close();
  }

  #assertOpen(): void {
    if (this.#state !== 'open') throw this.#closedError();
  }

  #closedError(): AppError {
    return new AppError(this.#state === 'lost' ? 'MEDIA_UNAVAILABLE' : 'INVALID_STATE');
  }
}
