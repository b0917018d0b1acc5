import { Budget } from '../limits/budget.ts';
import { Together } from '../limits/together.ts';
import { tooFast } from '../refusals.ts';
import { cutOff, type EngineConnection, type EnginePacket, stopReading } from './engine-connection.ts';

/** Twice what is done at all. As many again are answered with RATE_LIMITED; who sends more heeds no answers. */
const PACKETS_PER_WINDOW = 800;
const PACKET_WINDOW_MS = 10_000;
/** So long whoever floods waits in their own network: they come back as soon as they are cut off, and that costs more than the flood. */
const HELD_MS = 5_000;

// Two of socket.io's packets (its protocol 5), to the namespace that needs no name. Acknowledgements are not asked for,
// and bytes are not in use.
const CONNECT = /^0(?:\{|$)/;
const EVENT = /^2(\d{0,15})\[/;

/** `connecting` until socket.io has answered CONNECT, `closed` after the first packet that is out of place. */
type State = 'fresh' | 'connecting' | 'open' | 'closed';

interface PacketGateOptions {
  /** Each must have a command left. */
  readonly budgets: readonly Budget[];
  /** A command was refused for coming too fast. */
  readonly refused: () => void;
}

/**
 * Looks at each packet of one connection before socket.io does: one CONNECT to the one namespace, then events. A
 * connection carries one stay, so DISCONNECT ends it like anything else that is out of place: nothing that follows in the
 * same POST or read reaches socket.io. Nor does a command that comes too fast, which is answered here: as cheap as a
 * refusal can be, nothing of it is looked at.
 */
export class PacketGate {
  readonly #connection: EngineConnection;
  readonly #budget = new Budget({ points: PACKETS_PER_WINDOW, windowMs: PACKET_WINDOW_MS });
  #state: State = 'fresh';
  /** Of the events that have passed and of which socket.io has not told yet. */
  readonly #sizes: number[] = [];
  readonly #options: PacketGateOptions;
  readonly #refusals = new Together();

  constructor(connection: EngineConnection, options: PacketGateOptions) {
    this.#connection = connection;
    this.#options = options;
    connection.once('close', () => this.#refusals.end());
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
    const isFlood = this.#budget.take() !== null;
    this.#state = isFlood ? 'closed' : next;
    if (this.#state !== 'closed') return;
    // Deaf within this call, and gone when what was in its place before is through: leaving, often.
    this.#connection.removeAllListeners('data');
    if (isFlood && stopReading(this.#connection)) this.#hold();
    else setImmediate(() => cutOff(this.#connection));
  }

  #hold(): void {
    const timer = setTimeout(() => cutOff(this.#connection), HELD_MS);
    this.#connection.once('close', () => clearTimeout(timer));
  }

  #next(packet: EnginePacket): State {
    const { type, data } = packet;
    if (type === 'pong' && data === undefined) return this.#state;
    if (type !== 'message' || typeof data !== 'string') return 'closed';
    if (this.#state === 'fresh' && CONNECT.test(data)) return 'connecting';
    const event = this.#state === 'open' ? EVENT.exec(data) : null;
    if (event === null) return 'closed';
    // Without a number it cannot be answered, and nothing is done for it.
    const retryAfterMs = event[1] === '' ? null : this.#spend();
    if (retryAfterMs === null) this.#sizes.push(data.length);
    else this.#refuse(packet, { number: event[1] ?? '', retryAfterMs });
    return 'open';
  }

  /** Null when each had one left, else after how many milliseconds there is. */
  #spend(): number | null {
    for (const budget of this.#options.budgets) {
      const retryAfterMs = budget.take();
      if (retryAfterMs !== null) return retryAfterMs;
    }
    return null;
  }

  #refuse(packet: EnginePacket, { number, retryAfterMs }: { number: string; retryAfterMs: number }): void {
    packet.type = 'noop';
    this.#options.refused();
    this.#refusals.add(() => this.#connection.send(`3${number}${JSON.stringify([tooFast(retryAfterMs)])}`));
  }
}
