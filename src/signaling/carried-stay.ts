import type { CheckService } from '../checks/check-service.ts';
import { CheckVisit } from '../checks/check-visit.ts';
import { AppError } from '../platform/errors.ts';
import type { CheckCommandName, Command, CommandName } from '../protocol/index.ts';
import type { Goodbye } from '../rooms/entry/stays.ts';
import type { Caller } from '../rooms/entry/way-in/comer.ts';
import type { Action, Membership, Participant } from '../rooms/meeting/index.ts';
import { perform } from '../rooms/perform.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { isCheckCommand, performCheck } from './check-commands.ts';
import { SocketConnection, type TypedSocket } from './socket-connection.ts';

interface CarriedStayOptions {
  readonly socket: TypedSocket;
  readonly rooms: Rooms;
  readonly checks: CheckService;
  readonly address: string;
  /** The part of the internet that is one owner's. */
  readonly network: string;
}

/**
 * The one stay that a connection carries: after a join has succeeded there is no other, and the connection ends with it.
 * A connection by which somebody checks carries none.
 */
export class CarriedStay {
  readonly #options: CarriedStayOptions;
  #place: Membership | 'joining' | CheckVisit | null = null;
  /** Said while they are let in. */
  #leaving: Goodbye | null = null;

  constructor(options: CarriedStayOptions) {
    this.#options = options;
  }

  /** Whose it is; null before they are in. */
  get participant(): Participant | null {
    return isMembership(this.#place) ? this.#place.participant : null;
  }

  /** Does a command that was parsed by the schema of its name. Errors: AppError, as the command. */
  async perform<N extends CommandName>(name: N, parsed: Command<N>): Promise<object> {
    if (name === 'room:join') {
      const command = parsed as Command<'room:join'>;
      return this.#enter(command, (caller) => this.#options.rooms.admission.join(command, caller));
    }
    if (name === 'console:join') {
      const command = parsed as Command<'console:join'>;
      return this.#enter(command, (caller) => this.#options.rooms.consoles.join(command, caller));
    }
    if (isCheckCommand(name)) return this.#check(name, parsed as Command<typeof name>);
    if (this.#place === 'joining' && (name === 'room:leave' || name === 'stay:end')) {
      this.#leaving = name === 'stay:end' ? 'page-closed' : (parsed as Command<'room:leave'>);
      return {};
    }
    if (!isMembership(this.#place)) throw new AppError('NOT_ALLOWED');
    return perform(this.#options.rooms.commands, this.#place, name, parsed as Command<Action>);
  }

  #check(name: CheckCommandName, command: Command<CheckCommandName>): Promise<object> {
    this.#place ??= new CheckVisit(this.#options.checks, this.#options.network);
    if (!(this.#place instanceof CheckVisit)) throw new AppError('NOT_ALLOWED');
    return performCheck(this.#place, name, command);
  }

  async #enter(
    { roomId, resume }: { roomId: string; resume?: string | undefined },
    join: (caller: Caller) => Promise<{ membership: Membership; reply: object }>,
  ): Promise<object> {
    if (this.#place !== null) throw new AppError('INVALID_STATE');
    this.#place = 'joining';
    const connection = new SocketConnection(this.#options.socket);
    try {
      const { membership, reply } = await join({ connection, address: this.#options.address });
      this.#place = membership;
      // It went away while it was let in: nobody holds the answer, so nobody could come back to the place.
      if (this.#leaving !== null || this.#options.socket.disconnected)
        await this.#options.rooms.stays.abandon(membership, this.#leaving);
      else this.#options.rooms.stays.arrived(membership);
      return reply;
    } catch (error) {
      // No stay has begun, so they may try again.
      if (this.#place === 'joining') this.#place = null;
      if (this.#leaving !== null) {
        if (resume !== undefined) this.#options.rooms.stays.leaveUnheard({ roomId, resume }, this.#leaving);
        connection.release();
      }
      throw error;
    }
  }

  /** Nothing is heard on the connection, or again. */
  quiet(isQuiet: boolean): void {
    if (isMembership(this.#place)) this.#options.rooms.stays.lineQuiet(this.#place, isQuiet);
  }

  /** Whoever is answered knows all that has happened before. */
  catchUp(): void {
    if (isMembership(this.#place)) this.#place.meeting.tell.catchUp(this.#place.participant);
  }

  /** The connection is gone. */
  disconnected(): void {
    if (isMembership(this.#place)) this.#options.rooms.stays.drop(this.#place);
    else if (this.#place instanceof CheckVisit) this.#place.close();
  }
}

function isMembership(place: Membership | 'joining' | CheckVisit | null): place is Membership {
  return place !== null && place !== 'joining' && !(place instanceof CheckVisit);
}
