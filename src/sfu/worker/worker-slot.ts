import { errors } from 'mediasoup';
import type { Worker } from 'mediasoup/types';
import { AppError } from '../../platform/errors.ts';
import { findFreePort } from '../addresses.ts';
import { answered } from '../answers.ts';
import type { SfuLog } from '../log.ts';
import { launchWorker, type RunningWorker } from './launch.ts';
import { isWorkerGone } from './mediasoup-errors.ts';
import { ReplacementDelay } from './replacement-delay.ts';
import { type RoomCounts, type Tenant, Tenants } from './tenants.ts';
import { type CreateWorker, endWorker, killWorker } from './worker-process.ts';
import { WorkerWatch } from './worker-watch.ts';

export interface WorkerMetrics extends RoomCounts {
  readonly index: number;
  readonly port: number;
  /** It is there and answers. */
  readonly isRunning: boolean;
  /** Times this worker was replaced after it died. */
  readonly replacements: number;
  readonly rooms: number;
  /** User and system time of the worker that runs now, as it said last; it starts again at 0 with a replacement. */
  readonly cpuSeconds: number;
  readonly maxRssBytes: number;
}

interface WorkerSlotOptions {
  readonly index: number;
  readonly listenAddress: string;
  readonly announcedAddress: string;
  /** 0: any that is free for both UDP and TCP; it stays the same when the worker is replaced. */
  readonly port: number;
  readonly workerBin: string | undefined;
  readonly createWorker?: CreateWorker;
  readonly log: SfuLog;
}

type State =
  | { readonly name: 'idle' }
  | { readonly name: 'starting'; readonly ready: Promise<RunningWorker>; readonly abort: AbortController }
  | {
      readonly name: 'running';
      readonly running: RunningWorker;
      readonly since: number;
      readonly watch: WorkerWatch;
    }
  | { readonly name: 'waiting'; readonly timer: NodeJS.Timeout }
  | { readonly name: 'closed' };

/** Between finding a free port and taking it somebody else may. */
const MAX_PORT_ATTEMPTS = 5;

/** One place for a worker: its ports, the worker that runs there now, and the rooms on it. */
export class WorkerSlot {
  readonly #options: WorkerSlotOptions;
  readonly #tenants = new Tenants();
  readonly #delay = new ReplacementDelay();
  #state: State = { name: 'idle' };
  #port: number;

  constructor(options: WorkerSlotOptions) {
    this.#options = options;
    this.#port = options.port;
  }

  get port(): number {
    return this.#port;
  }

  /** A worker is there that has answered lately. */
  get isRunning(): boolean {
    return this.#state.name === 'running' && this.#state.watch.isAnswering;
  }

  /** True when a worker runs or is about to. */
  get isUsable(): boolean {
    return this.isRunning || this.#state.name === 'starting';
  }

  get load(): number {
    return this.#tenants.load;
  }

  /** The first start. Rejects when the binary does not run or the ports are taken. */
  async open(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      if (this.#options.port === 0) this.#port = await findFreePort(this.#options.listenAddress);
      try {
        await this.#start();
        return;
      } catch (error) {
        // What hangs would hang on another port as well.
        if (this.#options.port !== 0 || attempt === MAX_PORT_ATTEMPTS || isWorkerGone(error)) throw error;
      }
    }
  }

  /** Runs `build` on this slot's worker, counting it from now on. Errors: MEDIA_UNAVAILABLE. */
  house<T extends Tenant>(build: (running: RunningWorker) => Promise<T>): Promise<T> {
    return this.#tenants.take(async () => {
      const running = await this.#ready();
      const tenant = await answered(build(running), { late: (room) => room.close() });
      // It died at this very moment, when nobody would have told this room.
      if (running.worker.closed) throw new errors.WorkerClosedError('the worker died while it took a room');
      return tenant;
    });
  }

  release(tenant: Tenant): void {
    this.#tenants.release(tenant);
  }

  metrics(): WorkerMetrics {
    const usage = this.#state.name === 'running' ? this.#state.watch.usage : null;
    return {
      index: this.#options.index,
      port: this.#port,
      isRunning: this.isRunning,
      replacements: this.#delay.replacements,
      rooms: this.#tenants.count,
      ...this.#tenants.counts,
      cpuSeconds: usage ? (usage.ru_utime + usage.ru_stime) / 1000 : 0,
      maxRssBytes: usage ? usage.ru_maxrss * 1024 : 0,
    };
  }

  /** Idempotent. Closes rooms and worker; resolves when its process is gone. */
  async close(): Promise<void> {
    const state = this.#state;
    this.#state = { name: 'closed' };
    this.#tenants.close();
    if (state.name === 'waiting') clearTimeout(state.timer);
    if (state.name === 'starting') state.abort.abort();
    if (state.name !== 'running') return;
    state.watch.close();
    await endWorker(state.running.worker);
  }

  async #ready(): Promise<RunningWorker> {
    const state = this.#state;
    if (state.name === 'running') return state.running;
    if (state.name === 'starting') return state.ready;
    throw new AppError('MEDIA_UNAVAILABLE');
  }

  async #start(): Promise<void> {
    if (this.#state.name === 'closed') throw new AppError('MEDIA_UNAVAILABLE');
    const abort = new AbortController();
    const starting: State = {
      name: 'starting',
      ready: launchWorker({ ...this.#options, port: this.#port }, abort.signal),
      abort,
    };
    this.#state = starting;
    try {
      const running = await starting.ready;
      if (this.#state !== starting) {
        running.worker.close();
        return;
      }
      const { worker } = running;
      const watch = new WorkerWatch({
        worker,
        hung: () => this.#hung(worker),
        stuck: () => this.#stuck(worker),
      });
      this.#state = { name: 'running', running, since: performance.now(), watch };
      worker.on('died', (error) => this.#died(error));
      this.#options.log.info({ worker: this.#options.index, port: this.#port }, 'media worker runs');
    } catch (error) {
      if (this.#state === starting) this.#state = { name: 'idle' };
      throw error;
    }
  }

  /** It is told to have died when the kernel has ended it, and the rest follows from that. */
  #hung(worker: Worker): void {
    const rooms = this.#tenants.count;
    this.#options.log.error({ worker: this.#options.index, rooms }, 'media worker does not answer and is ended');
    killWorker(worker);
  }

  #stuck(worker: Worker): void {
    worker.close();
    this.#died(new Error('it does not answer, and does not die either'));
  }

  #died(cause: Error): void {
    const state = this.#state;
    if (state.name !== 'running') return;
    state.watch.close();
    const tenants = this.#tenants.releaseAll();
    this.#options.log.error({ worker: this.#options.index, rooms: tenants.length, err: cause }, 'media worker died');
    this.#delay.lived(performance.now() - state.since);
    // First the new worker, so that a room that asks at once finds it on its way.
    this.#replace();
    for (const tenant of tenants) tenant.workerLost();
  }

  #replace(): void {
    const delayMs = this.#delay.next();
    if (delayMs === 0) void this.#restart();
    else this.#state = { name: 'waiting', timer: setTimeout(() => void this.#restart(), delayMs) };
  }

  async #restart(): Promise<void> {
    try {
      await this.#start();
    } catch (cause) {
      if (this.#state.name === 'closed') return;
      this.#options.log.error({ worker: this.#options.index, err: cause }, 'media worker does not start');
      this.#replace();
    }
  }
}
