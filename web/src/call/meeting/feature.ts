import type {
  ConsoleReply,
  ConsumerState,
  FloorSource,
  JoinedReply,
  MediaAccess,
  ParticipantView,
  ScreenCodec,
  WantedLayer,
} from '../../../../src/protocol/index.ts';
import type { Command } from '../../session/commands.ts';
import type { EventData, EventName, EventOf, Failure } from '../../session/signaling.ts';
import type { Turns } from '../../session/wishes.ts';
import type { MeetingRoom } from './received.ts';

// How a feature joins in. It says what is its own, once, in its folder; features.ts puts them together.

/** An answer by which somebody comes in. */
export type MeetingReply = JoinedReply | ConsoleReply;

/** What every feature may look at. */
export interface Here {
  readonly room: MeetingRoom;
  /** Everyone at the table in the order in which they sat down, oneself and observers included. */
  readonly participants: readonly ParticipantView[];
}

/** Who looks, where it is somebody at the table. */
export interface AtTable {
  readonly self: Pick<JoinedReply['self'], 'participantId' | 'role' | 'isChairing'>;
}

/** What each event changes of the state: those parts alone, and none where nothing changes. */
export type Changes<State> = { readonly [E in EventName]?: (state: State, data: EventData[E]) => Partial<State> };

/** What of each event is worth a word, once. */
export type Words<State, Notice> = {
  readonly [E in EventName]?: (before: State, data: EventData[E], after: State) => readonly Notice[];
};

/** What is said when a command is refused; nothing: as of every failure. */
export type Refusals<Notice> = { readonly [N in Command]?: (failure: Failure) => readonly Notice[] };

/** What one sends and receives oneself, as far as an event may turn it. */
export interface OwnMedia {
  /** By the server already, at the chair's wish. */
  switchedOff(producerId: string): void;
  /** At the chair's wish, where one has consented to that. */
  switchOn(source: FloorSource): void;
  /** For good: one sends nothing any more. */
  silence(): void;
  consumerChanged(state: ConsumerState): void;
  consumerClosed(consumerId: string): void;
  /** What everybody there decodes beside VP8, the best first. */
  screenCodecsChanged(codecs: readonly ScreenCodec[]): void;
  /** Of one's own picture nobody is shown a larger layer than this. */
  layersWanted(wanted: WantedLayer): void;
  /** Everything is built anew on another session. */
  replace(access: MediaAccess): void;
}

/** What each event does to one's own media. */
type MediaTurns = { readonly [E in EventName]?: (media: OwnMedia, data: EventData[E]) => void };

interface Part<State, Notice> {
  readonly changes?: Changes<State>;
  readonly words?: Words<State, Notice>;
}

interface TablePart<State, Notice> extends Part<State, Notice> {
  /** What is kept, as an answer lays it by which somebody sits down. `before`: null for who was not in. */
  readonly laid?: (reply: MeetingReply, before: State | null) => Partial<State>;
  readonly media?: MediaTurns;
}

/** At the table and at the console alike. */
export interface Feature<Meeting, Table, Notice> extends Part<Meeting, Notice> {
  /** What is kept, as an answer lays it by which somebody comes in. */
  readonly laid?: (reply: MeetingReply) => Partial<Meeting>;
  /** What of that is worth a word. `before`: null for who was not in. */
  readonly found?: (before: Meeting | null, reply: MeetingReply) => readonly Notice[];
  /** At the table alone: about oneself, or for whoever is there. */
  readonly atTable?: TablePart<Table, Notice>;
  /** Which of its commands turn one and the same switch. */
  readonly turns?: Turns;
  readonly refused?: Refusals<Notice>;
}

/** What has all that each of several kinds has. */
export type Together<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** One that has all that each of these has. */
export function together<Part extends object>(parts: readonly (Part | null | undefined)[]): Together<Part> {
  return Object.assign({}, ...parts);
}

/** The state after an event; the same object when nothing of it has changed. */
export function applied<State extends Meeting, Meeting extends object, E extends EventName>(
  state: State,
  all: readonly (Changes<Meeting> | undefined)[],
  { name, data }: EventOf<E>,
): State {
  return all.reduce((before, changes) => patched(before, changes?.[name]?.(before, data)), state);
}

/** In the order of the features. */
export function saidOf<State, Notice, E extends EventName>(
  [before, after]: readonly [State, State],
  all: readonly (Words<State, Notice> | undefined)[],
  { name, data }: EventOf<E>,
): readonly Notice[] {
  return all.flatMap((words) => words?.[name]?.(before, data, after) ?? []);
}

/** Each feature's turn for one's own media. */
export function turned<E extends EventName>(
  media: OwnMedia,
  all: readonly (MediaTurns | undefined)[],
  { name, data }: EventOf<E>,
): void {
  for (const turns of all) turns?.[name]?.(media, data);
}

function patched<State extends Meeting, Meeting extends object>(state: State, patch: Partial<Meeting> = {}): State {
  const isSame = Object.entries(patch).every(([part, after]) => Reflect.get(state, part) === after);
  return isSame ? state : { ...state, ...patch };
}

/** Replaced where it is, or added at the end: nobody's place moves. */
export function placed<T extends { readonly id: string }>(all: readonly T[], one: T): readonly T[] {
  return all.some(({ id }) => id === one.id) ? all.map((other) => (other.id === one.id ? one : other)) : [...all, one];
}
