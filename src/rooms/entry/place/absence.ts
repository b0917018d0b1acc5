import { AppError } from '../../../platform/errors.ts';
import { MAX_WAITING } from '../../../protocol/index.ts';
import { joinedOf, lobbyOf, type Meeting, type Participant, RESUME_WINDOW_MS } from '../../meeting/index.ts';

// What is kept for people whose line is gone, and for how long. Nobody who is here must stand outside because of it.

/** Who was there for seconds only has less to lose, and is how a flood of knocks and joins looks. */
export const BRIEF_WINDOW_MS = 30_000;
export const BRIEF_STAY_MS = 10_000;
/** The page said goodbye: it is loaded again within seconds, or not at all. */
export const RELOAD_WINDOW_MS = 10_000;
/** Of those who were there for seconds: some phones on one bad network. Who was there for longer is kept, however many. */
const MAX_BRIEF_PER_ORIGIN = 10;

/** Seats and the lobby are two things that can be full. */
type Kind = 'seat' | 'lobby';

/** For how long the place of somebody who drops now is kept. */
export function windowFor(participant: Participant, now: number): number {
  return isBrief(participant, now) ? BRIEF_WINDOW_MS : RESUME_WINDOW_MS;
}

/** Of those of one origin who were there for seconds, whoever is kept beyond its share: who is gone longest first. */
export function beyondShare(people: readonly Participant[], { origins }: Participant): readonly Participant[] {
  const absent = people.filter((person) => isAbsent(person) && person.origins[0] === origins[0]);
  const brief = absent.filter((person) => isBrief(person, absentSince(person))).sort(byClaim);
  return brief.slice(0, Math.max(0, brief.length - MAX_BRIEF_PER_ORIGIN));
}

/**
 * Who gives their place up for somebody who is here; undefined: there is a free one. `freed`: that many go with
 * whoever comes. Who may chair finds a seat also in a full room, and on a full server where somebody is in it: somebody
 * must be able to end it. Errors: ROOM_FULL, SERVER_FULL, TOO_MANY when the lobby is full.
 */
export function findPlace(
  meeting: Pick<Meeting, 'people' | 'settings' | 'reserved'>,
  kind: Kind,
  { isHost = false, freed = 0 }: { isHost?: boolean; freed?: number } = {},
): Participant | undefined {
  const { people } = meeting;
  const lack = kind === 'seat' ? lackOf(meeting, { isHost, freed }) : lackInLobby(people.waiting.length - freed);
  if (lack === null) return undefined;
  const yielding = whoYields(people.all, kind);
  if (!yielding) throw new AppError(lack);
  return yielding;
}

function lackInLobby(waiting: number): 'TOO_MANY' | null {
  return waiting < MAX_WAITING ? null : 'TOO_MANY';
}

/** Null: nothing, there is a seat. */
function lackOf(
  { people, settings, reserved }: Pick<Meeting, 'people' | 'settings' | 'reserved'>,
  { isHost, freed }: { isHost: boolean; freed: number },
): 'ROOM_FULL' | 'SERVER_FULL' | null {
  const taken = people.seatsTaken - freed;
  const { promised, serverLeft, seatsBeside } = reserved();
  const { sharedSeats, maxParticipants } = settings;
  // What is promised is there, whoever else has come.
  const isPromised = taken < promised;
  const isServerFull = !isPromised && serverLeft + freed <= 0;
  if (isServerFull && !(isHost && people.seatsTaken > 0)) return 'SERVER_FULL';
  // Below nothing where hosts came into a full room, or a number was made smaller.
  const ofHouse = sharedSeats && !isPromised ? sharedSeats.max - taken - seatsBeside(sharedSeats.of) : 1;
  return isHost || Math.min(maxParticipants - taken, ofHouse) > 0 ? null : 'ROOM_FULL';
}

/** Undefined: nobody. */
function whoYields(people: readonly Participant[], kind: Kind): Participant | undefined {
  return people.filter((person) => isAbsent(person) && kindOf(person) === kind).sort(byClaim)[0];
}

/** Somebody with a promised seat takes one already. */
function kindOf({ state }: Pick<Participant, 'state'>): Kind | null {
  if (joinedOf(state)) return 'seat';
  const waiting = lobbyOf(state);
  return waiting ? (waiting.admitted ? 'seat' : 'lobby') : null;
}

/** Whoever is just coming back is here. */
function isAbsent({ state, returning }: Participant): boolean {
  return state.kind === 'reconnecting' && returning === null;
}

/** Waiting counts as well as sitting, and what the same person was before they were here as they are now. */
function isBrief({ state, hereSince }: Participant, until: number): boolean {
  return kindOf({ state }) !== null && until - hereSince < BRIEF_STAY_MS;
}

function absentSince({ state }: Participant): number {
  return state.kind === 'reconnecting' ? state.since : Number.POSITIVE_INFINITY;
}

/** Least claim first. Who leads comes last: somebody must be able to end the meeting. */
function byClaim(one: Participant, other: Participant): number {
  const rank = (person: Participant) =>
    (joinedOf(person.state)?.role === 'moderator' ? 2 : 0) + (isBrief(person, absentSince(person)) ? 0 : 1);
  return rank(one) - rank(other) || absentSince(one) - absentSince(other);
}
