import { io, type Socket } from 'socket.io-client';
import type { CommandInput, CommandName, CommandReplies, Reply } from '../../../src/signaling/protocol/index.ts';
import { PROTOCOL_VERSION, VERSION_MISMATCH } from '../../../src/signaling/protocol/version.ts';
import { browserStorage } from '../browser-storage.ts';
import { type ListenForSigns, listenForSigns } from './network-signs.ts';
import { Retries } from './retries.ts';
import {
  RequestError,
  type RequestOptions,
  type ServerEvent,
  type Signaling,
  type SignalingListener,
} from './signaling.ts';

/** Longer than any command takes on a busy server, shorter than the patience of somebody who waits. */
const ANSWER_TIMEOUT_MS = 10_000;
/** The server pings every 2 s; it is given up anyway when it has been silent for 10 s. Two pings are missing by then. */
const DOUBTED_AFTER_MS = 4_500;
/** After a sleep what has arrived meanwhile is looked at first. */
const LEAST_DOUBT_MS = 500;
/** Signs come several at once; an attempt as young as this is theirs already. */
const YOUNG_MS = 300;
/** What socket.io calls it when nothing was heard any more; and when a silent connection was renewed here. */
const SILENT: readonly string[] = ['ping timeout', 'io client disconnect'];
/** The network is there, so its first packet was not lost; but it may be slower than the one before. */
const SURE_PATIENCE_MS = 4_000;
const RELOAD_INTERVAL_MS = 60_000;
const RELOADED_AT = 'tafelrunde.reloaded-at';

export class SocketSignaling implements Signaling {
  readonly #socket: Socket;
  #listener: SignalingListener | null = null;
  readonly #retries = new Retries();
  readonly #stopListening: () => void;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #doubt: ReturnType<typeof setTimeout> | null = null;
  #heardAt = 0;
  /** An attempt to connect is under way. */
  #isSeeking = false;
  #isResting = false;
  /** Of those who wait for a connection. */
  readonly #giveUp = new Set<() => void>();

  constructor(connect: typeof io = io, listenFor: ListenForSigns = listenForSigns) {
    this.#socket = connect({
      autoConnect: false,
      // Its own waits longer and longer, and knows nothing of signs.
      reconnection: false,
      transports: ['websocket', 'polling'],
      // Some proxies let no WebSocket through.
      tryAllTransports: true,
      auth: { version: PROTOCOL_VERSION },
    });
    this.#socket.io.on('ping', () => this.#heard());
    this.#socket.on('connect', () => {
      this.#isSeeking = false;
      this.#retries.connected();
      this.#heard();
      this.#listener?.connectionChanged(true);
    });
    this.#socket.on('disconnect', (reason) => {
      this.#isSeeking = false;
      this.#clearDoubt();
      this.#retries.failed({ isSilent: SILENT.includes(reason) });
      this.#listener?.connectionChanged(false);
      this.#retryLater({ wasAnswered: reason === 'io server disconnect' });
    });
    this.#socket.on('connect_error', (error) => {
      this.#isSeeking = false;
      const { message } = error;
      this.#retries.failed({ isSilent: message === 'timeout' });
      // The server was renewed under this page: its own new page is one reload away, and resume brings one back.
      if (message === VERSION_MISMATCH && mayReload()) window.location.reload();
      else this.#retryLater({ wasAnswered: message === VERSION_MISMATCH || hasStatus(error) });
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
      awake: () => this.#lookNow(),
    });
  }

  get connected(): boolean {
    return this.#socket.connected;
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
    for (const giveUp of [...this.#giveUp]) giveUp();
    this.#disconnect();
  }

  renew(): void {
    this.#disconnect();
    this.open();
  }

  doubt(): void {
    if (!this.#socket.connected || this.#doubt !== null) return;
    const silentMs = performance.now() - this.#heardAt;
    this.#doubt = setTimeout(
      () => {
        this.#doubt = null;
        this.renew();
      },
      Math.max(LEAST_DOUBT_MS, DOUBTED_AFTER_MS - silentMs),
    );
  }

  close(): void {
    this.#stopListening();
    this.#clearRetry();
    this.#clearDoubt();
    for (const giveUp of [...this.#giveUp]) giveUp();
    this.#listener = null;
    this.#socket.disconnect();
  }

  request = async <N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    { connectWithinMs = 0, id }: RequestOptions = {},
  ): Promise<CommandReplies[N]> => {
    if (!this.#socket.connected) await this.#connection(connectWithinMs);
    const reply: Reply<N> = await this.#socket
      .timeout(ANSWER_TIMEOUT_MS)
      .emitWithAck(name, input, ...(id === undefined ? [] : [id]))
      .catch(() => {
        throw new RequestError({ code: this.#socket.connected ? 'NO_ANSWER' : 'OFFLINE' });
      });
    if (!reply.ok) throw new RequestError(reply.error);
    return reply.data;
  };

  /** Resolves when connected. Errors: OFFLINE after `withinMs`. */
  #connection(withinMs: number): Promise<void> {
    if (withinMs <= 0) return Promise.reject(new RequestError({ code: 'OFFLINE' }));
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        this.#socket.off('connect', connected);
        this.#giveUp.delete(giveUp);
      };
      const connected = () => {
        stop();
        resolve();
      };
      const giveUp = () => {
        stop();
        reject(new RequestError({ code: 'OFFLINE' }));
      };
      const timer = setTimeout(giveUp, withinMs);
      this.#giveUp.add(giveUp);
      this.#socket.once('connect', connected);
      this.open();
    });
  }

  #connect({ patienceMs = 0 } = {}): void {
    this.#clearRetry();
    if (this.#socket.connected || this.#isSeeking) return;
    this.#isSeeking = true;
    this.#socket.io.timeout(Math.max(patienceMs, this.#retries.begin()));
    this.#socket.connect();
  }

  #disconnect(): void {
    this.#isSeeking = false;
    this.#socket.disconnect();
  }

  #retryLater(how: { readonly wasAnswered: boolean }): void {
    if (this.#isResting || this.#listener === null || this.#retry !== null) return;
    this.#retry = setTimeout(() => this.#connect(), this.#retries.pauseMs(how));
  }

  /** The network may be there again, or another one: this is the moment, and whatever was begun before is of the old one. */
  #lookNow(): void {
    if (this.#isResting || this.#listener === null) return;
    if (this.#socket.connected) this.doubt();
    else if (this.#retries.ageMs > YOUNG_MS) {
      this.#disconnect();
      this.#connect({ patienceMs: SURE_PATIENCE_MS });
    }
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
