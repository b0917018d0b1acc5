import type { CheckService } from '../checks/check-service.ts';
import { CheckVisit } from '../checks/check-visit.ts';
import { AppError } from '../platform/errors.ts';
import {
  type CheckCommandName,
  COMMAND_NAMES,
  type Command,
  type CommandName,
  commandIdSchema,
  commandSchemas,
  type ErrorCode,
  refusalOf,
} from '../protocol/index.ts';
import type { Caller } from '../rooms/entry/admission.ts';
import type { Membership } from '../rooms/meeting/membership.ts';
import type { Participant } from '../rooms/meeting/participant.ts';
import type { Action } from '../rooms/meeting/rights.ts';
import { perform } from '../rooms/perform.ts';
import type { Goodbye, RoomService } from '../rooms/room-service.ts';
import type { AnswerBook, AnswerBooks } from './answer-book.ts';
import type { Budget } from './budget.ts';
import { isCheckCommand, performCheck } from './check-commands.ts';
import { Pulse } from './pulse.ts';
import { SocketConnection, type TypedSocket } from './socket-connection.ts';
import type { OwnTurns } from './turns.ts';

/** What signaling needs of the log. */
export interface Log {
  debug(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

type Answer = (
  reply: { ok: true; data: object } | { ok: false; error: { code: ErrorCode; retryAfterMs?: number } },
) => void;

interface ClientSessionOptions {
  readonly socket: TypedSocket;
  readonly rooms: RoomService;
  readonly checks: CheckService;
  readonly address: string;
  /** The part of the internet that is one owner's. */
  readonly network: string;
  /** Each must have a command left. */
  readonly budgets: readonly Budget[];
  readonly turns: OwnTurns;
  /** How long the message is that is being told of. */
  readonly nextSize: () => number;
  readonly answers: AnswerBooks<Participant>;
  readonly log: Log;
  readonly refused: (code: ErrorCode) => void;
}

/** When more waits than can be kept, it is soon done or dropped. */
const CROWDED_RETRY_MS = 1_000;

/**
 * One client from connect to disconnect: parses what it sends, lets the core decide, answers. It carries one stay: after
 * a join has succeeded there is no other, and the connection ends with the stay.
 */
export class ClientSession {
  readonly #socket: TypedSocket;
  readonly #rooms: RoomService;
  readonly #beginVisit: () => CheckVisit;
  readonly #address: string;
  readonly #log: Log;
  readonly #refused: (code: ErrorCode) => void;
  readonly #budgets: readonly Budget[];
  /** Of people, since they send again what was not answered also from a later connection. */
  readonly #answers: AnswerBooks<Participant>;
  /** Of the commands that come before there is a person. */
  readonly #entryAnswers: AnswerBook;
  /** A connection by which somebody checks carries no stay. */
  #place: Membership | 'joining' | CheckVisit | null = null;
  /** Said while they are let in. */
  #leaving: Goodbye | null = null;

  constructor(options: ClientSessionOptions) {
    const { socket, rooms, checks, address, network, budgets, turns, nextSize, answers, log, refused } = options;
    this.#socket = socket;
    this.#rooms = rooms;
    this.#beginVisit = () => new CheckVisit(checks, network);
    this.#address = address;
    this.#budgets = budgets;
    this.#answers = answers;
    this.#entryAnswers = answers.beginEntry();
    this.#log = log;
    this.#refused = refused;
    // A middleware that passes nothing on: what a client sends reaches no emitter, whatever name it has ('error' is one).
    socket.use(([name, ...args]: unknown[]) => {
      if (turns.take(() => void this.#receive(name, args), nextSize())) return;
      this.#refused('RATE_LIMITED');
      const answer = args.at(-1);
      if (typeof answer === 'function') answer(tooFast(CROWDED_RETRY_MS));
    });
    // What was said before it went is heard before.
    socket.on('disconnect', () => turns.end(() => this.#disconnected()));
    new Pulse(socket.conn, (isQuiet) => {
      if (isMembership(this.#place)) rooms.lineQuiet(this.#place, isQuiet);
    });
    // Malformed packets end this connection alone (socket.io closes it); they must not reach the process.
    socket.on('error', (error: unknown) => log.debug({ err: error }, 'socket error'));
  }

  async #receive(name: unknown, args: readonly unknown[]): Promise<void> {
    const last = args.at(-1);
    // Who sends no acknowledgement cannot be answered, and nothing is done for them.
    if (typeof last !== 'function') return;
    const answer = last as Answer;
    const retryAfterMs = this.#spend();
    if (retryAfterMs !== null) {
      // As cheap as a refusal can be: nothing of it is looked at.
      this.#refused('RATE_LIMITED');
      answer(tooFast(retryAfterMs));
      return;
    }
    try {
      if (!isCommandName(name) || args.length < 2 || args.length > 3) throw new AppError('BAD_REQUEST');
      const commandId = args.length === 3 ? parsedId(args[1]) : undefined;
      const book = this.#bookFor(name);
      answer({ ok: true, data: await book.answer(name, commandId, async () => this.#perform(name, args[0])) });
    } catch (error) {
      const refusal = this.#explain(error, name);
      this.#refused(refusal.code);
      // Who only comes too fast is told of the others no sooner than everyone is.
      if (refusal.code !== 'RATE_LIMITED') this.#catchUp();
      answer({ ok: false, error: refusal });
    }
  }

  /** A join that is said again on its connection is known by what it was, though there is a person by now. */
  #bookFor(name: CommandName): AnswerBook {
    const isJoin = name === 'room:join' || name === 'console:join';
    return isMembership(this.#place) && !isJoin ? this.#answers.of(this.#place.participant) : this.#entryAnswers;
  }

  /** Null when each had one left, else after how many milliseconds there is. */
  #spend(): number | null {
    for (const budget of this.#budgets) {
      const retryAfterMs = budget.take();
      if (retryAfterMs !== null) return retryAfterMs;
    }
    return null;
  }

  async #perform(name: CommandName, payload: unknown): Promise<object> {
    const parsed = commandSchemas[name].safeParse(payload);
    if (!parsed.success) {
      // Paths alone: the values are the client's own and may be secrets.
      const paths = parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).slice(0, 5);
      throw new AppError(refusalOf(parsed.error), { details: { paths } });
    }
    if (name === 'room:join') {
      const command = parsed.data as Command<'room:join'>;
      return this.#enter(command, (caller) => this.#rooms.join(command, caller));
    }
    if (name === 'console:join') {
      const command = parsed.data as Command<'console:join'>;
      return this.#enter(command, (caller) => this.#rooms.consoles.join(command, caller));
    }
    if (isCheckCommand(name)) return this.#check(name, parsed.data as Command<typeof name>);
    if (this.#place === 'joining' && (name === 'room:leave' || name === 'stay:end')) {
      this.#leaving = name === 'stay:end' ? 'page-closed' : (parsed.data as Command<'room:leave'>);
      return {};
    }
    if (!isMembership(this.#place)) throw new AppError('NOT_ALLOWED');
    return perform(this.#rooms.commands, this.#place, name, parsed.data as Command<Action>);
  }

  #check(name: CheckCommandName, command: Command<CheckCommandName>): Promise<object> {
    this.#place ??= this.#beginVisit();
    if (!(this.#place instanceof CheckVisit)) throw new AppError('NOT_ALLOWED');
    return performCheck(this.#place, name, command);
  }

  async #enter(
    { roomId, resume }: { roomId: string; resume?: string | undefined },
    join: (caller: Caller) => Promise<{ membership: Membership; reply: object }>,
  ): Promise<object> {
    if (this.#place !== null) throw new AppError('INVALID_STATE');
    this.#place = 'joining';
    const connection = new SocketConnection(this.#socket);
    try {
      const { membership, reply } = await join({ connection, address: this.#address });
      this.#place = membership;
      // It went away while it was let in: nobody holds the answer, so nobody could come back to the place.
      if (this.#leaving !== null || this.#socket.disconnected) await this.#rooms.abandon(membership, this.#leaving);
      else this.#rooms.arrived(membership);
      return reply;
    } catch (error) {
      // No stay has begun, so they may try again.
      if (this.#place === 'joining') this.#place = null;
      if (this.#leaving !== null) {
        if (resume !== undefined) this.#rooms.leaveUnheard({ roomId, resume }, this.#leaving);
        connection.release();
      }
      throw error;
    }
  }

  /** Whoever is answered knows all that has happened before. */
  #catchUp(): void {
    if (isMembership(this.#place)) this.#place.meeting.catchUp(this.#place.participant);
  }

  #disconnected(): void {
    if (isMembership(this.#place)) this.#rooms.drop(this.#place);
    else if (this.#place instanceof CheckVisit) this.#place.close();
  }

  #explain(error: unknown, command: unknown): { code: ErrorCode; retryAfterMs?: number } {
    if (error instanceof AppError) {
      const { code, details, retryAfterMs } = error;
      // What the operator must mend is said whatever the log's level.
      if (code === 'STORAGE_UNAVAILABLE') {
        this.#log.error({ err: error, errorId: crypto.randomUUID(), command }, 'nothing can be stored');
      }
      this.#log.debug({ code, details, command: isCommandName(command) ? command : 'unknown' }, 'command refused');
      return retryAfterMs === undefined ? { code } : { code, retryAfterMs };
    }
    this.#log.error({ err: error, errorId: crypto.randomUUID(), command }, 'command failed');
    return { code: 'INTERNAL' };
  }
}

function tooFast(retryAfterMs: number): Parameters<Answer>[0] {
  return { ok: false, error: { code: 'RATE_LIMITED', retryAfterMs } };
}

function isCommandName(name: unknown): name is CommandName {
  return COMMAND_NAMES.includes(name as CommandName);
}

function isMembership(place: Membership | 'joining' | CheckVisit | null): place is Membership {
  return place !== null && place !== 'joining' && !(place instanceof CheckVisit);
}

function parsedId(commandId: unknown): string {
  const parsed = commandIdSchema.safeParse(commandId);
  if (!parsed.success) throw new AppError('BAD_REQUEST');
  return parsed.data;
}
