import { io, type Socket } from 'socket.io-client';
import type { CommandInput, CommandName, CommandReplies, Reply } from '../../../../src/protocol/index.ts';
import { PROTOCOL_VERSION, VERSION_MISMATCH } from '../../../../src/protocol/version.ts';
import { browserStorage } from '../../browser-storage.ts';
import {
  RequestError,
  type RequestOptions,
  type ServerEvent,
  type Signaling,
  type SignalingListener,
} from '../signaling.ts';
import { type AskServer, NetworkProbe } from './network-probe.ts';
import { type ListenForSigns, listenForSigns } from './network-signs.ts';
import { type Failing, Retries } from './retries.ts';

/** Longer than any command takes on a busy server, shorter than the patience of somebody who waits. */
const ANSWER_TIMEOUT_MS = 10_000;
/** The server pings every 2 s; it is given up anyway when it has been silent for 10 s. Two pings are missing by then. */
const DOUBTED_AFTER_MS = 4_500;
/** After a sleep what has arrived meanwhile is looked at first. */
const LEAST_DOUBT_MS = 500;
/** Signs come several at once; an attempt as young as this is theirs already. */
const YOUNG_MS = 300;
/** The network is there, so its first packet was not lost; but it may be slower than the one before, and the browser may wait. */
const SURE_PATIENCE_MS = 8_000;
/** By then TCP's second try has come as well. */
const SURE_FOR_MS = 3_000;
const RELOAD_INTERVAL_MS = 60_000;
const RELOADED_AT = 'tafelrunde.reloaded-at';

export class SocketSignaling implements Signaling {
  readonly #socket: Socket;
  #listener: SignalingListener | null = null;
  readonly #retries = new Retries();
  readonly #probe: NetworkProbe;
  readonly #stopListening: () => void;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #doubt: ReturnType<typeof setTimeout> | null = null;
  #heardAt = 0;
  /** An attempt to connect is under way. */
  #isSeeking = false;
  /** It was begun when the network was known to be there. */
  #isSure = false;
  #isResting = false;
  /** A connection stands that is kept. */
  #isUp = false;
  /** Of those who wait for a connection: called with whether there is one. */
  readonly #waiting = new Set<(isUp: boolean) => void>();

  constructor(connect: typeof io = io, listenFor: ListenForSigns = listenForSigns, ask?: AskServer) {
    this.#probe = new NetworkProbe(() => this.hope(), ask);
    this.#socket = connect({
      autoConnect: false,
      // Its own waits longer and longer, and knows nothing of signs.
      reconnection: false,
      auth: { version: PROTOCOL_VERSION },
    });
    this.#socket.io.on('ping', () => this.#heard());
    this.#socket.on('connect', () => {
      this.#isSeeking = false;
      if (!this.#retries.connected()) {
        this.#disconnect();
        this.#connect();
        return;
      }
      this.#isUp = true;
      this.#probe.stop();
      this.#heard();
      this.#listener?.connectionChanged(true);
      for (const told of [...this.#waiting]) told(true);
    });
    this.#socket.on('disconnect', (reason) => {
      // Of one that was not kept nobody has heard.
      if (!this.#isUp) return;
      this.#isUp = false;
      this.#isSeeking = false;
      this.#clearDoubt();
      this.#retries.lost(lossOf(reason));
      this.#listener?.connectionChanged(false);
      this.#retryLater();
    });
    this.#socket.on('connect_error', (error) => {
      this.#isSeeking = false;
      this.#retries.failed(failingOf(error));
      // The server was renewed under this page: its own new page is one reload away, and resume brings one back.
      if (error.message === VERSION_MISMATCH && mayReload()) window.location.reload();
      else this.#retryLater();
    });
    this.#socket.onAny((name: ServerEvent['name'] | 'meeting:changed', data) => {
      const events: readonly ServerEvent[] = name === 'meeting:changed' ? data : [{ name, data }];
      for (const event of events) this.#listener?.received(event);
    });
    this.#stopListening = listenFor({
      changed: () => {
        this.#lookNow();
        this.#listener?.networkChanged?.();
      },
      doubtful: () => this.doubt(),
      awake: () => this.#lookNow(),
    });
  }

  get connected(): boolean {
    return this.#isUp;
  }

  listen(listener: SignalingListener): void {
    this.#listener = listener;
  }

  open(): void {
    this.#isResting = false;
    this.#connect();
  }

  rest(): void {
    this.#isResting = true;
    this.#clearRetry();
    this.#retries.afresh();
    for (const told of [...this.#waiting]) told(false);
    this.#disconnect();
  }

  renew(): void {
    this.#retries.afresh();
    this.#disconnect();
    this.open();
  }

  doubt(): void {
    if (!this.#isUp || this.#doubt !== null) return;
    const silentMs = performance.now() - this.#heardAt;
    this.#doubt = setTimeout(
      () => {
        this.#doubt = null;
        this.#disconnect();
        this.#retries.lost('silent');
        this.open();
      },
      Math.max(LEAST_DOUBT_MS, DOUBTED_AFTER_MS - silentMs),
    );
  }

  hope(): void {
    // Media comes by several ways, and each tells.
    const isSought = this.#isSeeking && this.#isSure && this.#retries.ageMs < SURE_FOR_MS;
    if (!this.#isUp && !isSought) this.#seekAnew();
  }

  close(): void {
    this.#stopListening();
    this.#probe.stop();
    this.#clearRetry();
    this.#clearDoubt();
    for (const told of [...this.#waiting]) told(false);
    this.#listener = null;
    this.#isUp = false;
    this.#socket.disconnect();
  }

  request = async <N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    { connectWithinMs = 0, id }: RequestOptions = {},
  ): Promise<CommandReplies[N]> => {
    if (!this.#isUp) await this.#connection(connectWithinMs);
    const reply: Reply<N> = await this.#socket
      .timeout(ANSWER_TIMEOUT_MS)
      .emitWithAck(name, input, ...(id === undefined ? [] : [id]))
      .catch(() => {
        throw new RequestError({ code: this.#isUp ? 'NO_ANSWER' : 'OFFLINE' });
      });
    if (!reply.ok) throw new RequestError(reply.error);
    return reply.data;
  };

  /** Resolves when connected. Errors: OFFLINE after `withinMs`. */
  #connection(withinMs: number): Promise<void> {
    if (withinMs <= 0) return Promise.reject(new RequestError({ code: 'OFFLINE' }));
    return new Promise((resolve, reject) => {
      const told = (isUp: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(told);
        if (isUp) resolve();
        else reject(new RequestError({ code: 'OFFLINE' }));
      };
      const timer = setTimeout(() => told(false), withinMs);
      this.#waiting.add(told);
      this.open();
    });
  }

  #connect({ patienceMs = 0 } = {}): void {
    this.#clearRetry();
    if (this.#isUp || this.#isSeeking) return;
    this.#isSeeking = true;
    this.#isSure = patienceMs > 0;
    // One that is sure of the network is not disturbed.
    if (this.#retries.isSilent && patienceMs === 0) this.#probe.start();
    else this.#probe.stop();
    const attempt = this.#retries.begin();
    this.#socket.io.opts.transports = [attempt.way];
    this.#socket.io.timeout(Math.max(patienceMs, attempt.patienceMs));
    this.#socket.connect();
  }

  #disconnect(): void {
    this.#isSeeking = false;
    this.#probe.stop();
    this.#socket.disconnect();
  }

  #retryLater(): void {
    if (this.#isResting || this.#listener === null || this.#retry !== null) return;
    this.#retry = setTimeout(() => this.#connect(), this.#retries.pauseMs());
  }

  #lookNow(): void {
    if (this.#isUp) this.doubt();
    else if (this.#retries.ageMs > YOUNG_MS) this.#seekAnew();
  }

  /** The network may be there again, or another one: this is the moment, and whatever was begun before is of the old one. */
  #seekAnew(): void {
    if (this.#isResting || this.#listener === null) return;
    this.#retries.afresh();
    this.#disconnect();
    this.#connect({ patienceMs: SURE_PATIENCE_MS });
  }

  #heard(): void {
    this.#heardAt = performance.now();
    this.#clearDoubt();
  }

  #clearRetry(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
  }

  #clearDoubt(): void {
    if (this.#doubt !== null) clearTimeout(this.#doubt);
    this.#doubt = null;
  }
}

function lossOf(reason: string): Exclude<Failing, 'timed-out'> {
  if (reason === 'ping timeout') return 'silent';
  return reason === 'io server disconnect' ? 'answered' : 'refused';
}

function failingOf(error: Error): Exclude<Failing, 'silent'> {
  if (error.message === 'timeout') return 'timed-out';
  return error.message === VERSION_MISMATCH || hasStatus(error) ? 'answered' : 'refused';
}

/** Somebody has answered by HTTP: engine.io hands the status on as the error's description. */
function hasStatus(error: Error): boolean {
  return 'description' in error && typeof error.description === 'number' && error.description > 0;
}

/** Not again and again, should a cache keep handing out the old page; nor should nothing be remembered of it. */
function mayReload(): boolean {
  const session = browserStorage('sessionStorage');
  const before = session.getItem(RELOADED_AT);
  if (before === null && wasReloaded()) {
    session.setItem(RELOADED_AT, String(Date.now()));
    return false;
  }
  if (Date.now() - Number(before ?? 0) < RELOAD_INTERVAL_MS) return false;
  session.setItem(RELOADED_AT, String(Date.now()));
  return true;
}

function wasReloaded(): boolean {
  return performance.getEntriesByType('navigation').some((entry) => 'type' in entry && entry.type === 'reload');
}
