import { io, type Socket } from 'socket.io-client';
import type { CommandInput, CommandName, CommandReplies, Reply } from '../../../src/signaling/protocol/index.ts';
import { PROTOCOL_VERSION, VERSION_MISMATCH } from '../../../src/signaling/protocol/version.ts';
import { browserStorage } from '../browser-storage.ts';
import {
  RequestError,
  type RequestOptions,
  type ServerEvent,
  type Signaling,
  type SignalingListener,
} from './signaling.ts';

/** Longer than any command takes on a busy server, shorter than the patience of somebody who waits. */
const ANSWER_TIMEOUT_MS = 10_000;
const RECONNECT_FIRST_MS = 200;
/** Short, because a meeting waits; socket.io scatters it, so that a restarted server is not stormed. */
const RECONNECT_MAX_MS = 2_000;
/** After a refusal or a goodbye from the server, which socket.io does not retry by itself. */
const RECONNECT_AFTER_REFUSAL_MS = 2_000;
const RELOAD_INTERVAL_MS = 60_000;
const RELOADED_AT = 'tafelrunde.reloaded-at';

export class SocketSignaling implements Signaling {
  readonly #socket: Socket;
  #listener: SignalingListener | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #isResting = false;
  /** Of those who wait for a connection. */
  readonly #giveUp = new Set<() => void>();

  constructor(connect: typeof io = io) {
    this.#socket = connect({
      autoConnect: false,
      transports: ['websocket', 'polling'],
      // Some proxies let no WebSocket through.
      tryAllTransports: true,
      auth: { version: PROTOCOL_VERSION },
      reconnectionDelay: RECONNECT_FIRST_MS,
      reconnectionDelayMax: RECONNECT_MAX_MS,
    });
    this.#socket.on('connect', () => this.#listener?.connectionChanged(true));
    this.#socket.on('disconnect', () => {
      this.#listener?.connectionChanged(false);
      this.#retryIfNobodyElseDoes();
    });
    this.#socket.on('connect_error', ({ message }) => {
      // The server was renewed under this page: its own new page is one reload away, and resume brings one back.
      if (message === VERSION_MISMATCH && mayReload()) window.location.reload();
      else this.#retryIfNobodyElseDoes();
    });
    this.#socket.onAny((name: ServerEvent['name'] | 'meeting:changed', data) => {
      const events: readonly ServerEvent[] = name === 'meeting:changed' ? data : [{ name, data }];
      for (const event of events) this.#listener?.received(event);
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
    this.#socket.connect();
  }

  rest(): void {
    this.#isResting = true;
    this.#clearRetry();
    for (const giveUp of [...this.#giveUp]) giveUp();
    this.#socket.disconnect();
  }

  renew(): void {
    this.#socket.disconnect();
    this.open();
  }

  close(): void {
    this.#clearRetry();
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

  #retryIfNobodyElseDoes(): void {
    if (this.#socket.active || this.#isResting || this.#listener === null || this.#retry !== null) return;
    this.#retry = setTimeout(
      () => {
        this.#retry = null;
        this.#socket.connect();
      },
      // Scattered, because a server that goes away says goodbye to everybody at once.
      RECONNECT_AFTER_REFUSAL_MS * (0.5 + Math.random()),
    );
  }

  #clearRetry(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
  }
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
