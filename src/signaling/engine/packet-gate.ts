import { Budget } from '../limits/budget.ts';
import { cutOff, type EngineConnection, type EnginePacket } from './engine-connection.ts';

/** Twice what is done at all. As many again are answered with RATE_LIMITED; who sends more heeds no answers. */
const PACKETS_PER_WINDOW = 800;
const PACKET_WINDOW_MS = 10_000;

// Two of socket.io's packets (its protocol 5), to the namespace that needs no name. Acknowledgements are not asked for,
// and bytes are not in use.
const CONNECT = /^0(?:\{|$)/;
const EVENT = /^2\d{0,15}\[/;

/** `connecting` until socket.io has answered CONNECT, `closed` after the first packet that is out of place. */
type State = 'fresh' | 'connecting' | 'open' | 'closed';

/**
 * Looks at each packet of one connection before socket.io does: one CONNECT to the one namespace, then events. A
 * connection carries one stay, so DISCONNECT ends it like anything else that is out of place: nothing that follows in the
 * same POST or read reaches socket.io.
 */
export class PacketGate {
  readonly #connection: EngineConnection;
  readonly #budget = new Budget({ points: PACKETS_PER_WINDOW, windowMs: PACKET_WINDOW_MS });
  #state: State = 'fresh';
  /** Of the events that have passed and of which socket.io has not told yet. */
  readonly #sizes: number[] = [];

  constructor(connection: EngineConnection) {
    this.#connection = connection;
    connection.on('packet', (packet) => this.#check(this.#next(packet)));
    // Frames of WebSocket's own are answered by it and never become packets.
    for (const event of ['ping', 'pong'] as const) {
      connection.transport.socket?.on(event, () => this.#check(this.#state));
    }
  }

  /** socket.io has answered CONNECT. */
  opened(): void {
    if (this.#state === 'connecting') this.#state = 'open';
  }

  /** How long the message is of which socket.io tells now: it tells of each that has passed, in their order. */
  nextSize(): number {
    return this.#sizes.shift() ?? 0;
  }

  #check(next: State): void {
    if (this.#state === 'closed') return;
    this.#state = this.#budget.take() === null ? next : 'closed';
    if (this.#state !== 'closed') return;
    // Deaf within this call, and gone when what was in its place before is through: leaving, often.
    this.#connection.removeAllListeners('data');
    setImmediate(() => cutOff(this.#connection));
  }

  #next({ type, data }: EnginePacket): State {
    if (type === 'pong' && data === undefined) return this.#state;
    if (type !== 'message' || typeof data !== 'string') return 'closed';
    if (this.#state === 'fresh' && CONNECT.test(data)) return 'connecting';
    if (this.#state !== 'open' || !EVENT.test(data)) return 'closed';
    this.#sizes.push(data.length);
    return 'open';
  }
}
