import type { ConsoleNews } from './entry/console.ts';
import type { EndingEvents } from './entry/ending.ts';
import type { EntryEvents } from './entry/entry.ts';
import type { LobbyEvents, LobbyNews } from './entry/lobby.ts';
import type { ClinicEvents, ClinicNews } from './media/clinic.ts';
import type { SessionEvents } from './media/session.ts';
import type { ChairEvents, ChairNews } from './meeting/chair.ts';
import type { ChatNews } from './meeting/chat.ts';
import type { FloorEvents } from './meeting/floor/floor.ts';
import type { HandsNews } from './meeting/floor/hands.ts';
import type { PeopleNews } from './meeting/people.ts';
import type { PlanNews } from './meeting/plan.ts';
import type { PollsNews } from './meeting/polls.ts';
import type { RoomNews } from './meeting/room.ts';

/** What those at the table and at the consoles are told of each other; `lobby:`, `consoles:` and `camera:` to those who chair. */
export interface MeetingEvents
  extends RoomNews,
    PeopleNews,
    ChairNews,
    LobbyNews,
    HandsNews,
    PlanNews,
    ConsoleNews,
    ChatNews,
    PollsNews,
    ClinicNews {}

/** One of them as it is sent beside others. */
export type MeetingEvent = {
  [E in keyof MeetingEvents]: { readonly name: E; readonly data: Parameters<MeetingEvents[E]>[0] };
}[keyof MeetingEvents];

/** Server to client. Each is true by itself; those that arrive before a join's answer apply after it. */
export interface ServerEvents
  extends MeetingEvents,
    EndingEvents,
    EntryEvents,
    ChairEvents,
    LobbyEvents,
    FloorEvents,
    ClinicEvents,
    SessionEvents {
  /** Several at once, in their order: what has happened within a frame's time. */
  'meeting:changed': (events: readonly MeetingEvent[]) => void;
}
