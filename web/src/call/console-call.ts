import type { CommandInput, CommandReplies, ConsoleReply, LeaveReason } from '../../../src/protocol/index.ts';
import { type RestartNotice, restartNoticesOf } from '../features/ending/restart-notices.ts';
import { foundWaiting, type LobbyNotice, lobbyNoticesOf } from '../features/lobby/lobby-notices.ts';
import { scattered } from '../scattered.ts';
import { type Command, Commands } from '../session/commands.ts';
import type { ConsoleLink, ConsoleMemory } from '../session/console-link.ts';
import { PLACE_KEPT_MS } from '../session/long-cut-off.ts';
import { type Failure, failureOf, type ServerEvent, type Signaling } from '../session/signaling.ts';
import type { Connection } from './call-state.ts';
import { type LineNotice, lineNoticesOf } from './line/line-notices.ts';
import { applyToMeeting, type MeetingState, meetingOf } from './meeting-events.ts';
import { ServerClock } from './moments.ts';
import { StateFeed } from './state-feed.ts';
import { turnedBy, Wishes } from './wishes.ts';

/** How long a tablet waits for a connection before it says that there is none. */
const CONNECT_WITHIN_MS = 10_000;
/** Between attempts while the server answers but cannot take us, or does not answer. */
const RETRY_MS = 2_000;

/** `cut-off`: by the chair. `lost`: the way back is no longer good. `elsewhere`: open in another tab. */
export type ConsoleEnd = 'cut-off' | 'over' | 'code-invalid' | 'too-many' | 'lost' | 'elsewhere' | 'unavailable';

export interface ConsoleDesk extends MeetingState {
  readonly place: 'desk';
  readonly connection: Connection;
  readonly consoleId: string;
  /** Whether its commands count now; a deputy's do not while a moderator is here. */
  readonly isChairing: boolean;
}

export type ConsoleState =
  /** Neither a code nor a way back. */
  | { readonly place: 'unpaired' }
  /** On the way in; `slow`: nobody has answered so far. */
  | { readonly place: 'pairing'; readonly slow: boolean }
  | ConsoleDesk
  | { readonly place: 'ended'; readonly reason: ConsoleEnd };

interface ConsoleCallOptions {
  readonly signaling: Signaling;
  readonly memory: ConsoleMemory;
  readonly link: ConsoleLink | null;
}

/** What somebody wants to hear beside the state. */
export type ConsoleNotice =
  | LobbyNotice
  | LineNotice
  | RestartNotice
  | { readonly kind: 'failed'; readonly failure: Failure };

/** A second screen's way into one meeting and through it, over connections that drop. No media. */
export class ConsoleCall {
  readonly clock = new ServerClock();
  readonly #signaling: Signaling;
  readonly #memory: ConsoleMemory;
  readonly #commands: Commands;
  readonly #wishes = new Wishes();
  readonly #roomId: string | null;
  #code: string | null;
  readonly #feed: StateFeed<ConsoleState, ConsoleNotice>;
  /** Events that overtook the answer to a join. Null: none is under way. */
  #early: ServerEvent[] | null = null;
  /** Counts attempts, so that one that was overtaken does nothing. */
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | null = null;
  /** The way back to a console that was given back unheard: it must not count as one for minutes. */
  #owed: string | null = null;
  /** Then it does so no longer. */
  #owing: ReturnType<typeof setTimeout> | null = null;

  constructor({ signaling, memory, link }: ConsoleCallOptions) {
    this.#signaling = signaling;
    this.#memory = memory;
    this.#commands = new Commands(signaling);
    this.#roomId = link?.roomId ?? memory.lastRoom;
    this.#code = link?.code ?? null;
    const hasWay = this.#code !== null || (this.#roomId !== null && memory.resumeOf(this.#roomId) !== null);
    this.#feed = new StateFeed(hasWay ? { place: 'pairing', slow: false } : { place: 'unpaired' });
    signaling.listen({
      connectionChanged: (connected) => (connected ? this.#connected() : this.#disconnected()),
      received: (event) => this.#received(event),
    });
  }

  get #state(): ConsoleState {
    return this.#feed.getSnapshot();
  }

  getSnapshot = (): ConsoleState => this.#feed.getSnapshot();

  subscribe = (listener: () => void): (() => void) => this.#feed.subscribe(listener);

  onNotice(listener: (notice: ConsoleNotice) => void): () => void {
    return this.#feed.onNotice(listener);
  }

  /** Goes in by the code or back by what this browser remembers. */
  open(): void {
    if (this.#state.place !== 'pairing') return;
    this.#signaling.open();
    void this.#enter();
  }

  /** From another tab to this one, or once more after the server was away. */
  takeOver(): void {
    if (this.#state.place !== 'ended') return;
    this.#owed = null;
    this.#clearOwing();
    this.#feed.set({ place: 'pairing', slow: false });
    this.#signaling.open();
    void this.#enter();
  }

  /** Gives the console back: the chair's list has it no longer, and this browser knows no way in. */
  async giveBack(): Promise<void> {
    if (this.#state.place !== 'desk') return;
    const { consoleId } = this.#state;
    const way = this.#roomId === null ? null : this.#memory.resumeOf(this.#roomId);
    const failure = await this.#signaling.request('room:leave', {}).then(() => null, failureOf);
    if (this.#state.place !== 'desk' || this.#state.consoleId !== consoleId) return;
    if (isUnheard(failure)) this.#owed = way;
    this.#end('cut-off');
    if (failure?.code === 'NO_ANSWER') this.#signaling.renew();
  }

  /** Of a console that was given back while nobody could hear of it: by coming back for a moment. */
  async #sayGoodbye(roomId: string, resume: string): Promise<void> {
    this.#owed = null;
    let way = resume;
    try {
      way = (await this.#signaling.request('console:join', { roomId, resume })).resume;
      await this.#signaling.request('room:leave', {});
    } catch (error) {
      const failure = failureOf(error);
      if (isUnheard(failure) && this.#state.place === 'ended' && this.#owing !== null) {
        this.#owed = way;
        if (failure.code === 'NO_ANSWER') this.#signaling.renew();
        return;
      }
    }
    if (this.#state.place !== 'ended') return;
    this.#clearOwing();
    this.#signaling.rest();
  }

  /** A command whose effect the server tells by events; whether it was taken. A failure is told as a notice. */
  async act<N extends Command>(name: N, input: CommandInput<N>): Promise<boolean> {
    try {
      await this.#wishes.fulfil(turnedBy(name, input), () => this.request(name, input));
      return true;
    } catch (error) {
      this.#feed.notice({ kind: 'failed', failure: failureOf(error) });
      return false;
    }
  }

  /** A command whose answer is needed. Errors: RequestError. */
  request<N extends Command>(name: N, input: CommandInput<N>): Promise<CommandReplies[N]> {
    return this.#commands.send(name, input);
  }

  close(): void {
    this.#stop();
    this.#signaling.close();
    this.#feed.close();
  }

  async #enter(): Promise<void> {
    const roomId = this.#roomId;
    if (roomId === null) return;
    const attempt = ++this.#attempt;
    this.#early = [];
    try {
      const reply = await this.#ask(roomId);
      // The secret is good for nobody else, so it is kept also when this attempt was overtaken.
      this.#memory.keep(roomId, reply.resume);
      if (attempt !== this.#attempt) return;
      const early = this.#early;
      this.#early = null;
      this.#entered(reply);
      for (const event of early) this.#received(event);
    } catch (error) {
      if (attempt !== this.#attempt) return;
      this.#early = null;
      this.#refused(failureOf(error));
    }
  }

  /** By the code while there is one; a link that is opened again leads back by what the browser remembers. */
  async #ask(roomId: string): Promise<ConsoleReply> {
    const patience = { connectWithinMs: CONNECT_WITHIN_MS };
    const resume = this.#memory.resumeOf(roomId);
    const code = this.#code;
    if (code === null) return this.#signaling.request('console:join', { roomId, resume: resume ?? '' }, patience);
    try {
      const device = this.#memory.deviceOf(roomId);
      const reply = await this.#signaling.request('console:join', { roomId, code, device }, patience);
      this.#code = null;
      return reply;
    } catch (error) {
      if (failureOf(error).code !== 'INVITE_INVALID' || resume === null) throw error;
      this.#code = null;
      return this.#signaling.request('console:join', { roomId, resume }, patience);
    }
  }

  #entered(reply: ConsoleReply): void {
    const { consoleId, isChairing, clock } = reply;
    this.clock.learn(clock);
    const before = this.#state.place === 'desk' && this.#state.consoleId === consoleId ? this.#state : null;
    if (before !== null) this.#commands.resume();
    else this.#commands.end();
    this.#feed.set({ place: 'desk', connection: 'connected', consoleId, isChairing, ...meetingOf(reply) });
    for (const notice of foundWaiting(before?.lobby ?? [], reply.lobby)) this.#feed.notice(notice);
  }

  #refused(failure: Failure): void {
    switch (failure.code) {
      case 'OFFLINE':
        if (this.#state.place === 'pairing') this.#feed.set({ place: 'pairing', slow: true });
        return;
      case 'NO_ANSWER':
      case 'INVALID_STATE':
        if (this.#state.place === 'pairing') this.#feed.set({ place: 'pairing', slow: true });
        // This connection has a history; on a new one the same way leads to the same place.
        this.#signaling.renew();
        return;
      case 'RATE_LIMITED':
      case 'SERVER_DRAINING':
      case 'STORAGE_UNAVAILABLE':
      case 'INTERNAL':
        if (this.#state.place === 'pairing') this.#feed.set({ place: 'pairing', slow: true });
        this.#retryIn(failure.retryAfterMs ?? RETRY_MS);
        return;
      case 'TOO_MANY':
        this.#end('too-many');
        return;
      default:
        this.#end(this.#code === null ? 'lost' : 'code-invalid');
    }
  }

  #connected(): void {
    const { place } = this.#state;
    if (place === 'ended' && this.#owed !== null && this.#roomId !== null) {
      void this.#sayGoodbye(this.#roomId, this.#owed);
    }
    if (place === 'pairing' ? this.#early === null : place === 'desk' && this.#state.connection === 'reconnecting') {
      void this.#enter();
    }
  }

  #disconnected(): void {
    if (this.#state.place === 'desk') this.#feed.set({ ...this.#state, connection: 'reconnecting' });
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
    const state = this.#state;
    if (this.#early !== null) this.#early.push(event);
    else if (state.place !== 'desk') return;
    else if (event.name === 'room:left') this.#end(endOf(event.data.reason));
    else {
      const after = applyToMeeting(state, event);
      const isChairing = event.name === 'self:updated' ? event.data.isChairing : state.isChairing;
      if (after !== state || isChairing !== state.isChairing) this.#feed.set({ ...after, isChairing });
      const notices = [
        ...lobbyNoticesOf(state, event),
        ...lineNoticesOf(state.participants, event),
        ...restartNoticesOf(state.room, event),
      ];
      for (const notice of notices) this.#feed.notice(notice);
    }
  }

  #end(reason: ConsoleEnd): void {
    this.#stop();
    // In another tab the same way back is in use; a server that is away may be back.
    if (this.#roomId !== null && reason !== 'elsewhere' && reason !== 'unavailable') this.#memory.forget(this.#roomId);
    this.#code = null;
    this.#feed.set({ place: 'ended', reason });
    if (this.#owed === null) this.#signaling.rest();
    else this.#owing = setTimeout(() => this.#oweNothing(), PLACE_KEPT_MS);
  }

  #oweNothing(): void {
    this.#owing = null;
    // One that is under way is not cut short.
    if (this.#owed !== null) this.#signaling.rest();
    this.#owed = null;
  }

  #stop(): void {
    this.#attempt += 1;
    this.#early = null;
    this.#wishes.end();
    this.#commands.end();
    this.#clearRetry();
    this.#clearOwing();
  }

  #clearOwing(): void {
    if (this.#owing !== null) clearTimeout(this.#owing);
    this.#owing = null;
  }

  #clearRetry(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
  }
}

function isUnheard(failure: Failure | null): boolean {
  return failure?.code === 'OFFLINE' || failure?.code === 'NO_ANSWER';
}

function endOf(reason: LeaveReason): ConsoleEnd {
  switch (reason) {
    case 'ended':
      return 'over';
    case 'replaced':
      return 'elsewhere';
    case 'unavailable':
      return 'unavailable';
    case 'timeout':
      return 'lost';
    default:
      return 'cut-off';
  }
}
