import type { CommandInput, CommandReplies, LeaveReason } from '../../../src/protocol/index.ts';
import { Latest } from '../latest.ts';
import { scattered } from '../scattered.ts';
import { type Command, Commands } from './commands.ts';
import { Goodbye } from './goodbye.ts';
import { type Failure, type FailureCode, failureOf, type ServerEvent, type Signaling } from './signaling.ts';
import { type Turns, Wishes } from './wishes.ts';

/** How long somebody who waits for the door to open waits for a connection before being told that there is none. */
export const CONNECT_WITHIN_MS = 10_000;
/** Between attempts while the server answers but cannot take us yet. */
const RETRY_MS = 2_000;

/** `reconnecting`: nobody hears one, and the place is kept. */
export type Connection = 'connected' | 'reconnecting';

export type EntryState =
  /** Neither in nor on the way. */
  | { readonly is: 'out' }
  /** On the way in once, by somebody who waits for the answer. */
  | { readonly is: 'asking' }
  /** On the way in, as often as it takes. */
  | { readonly is: 'seeking' }
  /** `identity`: who one is in the meeting; null: one waits for it. */
  | { readonly is: 'in'; readonly connection: Connection; readonly identity: string | null };

interface Entered {
  /** Still who one was, so that what was on its way is done after all. */
  readonly isSame: boolean;
  /** The event that has let one in; null: one has asked. */
  readonly by: ServerEvent['name'] | null;
}

/** What differs between the ways in: by which command one enters, and what is shown of it. */
export interface Way<Reply> {
  /** By whatever is known that lets one in. `isSeeking`: nobody was asked for anything. Errors: RequestError. */
  ask(asked: { readonly isSeeking: boolean }): Promise<Reply>;
  /** Who one is by this answer; null: nobody in the meeting yet. */
  identityOf(reply: Reply): string | null;
  /** What an event says that lets one in to another place than one is in; null: it says no such thing. */
  replyIn(event: ServerEvent): Reply | null;
  /** In, for the first time or again. */
  entered(reply: Reply, entered: Entered): void;
  /** An attempt of somebody who seeks has failed, and another one follows. */
  slowed(): void;
  /** The connection is lost, and the place kept. */
  cutOff(): void;
  /** Not let in, for good; `was`: until now. Answers whether one stands at a door now, where the connection is of use. */
  refused(failure: Failure, was: EntryState): boolean;
  /** Not in any more by somebody else's doing. */
  putOut(reason: LeaveReason, note: string | null): void;
  /** Whatever else the server tells. */
  received(event: ServerEvent): void;
  /** A command of `act` has failed. */
  failed(name: Command, failure: Failure): void;
  /** In again to leave at once. Answers the next secret that leads back. Errors: RequestError. */
  comeBack(wayBack: string): Promise<string>;
  networkChanged?(): void;
}

interface EntryOptions<Reply> {
  readonly signaling: Signaling;
  readonly way: Way<Reply>;
  readonly turns: Turns;
  /** Said on leaving. */
  readonly leaving: CommandInput<'room:leave'>;
}

/** The way in, back and out, over connections that drop: at the table and at the console alike. */
export class Entry<Reply> {
  readonly #signaling: Signaling;
  readonly #way: Way<Reply>;
  readonly #commands: Commands;
  readonly #wishes: Wishes;
  readonly #goodbye: Goodbye;
  readonly #attempts = new Latest();
  #state: EntryState = { is: 'out' };
  /** Events that overtook the answer to an attempt. Null: none is under way. */
  #early: ServerEvent[] | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;

  constructor({ signaling, way, turns, leaving }: EntryOptions<Reply>) {
    this.#signaling = signaling;
    this.#way = way;
    this.#commands = new Commands(signaling);
    this.#wishes = new Wishes(turns);
    this.#goodbye = new Goodbye({ signaling, leaving, comeBack: (wayBack) => way.comeBack(wayBack) });
    signaling.listen({
      connectionChanged: (connected) => (connected ? this.#connected() : this.#disconnected()),
      received: (event) => this.#received(event),
      networkChanged: () => way.networkChanged?.(),
    });
  }

  /** Connects in the background. */
  open(): void {
    this.#signaling.open();
  }

  /** Asks once to be let in. */
  async ask(): Promise<void> {
    this.#state = { is: 'asking' };
    await this.#attempt();
  }

  /** Asks until one is in, or refused for good. */
  async seek(): Promise<void> {
    this.#state = { is: 'seeking' };
    await this.#attempt();
  }

  /** By one's own wish, which the server is told; without a connection as soon as there is one. */
  leave(wayBack: string | null): void {
    this.#end();
    this.#goodbye.say(wayBack);
  }

  /** The way in is given up, on which the answer that one is in may be. */
  giveUp(): void {
    this.#end();
    this.#signaling.renew();
  }

  /** Connects for another stay. Answers what leads back to the place that was left, for this once. */
  anew(): string | null {
    const { wayBack, isFree } = this.#goodbye.takeBack();
    if (isFree) this.#signaling.open();
    else this.#signaling.renew();
    return wayBack;
  }

  /** Somebody who is cut off does not want to wait for the next attempt. */
  tryAgain(): void {
    if (this.#state.is === 'in' && this.#state.connection === 'reconnecting') this.#signaling.renew();
  }

  /** The page goes away. Who loads it again finds the place kept; who does not leaves no empty chair. */
  pageGoes(): void {
    if (this.#state.is === 'in') void this.#signaling.request('stay:end', {}).catch(() => {});
  }

  /** A command whose effect the server tells by events. Answers whether it was done; a failure is told besides. */
  async act<N extends Command>(name: N, input: CommandInput<N>): Promise<boolean> {
    try {
      await this.#wishes.fulfil(name, input, () => this.request(name, input));
      return true;
    } catch (error) {
      this.#way.failed(name, failureOf(error));
      return false;
    }
  }

  /** A command whose answer is needed. Errors: RequestError. */
  request<N extends Command>(name: N, input: CommandInput<N>): Promise<CommandReplies[N]> {
    return this.#commands.send(name, input);
  }

  close(): void {
    this.#end();
    this.#goodbye.close();
    this.#signaling.close();
  }

  async #attempt(): Promise<void> {
    const isLatest = this.#attempts.begin();
    this.#early = [];
    try {
      const reply = await this.#way.ask({ isSeeking: this.#state.is === 'seeking' });
      if (!isLatest()) return;
      const early = this.#early;
      this.#early = null;
      this.#entered(reply, null);
      for (const event of early) this.#received(event);
    } catch (error) {
      if (!isLatest()) return;
      this.#early = null;
      this.#refused(failureOf(error));
    }
  }

  #entered(reply: Reply, by: ServerEvent['name'] | null): void {
    const identity = this.#way.identityOf(reply);
    const isSame = identity !== null && this.#state.is === 'in' && this.#state.identity === identity;
    this.#state = { is: 'in', connection: 'connected', identity };
    this.#way.entered(reply, { isSame, by });
    // A server that was restarted knows nothing of what was sent to the one before.
    if (isSame) this.#commands.resume();
    else this.#commands.end();
  }

  #refused(failure: Failure): void {
    const was = this.#state;
    const remedy = remedyOf(failure.code);
    if (was.is === 'asking' || remedy === null) {
      this.#end();
      // The answer may have been that one is in, over a connection that nobody hears any more.
      if (remedy === 'another-connection') this.#signaling.renew();
      if (!this.#way.refused(failure, was)) this.#signaling.rest();
      return;
    }
    if (was.is === 'seeking') this.#way.slowed();
    if (remedy === 'another-connection') this.#signaling.renew();
    else if (remedy === 'time') this.#retryIn(failure.retryAfterMs ?? RETRY_MS);
  }

  #connected(): void {
    this.#goodbye.connected();
    const state = this.#state;
    const isUnderWay = this.#early !== null;
    // An attempt on the way in has waited for this connection; one to come back has gone with the connection before it.
    const isDue = state.is === 'seeking' ? !isUnderWay : state.is === 'in' && state.connection === 'reconnecting';
    if (isDue) void this.#attempt();
  }

  #disconnected(): void {
    const state = this.#state;
    if (state.is !== 'in' || state.connection === 'reconnecting') return;
    this.#state = { ...state, connection: 'reconnecting' };
    this.#way.cutOff();
  }

  #retryIn(delayMs: number): void {
    this.#clearRetry();
    this.#retry = setTimeout(() => {
      this.#retry = null;
      // Without a connection the next one starts the next attempt.
      if (this.#signaling.connected) this.#connected();
    }, scattered(delayMs));
  }

  #received(event: ServerEvent): void {
    if (this.#early !== null) this.#early.push(event);
    else if (this.#state.is === 'in' && event.name === 'room:left') {
      const { reason, note = null } = event.data;
      this.#end();
      this.#way.putOut(reason, note);
      this.#signaling.rest();
    } else {
      const reply = this.#way.replyIn(event);
      if (reply === null) this.#way.received(event);
      else this.#entered(reply, event.name);
    }
  }

  #end(): void {
    this.#state = { is: 'out' };
    this.#attempts.end();
    this.#early = null;
    this.#clearRetry();
    this.#wishes.end();
    this.#commands.end();
  }

  #clearRetry(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
  }
}

/** What helps somebody who goes on after a refusal; null: nothing, it is for good. */
function remedyOf(code: FailureCode): 'connection' | 'another-connection' | 'time' | null {
  switch (code) {
    case 'OFFLINE':
      return 'connection';
    case 'NO_ANSWER':
    case 'INVALID_STATE':
      // This connection has a history; on a new one the same way leads to the same place.
      return 'another-connection';
    case 'RATE_LIMITED':
    case 'SERVER_DRAINING':
    case 'MEDIA_UNAVAILABLE':
    case 'STORAGE_UNAVAILABLE':
    case 'INTERNAL':
      return 'time';
    default:
      return null;
  }
}
