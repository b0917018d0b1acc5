import type { CheckService } from '../checks/check-service.ts';
import { AppError } from '../platform/errors.ts';
import {
  type Command,
  type CommandName,
  commandIdSchema,
  commandSchemas,
  type ErrorCode,
  refusalOf,
} from '../protocol/index.ts';
import type { Participant } from '../rooms/meeting/index.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { AnswerBook, AnswerBooks } from './answer-book.ts';
import { CarriedStay } from './carried-stay.ts';
import { isCommandName } from './command-names.ts';
import { Together } from './limits/together.ts';
import type { OwnTurns } from './limits/turns.ts';
import { Pulse } from './pulse.ts';
import { type Answer, type Log, Refusals, tooFast } from './refusals.ts';
import type { TypedSocket } from './socket-connection.ts';

interface ClientSessionOptions {
  readonly socket: TypedSocket;
  readonly rooms: Rooms;
  readonly checks: CheckService;
  readonly address: string;
  /** The part of the internet that is one owner's. */
  readonly network: string;
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
  readonly #stay: CarriedStay;
  readonly #refusals: Refusals;
  readonly #refused: (code: ErrorCode) => void;
  readonly #tooFast = new Together();
  /** Of people, since they send again what was not answered also from a later connection. */
  readonly #answers: AnswerBooks<Participant>;
  /** Of the commands that come before there is a person. */
  readonly #entryAnswers: AnswerBook;

  constructor(options: ClientSessionOptions) {
    const { socket, rooms, checks, address, network, turns, nextSize, answers, log, refused } = options;
    this.#stay = new CarriedStay({ socket, rooms, checks, address, network });
    this.#answers = answers;
    this.#entryAnswers = answers.beginEntry();
    this.#refusals = new Refusals(log);
    this.#refused = refused;
    // A middleware that passes nothing on: what a client sends reaches no emitter, whatever name it has ('error' is one).
    socket.use(([name, ...args]: unknown[]) => {
      if (turns.take(() => void this.#receive(name, args), nextSize())) return;
      this.#refused('RATE_LIMITED');
      const answer = args.at(-1);
      if (typeof answer === 'function') this.#tooFast.add(() => answer(tooFast(CROWDED_RETRY_MS)));
    });
    // What was said before it went is heard before.
    socket.on('disconnect', () => {
      this.#tooFast.end();
      turns.end(() => this.#stay.disconnected());
    });
    new Pulse(socket.conn, (isQuiet) => this.#stay.quiet(isQuiet));
    // Malformed packets end this connection alone (socket.io closes it); they must not reach the process.
    socket.on('error', (error: unknown) => log.debug({ err: error }, 'socket error'));
  }

  async #receive(name: unknown, args: readonly unknown[]): Promise<void> {
    const last = args.at(-1);
    // Who sends no acknowledgement cannot be answered, and nothing is done for them.
    if (typeof last !== 'function') return;
    const answer = last as Answer;
    try {
      if (!isCommandName(name) || args.length < 2 || args.length > 3) throw new AppError('BAD_REQUEST');
      const commandId = args.length === 3 ? parsedId(args[1]) : undefined;
      const book = this.#bookFor(name);
      answer({ ok: true, data: await book.answer(name, commandId, async () => this.#perform(name, args[0])) });
    } catch (error) {
      const refusal = this.#refusals.of(error, name);
      this.#refused(refusal.code);
      // Who only comes too fast is told of the others no sooner than everyone is.
      if (refusal.code === 'RATE_LIMITED') return this.#tooFast.add(() => answer({ ok: false, error: refusal }));
      this.#stay.catchUp();
      answer({ ok: false, error: refusal });
    }
  }

  /** A join that is said again on its connection is known by what it was, though there is a person by now. */
  #bookFor(name: CommandName): AnswerBook {
    const isJoin = name === 'room:join' || name === 'console:join';
    const { participant } = this.#stay;
    return participant !== null && !isJoin ? this.#answers.of(participant) : this.#entryAnswers;
  }

  async #perform(name: CommandName, payload: unknown): Promise<object> {
    const parsed = commandSchemas[name].safeParse(payload);
    if (!parsed.success) {
      // Paths alone: the values are the client's own and may be secrets.
      const paths = parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).slice(0, 5);
      throw new AppError(refusalOf(parsed.error), { details: { paths } });
    }
    return this.#stay.perform(name, parsed.data as Command<typeof name>);
  }
}

function parsedId(commandId: unknown): string {
  const parsed = commandIdSchema.safeParse(commandId);
  if (!parsed.success) throw new AppError('BAD_REQUEST');
  return parsed.data;
}
