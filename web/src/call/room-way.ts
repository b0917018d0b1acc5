import type { JoinReply, LeaveReason, LobbyReply } from '../../../src/protocol/index.ts';
import type { Command } from '../session/commands.ts';
import type { EntryState, Way } from '../session/entry.ts';
import type { RoomMemory } from '../session/links/room-link.ts';
import type { Failure, ServerEvent } from '../session/signaling.ts';
import type { CallState, LeftState, Notice } from './call-state.ts';
import { foundBy, refusalOf } from './meeting/meeting-events.ts';
import { statusOf } from './meeting/received.ts';
import type { ServerClock } from './moments.ts';
import type { RoomKeys } from './room-keys.ts';
import type { StateFeed } from './state-feed.ts';
import type { Seat } from './table/seat.ts';

interface RoomWayOptions {
  readonly feed: StateFeed<CallState, Notice>;
  readonly keys: RoomKeys;
  readonly memory: RoomMemory;
  readonly seat: Seat;
  readonly clock: ServerClock;
}

/** The way of somebody who comes to a room: past its door and perhaps its lobby to the table. */
export class RoomWay implements Way<JoinReply> {
  readonly #options: RoomWayOptions;
  readonly #feed: StateFeed<CallState, Notice>;

  constructor(options: RoomWayOptions) {
    this.#options = options;
    this.#feed = options.feed;
  }

  get #state(): CallState {
    return this.#feed.getSnapshot();
  }

  ask({ isSeeking }: { readonly isSeeking: boolean }): Promise<JoinReply> {
    const { keys, seat } = this.#options;
    return keys.ask({ holds: seat.media?.holds ?? null, isSeeking });
  }

  comeBack(wayBack: string): Promise<string> {
    return this.#options.keys.comeBack(wayBack);
  }

  identityOf(reply: JoinReply): string | null {
    return reply.state === 'joined' ? reply.self.participantId : null;
  }

  replyIn(event: ServerEvent): JoinReply | null {
    const { place } = this.#state;
    if (event.name === 'lobby:admitted') return place === 'lobby' ? event.data : null;
    if (event.name === 'lobby:returned') return place === 'table' ? event.data : null;
    return null;
  }

  entered(reply: JoinReply, { isSame, by }: Parameters<Way<JoinReply>['entered']>[1]): void {
    const { keys, clock, seat } = this.#options;
    keys.keep(reply);
    clock.learn(reply.clock);
    // Before the message that it may have become.
    if (isSame) seat.line.returned();
    else seat.line.sent();
    if (reply.state === 'joined') this.#seated(reply);
    else this.#waits(reply);
    if (by === 'lobby:admitted') this.#feed.notice({ kind: 'admitted' });
    if (by === 'lobby:returned') this.#feed.notice({ kind: 'returned-to-lobby' });
  }

  slowed(): void {
    this.#feed.set({ place: 'joining', returning: true, slow: true });
  }

  cutOff(): void {
    const state = this.#state;
    if (state.place !== 'lobby' && state.place !== 'table') return;
    this.#options.seat.media?.suspend();
    this.#feed.set({ ...state, connection: 'reconnecting' });
    this.#feed.notice({ kind: 'reconnecting' });
  }

  refused(failure: Failure, was: EntryState): boolean {
    const { code } = failure;
    if (code === 'ROOM_NOT_FOUND' || code === 'BANNED') this.#options.memory.roomName = null;
    const reason = was.is === 'asking' ? null : reasonOf(code);
    // A seat that is no longer kept is no problem to tell: the door is the way in.
    if (was.is === 'seeking' && code === 'RESUME_INVALID') this.atDoor(null);
    else if (reason === null) this.atDoor(failure);
    else this.putOut(reason);
    return this.#state.place === 'door';
  }

  putOut(reason: LeaveReason, note: string | null = null): void {
    this.left({ reason, note, wayBackUntil: null });
  }

  received(event: ServerEvent): void {
    const state = this.#state;
    if (event.name === 'server:closing') this.#feed.notice({ kind: 'server-closing' });
    else if (state.place === 'table') this.#options.seat.received(state, event);
    else if (state.place === 'lobby' && event.name === 'lobby:updated')
      this.#feed.set({ ...state, ...statusOf(event.data, state.texts) });
  }

  failed(name: Command, failure: Failure): void {
    for (const notice of refusalOf(name, failure)) this.#feed.notice(notice);
  }

  networkChanged(): void {
    this.#options.seat.media?.networkChanged();
  }

  left(how: Pick<LeftState, 'reason' | 'note' | 'wayBackUntil'>): void {
    const { memory } = this.#options;
    const roomName = this.#state.place === 'table' ? this.#state.room.name : null;
    this.close();
    memory.resume = null;
    if (how.reason === 'removed') memory.roomName = null;
    this.#feed.set({ place: 'left', roomName, ...how });
  }

  atDoor(problem: Failure | null): void {
    this.close();
    this.#feed.set({ place: 'door', problem });
  }

  close(): void {
    const { seat } = this.#options;
    seat.line.sent();
    seat.left();
  }

  #seated(reply: Extract<JoinReply, { state: 'joined' }>): void {
    const before = this.#state.place === 'table' ? this.#state : null;
    this.#options.seat.taken(reply);
    if (before !== null) this.#feed.notice({ kind: 'reconnected' });
    for (const notice of foundBy(reply, before)) this.#feed.notice(notice);
  }

  #waits(reply: LobbyReply): void {
    const before = this.#state;
    this.#options.seat.left();
    const { displayName, roomName, ...told } = reply;
    const { waitingFor, opensInMs, message, texts, mayReply, mayProve, restartsInMs } = told;
    const known = before.place === 'lobby' ? before.texts : [];
    const lobby = { waitingFor, opensInMs, message, texts, mayReply, mayProve, restartsInMs };
    const status = statusOf(lobby, known);
    const returned = before.place === 'table' || (before.place === 'lobby' && before.returned);
    this.#feed.set({ place: 'lobby', connection: 'connected', displayName, roomName, returned, ...status });
  }
}

/** Why one is out, of whom the way back leads nowhere; null: the door says what is asked instead of what let one in. */
function reasonOf(code: Failure['code']): LeaveReason | null {
  switch (code) {
    case 'ROOM_ENDED':
      return 'ended';
    case 'BANNED':
      return 'removed';
    case 'RESUME_INVALID':
      return 'timeout';
    default:
      return null;
  }
}
