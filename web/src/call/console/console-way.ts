import type { ConsoleReply, LeaveReason } from '../../../../src/protocol/index.ts';
import type { Command } from '../../session/commands.ts';
import { CONNECT_WITHIN_MS, type Way } from '../../session/entry.ts';
import type { ConsoleMemory } from '../../session/links/console-link.ts';
import { type Failure, failureOf, type ServerEvent, type Signaling } from '../../session/signaling.ts';
import { applyToMeeting, foundBy, meetingNoticesOf, meetingOf, refusalOf } from '../meeting/meeting-events.ts';
import type { ServerClock } from '../moments.ts';
import type { StateFeed } from '../state-feed.ts';
import type { ConsoleEnd, ConsoleNotice, ConsoleState } from './console-state.ts';

interface ConsoleWayOptions {
  readonly feed: StateFeed<ConsoleState, ConsoleNotice>;
  readonly signaling: Pick<Signaling, 'request'>;
  readonly memory: ConsoleMemory;
  readonly clock: ServerClock;
  readonly roomId: string;
  /** Out of a pairing link. */
  readonly code: string | null;
}

/** The way of a second screen to its desk: by a code once, back by what this browser remembers. */
export class ConsoleWay implements Way<ConsoleReply> {
  readonly #options: ConsoleWayOptions;
  readonly #feed: StateFeed<ConsoleState, ConsoleNotice>;
  #code: string | null;

  constructor(options: ConsoleWayOptions) {
    this.#options = options;
    this.#feed = options.feed;
    this.#code = options.code;
  }

  get #state(): ConsoleState {
    return this.#feed.getSnapshot();
  }

  async ask(): Promise<ConsoleReply> {
    const { memory, roomId } = this.#options;
    const reply = await this.#ask();
    // The secret is good for nobody else, so it is kept also when this attempt was overtaken.
    memory.keep(roomId, reply.resume);
    return reply;
  }

  /** By the code while there is one; a link that is opened again leads back by what the browser remembers. */
  async #ask(): Promise<ConsoleReply> {
    const { signaling, memory, roomId } = this.#options;
    const patience = { connectWithinMs: CONNECT_WITHIN_MS };
    const resume = memory.resumeOf(roomId);
    const code = this.#code;
    if (code === null) return signaling.request('console:join', { roomId, resume: resume ?? '' }, patience);
    try {
      const device = memory.deviceOf(roomId);
      const reply = await signaling.request('console:join', { roomId, code, device }, patience);
      this.#code = null;
      return reply;
    } catch (error) {
      if (failureOf(error).code !== 'INVITE_INVALID' || resume === null) throw error;
      this.#code = null;
      return signaling.request('console:join', { roomId, resume }, patience);
    }
  }

  async comeBack(resume: string): Promise<string> {
    const { signaling, roomId } = this.#options;
    return (await signaling.request('console:join', { roomId, resume })).resume;
  }

  identityOf({ consoleId }: ConsoleReply): string {
    return consoleId;
  }

  replyIn(): null {
    return null;
  }

  entered(reply: ConsoleReply, { isSame }: { readonly isSame: boolean }): void {
    const { consoleId, isChairing, clock } = reply;
    this.#options.clock.learn(clock);
    const before = isSame && this.#state.place === 'desk' ? this.#state : null;
    this.#feed.set({ place: 'desk', connection: 'connected', consoleId, isChairing, ...meetingOf(reply) });
    for (const notice of foundBy(reply, before)) this.#feed.notice(notice);
  }

  slowed(): void {
    this.#feed.set({ place: 'pairing', slow: true });
  }

  cutOff(): void {
    if (this.#state.place === 'desk') this.#feed.set({ ...this.#state, connection: 'reconnecting' });
  }

  refused({ code }: Failure): boolean {
    this.end(code === 'TOO_MANY' ? 'too-many' : this.#code === null ? 'lost' : 'code-invalid');
    return false;
  }

  putOut(reason: LeaveReason): void {
    this.end(endOf(reason));
  }

  received(event: ServerEvent): void {
    const state = this.#state;
    if (state.place !== 'desk') return;
    const after = applyToMeeting(state, event);
    const isChairing = event.name === 'self:updated' ? event.data.isChairing : state.isChairing;
    if (after !== state || isChairing !== state.isChairing) this.#feed.set({ ...after, isChairing });
    for (const notice of meetingNoticesOf(state, event)) this.#feed.notice(notice);
  }

  failed(name: Command, failure: Failure): void {
    for (const notice of refusalOf(name, failure)) this.#feed.notice(notice);
  }

  end(reason: ConsoleEnd): void {
    const { memory, roomId } = this.#options;
    // In another tab the same way back is in use; a server that is away may be back.
    if (reason !== 'elsewhere' && reason !== 'unavailable') memory.forget(roomId);
    this.#code = null;
    this.#feed.set({ place: 'ended', reason });
  }
}

function endOf(reason: LeaveReason): ConsoleEnd {
  switch (reason) {
    case 'ended':
    case 'next':
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
