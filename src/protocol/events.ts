import type { ChairEvents, ChairNews } from './chair.ts';
import type { ChatNews } from './chat.ts';
import type { ClinicEvents, ClinicNews } from './clinic.ts';
import type { ConsoleNews } from './console.ts';
import type { EndingEvents } from './ending.ts';
import type { EntryEvents } from './entry.ts';
import type { FloorEvents } from './floor.ts';
import type { HandsNews } from './hands.ts';
import type { LobbyEvents, LobbyNews } from './lobby.ts';
import type { PeopleNews } from './people.ts';
import type { PollsNews } from './polls.ts';
import type { RoomNews } from './room.ts';
import type { SessionEvents } from './session.ts';

/** What those at the table and at the consoles are told of each other; `lobby:`, `consoles:` and `camera:` to those who chair. */
export interface MeetingEvents
  extends RoomNews,
    PeopleNews,
    ChairNews,
    LobbyNews,
    HandsNews,
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
