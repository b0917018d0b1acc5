import type {
  ChatMessage,
  ConsoleView,
  LeftMs,
  LobbyEntryView,
  LobbyStatus,
  LobbyText,
  LobbyWord,
  ReservedView,
  RoomView,
  SeatNews,
  SeatView,
} from '../../../../src/protocol/index.ts';
import { type Moment, momentAgo, momentIn } from '../moments.ts';

// What the server sends, with its times as moments of this page, which stay true while it is kept here.

export interface ReceivedSeat extends SeatView {
  /** When it was last left. */
  readonly leftAt: Moment | null;
}

export type ReceivedReserved =
  | (Extract<ReservedView, { state: 'running' }> & { readonly endsAt: Moment; readonly nextAt: Moment | null })
  | (Extract<ReservedView, { state: 'over' }> & { readonly nextAt: Moment | null });

export interface MeetingRoom extends RoomView {
  readonly reserved: ReceivedReserved | null;
  readonly plan: readonly ReceivedSeat[];
  /** When the meeting ends by itself; null: not announced. */
  readonly closesAt: Moment | null;
  /** When the server goes away to be started again; null: not announced. */
  readonly restartsAt: Moment | null;
}

export interface ReceivedWord extends LobbyWord {
  readonly at: Moment;
}

export interface WaitingPerson extends LobbyEntryView {
  /** Since when they wait. */
  readonly since: Moment;
  readonly words: readonly ReceivedWord[];
}

export interface ReceivedText extends LobbyText {
  readonly at: Moment;
}

export interface ReceivedStatus extends LobbyStatus {
  readonly texts: readonly ReceivedText[];
  /** As in MeetingRoom. */
  readonly restartsAt: Moment | null;
  readonly opensAt: Moment | null;
}

export interface ReceivedMessage extends ChatMessage {
  readonly at: Moment;
}

export interface PairedConsole extends ConsoleView {
  readonly since: Moment;
}

export function roomOf(view: RoomView): MeetingRoom {
  const { plan, reserved, closesInMs, restartsInMs } = view;
  return {
    ...view,
    plan: plan.map(seatOf),
    reserved: reservedOf(reserved),
    closesAt: momentOf(closesInMs),
    restartsAt: momentOf(restartsInMs),
  };
}

/** The room after a change. */
export function changedRoom(room: MeetingRoom, changes: Partial<RoomView>): MeetingRoom {
  const { closesInMs, restartsInMs, reserved, plan } = changes;
  return {
    ...room,
    ...changes,
    plan: plan === undefined ? room.plan : plan.map(seatOf),
    reserved: reserved === undefined ? room.reserved : reservedOf(reserved),
    closesAt: closesInMs === undefined ? room.closesAt : momentOf(closesInMs),
    restartsAt: restartsInMs === undefined ? room.restartsAt : momentOf(restartsInMs),
  };
}

export function waitingOf(entry: LobbyEntryView): WaitingPerson {
  return { ...entry, since: momentAgo(entry.waitedMs), words: entry.words.map(dated) };
}

/** What was read already keeps its moment: a status comes whole, whatever of it has changed. */
export function statusOf(status: LobbyStatus, before: readonly ReceivedText[] = []): ReceivedStatus {
  const known = new Map(before.map((text) => [text.id, text]));
  const texts = status.texts.map((text) => known.get(text.id) ?? dated(text));
  return { ...status, texts, restartsAt: momentOf(status.restartsInMs), opensAt: momentOf(status.opensInMs) };
}

export function consoleOf(view: ConsoleView): PairedConsole {
  return { ...view, since: momentAgo(view.pairedForMs) };
}

/** Something said, with its moment. */
export function dated<T extends Pick<ChatMessage, 'agoMs'>>(said: T): T & { readonly at: Moment } {
  return { ...said, at: momentAgo(said.agoMs) };
}

/** The plan after what was told of one of its seats. */
export function changedSeats(plan: readonly ReceivedSeat[], news: SeatNews): readonly ReceivedSeat[] {
  return plan.map((seat) => (seat.id === news.id ? seatOf({ ...seat, ...news }) : seat));
}

function seatOf(seat: SeatView): ReceivedSeat {
  return { ...seat, leftAt: seat.leftAgoMs === null ? null : momentAgo(seat.leftAgoMs) };
}

function reservedOf(view: ReservedView | null): ReceivedReserved | null {
  if (view === null) return null;
  const nextAt = momentOf(view.nextInMs);
  return view.state === 'over' ? { ...view, nextAt } : { ...view, nextAt, endsAt: momentIn(view.endsInMs) };
}

function momentOf(ms: LeftMs | null): Moment | null {
  return ms === null ? null : momentIn(ms);
}
