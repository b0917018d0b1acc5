import type { Echo, EchoPlane } from '../checks/echo-plane.ts';
import type { MediaPlane, MediaRoom, MediaRoomListener } from '../rooms/ports/media-plane.ts';
import { announcedAddresses } from './addresses.ts';
import { SfuEcho } from './echo/echo.ts';
import type { Link, Measured } from './line/line-quality.ts';
import { QualityRounds } from './line/quality-rounds.ts';
import type { SfuLog } from './log.ts';
import { SfuRoom } from './media-room.ts';
import type { SfuSession } from './session/media-session.ts';
import { WorkerPool } from './worker/worker-pool.ts';
import type { WorkerMetrics } from './worker/worker-slot.ts';

export interface SfuOptions {
  /** How many workers; each uses one core. */
  readonly workers: number;
  /** IP address to bind; `0.0.0.0` for all. */
  readonly listenAddress: string;
  /** What clients are told to send to, best first. Empty: the address bound, or all of this machine's. */
  readonly announcedAddresses?: readonly string[];
  /** From which a TURN server relays. */
  readonly relays?: readonly string[];
  /** Worker n listens on `port + n`, UDP and TCP; with 0 each takes a free one. */
  readonly port: number;
  /** The media worker's binary; mediasoup's own when undefined. */
  readonly workerBin?: string | undefined;
  readonly log: SfuLog;
}

/** The media plane on mediasoup, with what its owner needs besides. */
export interface Sfu extends MediaPlane, EchoPlane {
  /** What clients are told, and the port of each worker. */
  readonly addresses: { readonly announced: readonly string[]; readonly ports: readonly number[] };
  /** False while no worker runs and answers, so that no room can be opened. */
  readonly ready: boolean;
  metrics(): readonly WorkerMetrics[];
  /** Everybody's, as far as it is known without asking a worker. */
  links(): readonly Link[];
  /** From now on, and as long as it is said again within minutes, everybody's line is measured. */
  measure(measured: (measured: Measured) => void): void;
  /** Idempotent. Ends rooms and workers; resolves when their processes are gone. */
  close(): Promise<void>;
}

/** Starts the workers. Rejects when one does not start: no binary, port taken. */
export async function createMediaPlane(options: SfuOptions): Promise<Sfu> {
  const { workers, listenAddress, port, workerBin, log, relays = [] } = options;
  const announced = announcedAddresses(listenAddress, options.announcedAddresses ?? []);
  const announcedAddress = announced[0] ?? listenAddress;
  const pool = await WorkerPool.open({ workers, listenAddress, announcedAddress, port, workerBin, log });
  const sessions = new Set<SfuSession>();
  const rounds = new QualityRounds(sessions);

  return {
    get addresses() {
      return { announced, ports: pool.ports };
    },

    get ready() {
      return pool.isUsable;
    },

    async openRoom(_roomId: string, listener: MediaRoomListener): Promise<MediaRoom> {
      return pool.place((running, release) =>
        SfuRoom.open(running, { listener, announcedAddresses: announced, relays, everyone: sessions, log, release }),
      );
    },

    async openEcho(listener: { lost(): void }): Promise<Echo> {
      return pool.place((running, release) =>
        SfuEcho.open(running, { listener, announcedAddresses: announced, release }),
      );
    },

    metrics: () => pool.metrics(),

    links: () => [...sessions].map(({ link }) => link),

    measure: (measured) => rounds.keep(measured),

    close() {
      rounds.close();
      return pool.close();
    },
  };
}
