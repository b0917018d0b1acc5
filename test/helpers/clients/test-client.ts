import { io, type Socket } from 'socket.io-client';
import type {
  CommandName,
  CommandReplies,
  ErrorCode,
  JoinedReply,
  LobbyReply,
  MeetingEvent,
  RoomView,
  ServerEvents,
} from '../../../src/protocol/index.ts';
import { PATIENCE_MS } from '../patience.ts';

/** What an event says; of a room the whole, as a screen shows it after the change. */
type Said<E extends keyof ServerEvents> = E extends 'room:updated' ? RoomView : Parameters<ServerEvents[E]>[0];

type AnyReply = { ok: true; data: unknown } | { ok: false; error: { code: ErrorCode; retryAfterMs?: number } };

const ENDED: AnyReply = { ok: false, error: { code: 'NOT_ALLOWED' } };

/** A client made by hand: sends what it is told to, allowed or not, and remembers what it hears. */
export class TestClient {
  readonly socket: Socket;
  readonly events: { name: string; data: unknown }[] = [];
  /** Of whatever was heard, how often the line was used for it. */
  messages = 0;
  #room: Partial<RoomView> = {};
  readonly #waiting = new Set<() => void>();
  #isEnded = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('disconnect', (reason) => {
      this.#isEnded = reason === 'io server disconnect';
    });
    socket.onAny((name: string, data: unknown) => {
      this.messages += 1;
      const gathered = name === 'meeting:changed' ? (data as readonly MeetingEvent[]) : [{ name, data }];
      for (const event of gathered) this.#hear(event);
      for (const look of [...this.#waiting]) look();
    });
  }

  #hear({ name, data }: { name: string; data: unknown }): void {
    if (name === 'lobby:admitted') this.#room = (data as JoinedReply).room;
    if (name === 'room:updated') this.#room = { ...this.#room, ...(data as Partial<RoomView>) };
    this.events.push({ name, data: name === 'room:updated' ? this.#room : data });
  }

  static async connect(
    url: string,
    {
      address,
      origin = new URL(url).origin,
      auth = {},
      transport = 'websocket',
      ca,
    }: {
      address?: string;
      origin?: string | null;
      auth?: object;
      transport?: 'websocket' | 'polling';
      /** PEM of the authority that has signed the server's certificate. */
      ca?: Buffer;
    } = {},
  ): Promise<TestClient> {
    const headers: Record<string, string> = {};
    if (origin !== null) headers.origin = origin;
    if (address !== undefined) headers['x-forwarded-for'] = address;
    const socket = io(url, {
      transports: [transport],
      forceNew: true,
      reconnection: false,
      extraHeaders: headers,
      auth,
      ...(ca && { ca: ca.toString() }),
    });
    const client = new TestClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return client;
  }

  /** Sends anything at all and resolves to the answer. A connection that the server has ended refuses everything. */
  async raw(name: string, ...args: unknown[]): Promise<AnyReply> {
    if (this.#isEnded) return ENDED;
    if (name.endsWith(':join')) this.#room = {};
    try {
      const reply: AnyReply = await this.socket.timeout(PATIENCE_MS).emitWithAck(name, ...args);
      if (reply.ok) this.#room = { ...(reply.data as Partial<JoinedReply>).room, ...this.#room };
      return reply;
    } catch (error) {
      if (this.#isEnded) return ENDED;
      throw error;
    }
  }

  /** Resolves when the server has ended this connection. */
  async ended(): Promise<void> {
    if (!this.#isEnded) await new Promise<void>((resolve) => this.socket.once('disconnect', () => resolve()));
    if (!this.#isEnded) throw new Error('it was not the server that ended it');
  }

  /** The data of a command that must succeed. */
  async send<N extends CommandName>(name: N, command: unknown = {}): Promise<CommandReplies[N]> {
    const reply = await this.raw(name, command);
    if (!reply.ok) throw new Error(`${name} was refused: ${reply.error.code}`);
    return reply.data as CommandReplies[N];
  }

  /** Of the room as this client was shown it last. */
  get planVersion(): string {
    return this.#room.planVersion ?? '';
  }

  /** In place of the plan that was shown last. */
  async setPlan(plan: object): Promise<void> {
    await this.send('plan:set', { ...plan, version: this.planVersion });
  }

  /** The code of a command that must be refused. */
  async refused(name: CommandName, command: unknown = {}): Promise<ErrorCode> {
    const reply = await this.raw(name, command);
    if (reply.ok) throw new Error(`${name} was not refused: ${JSON.stringify(reply.data).slice(0, 200)}`);
    return reply.error.code;
  }

  async join(roomId: string, displayName: string, more: object = {}): Promise<JoinedReply> {
    const reply = await this.send('room:join', { roomId, displayName, ...more });
    if (reply.state !== 'joined') throw new Error(`${displayName} is in the ${reply.state}`);
    return reply;
  }

  async knock(roomId: string, displayName: string, more: object = {}): Promise<LobbyReply> {
    const reply = await this.send('room:join', { roomId, displayName, ...more });
    if (reply.state !== 'lobby') throw new Error(`${displayName} is ${reply.state}`);
    return reply;
  }

  /** The first event of this name that fits, heard before or from now on; it is taken off the list. */
  async heard<E extends keyof ServerEvents>(name: E, fits: (data: Said<E>) => boolean = () => true): Promise<Said<E>> {
    type Data = Said<E>;
    return new Promise((resolve, reject) => {
      const look = () => {
        const index = this.events.findIndex((event) => event.name === name && fits(event.data as Data));
        if (index < 0) return;
        const [event] = this.events.splice(index, 1);
        finish();
        resolve(event?.data as Data);
      };
      const timer = setTimeout(() => {
        finish();
        reject(
          new Error(`never heard ${name}; heard ${this.events.map((event) => event.name).join(', ') || 'nothing'}`),
        );
      }, PATIENCE_MS);
      const finish = () => {
        clearTimeout(timer);
        this.#waiting.delete(look);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Everything sent so far has been answered, so that what was not heard by now was not sent. */
  async settled(): Promise<void> {
    await this.raw('no:such-command', {});
  }

  /** The network fails: no goodbye. */
  drop(): void {
    this.socket.io.engine.close();
  }

  disconnect(): void {
    this.socket.disconnect();
  }
}
