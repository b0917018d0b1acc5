import type { ChairChange, Command } from '../../protocol/index.ts';
import type { Departures } from '../entry/leaving.ts';
import type { Room } from '../meeting/meeting.ts';
import { authorize, type Membership, targetOrThrow } from '../meeting/membership.ts';
import type { Participant } from '../meeting/participant.ts';
import { consoleOf, joinedOf, mayChair } from '../meeting/participant-state.ts';
import { choosePosts } from './succession.ts';

/** A page that is loaded again is back within seconds; nobody should hear of it. */
export const SUCCESSION_DELAY_MS = 5_000;

interface ChairServiceOptions {
  readonly departures: Departures;
  /** Somebody chairs, or chairs no longer: what only the chair is free to do begins or ends. */
  readonly chairPassed: (room: Room, participant: Participant) => void;
  /** Somebody has another role now. */
  readonly roleChanged: (room: Room) => void;
}

/** Who holds the chair's rights now, and who holds which role. */
export class ChairService {
  readonly #departures: Departures;
  readonly #chairPassed: ChairServiceOptions['chairPassed'];
  readonly #roleChanged: ChairServiceOptions['roleChanged'];
  readonly #successions = new WeakMap<Room, NodeJS.Timeout>();

  constructor({ departures, chairPassed, roleChanged }: ChairServiceOptions) {
    this.#departures = departures;
    this.#chairPassed = chairPassed;
    this.#roleChanged = roleChanged;
  }

  /**
   * To be called whenever somebody came, dropped, came back or left. Tells everyone when the chair has passed on; of
   * `arriving` the caller tells everyone anyway.
   */
  review(room: Room, { arriving }: { arriving?: Participant } = {}): void {
    if (room.closed) return;
    if (arriving && joinedOf(arriving.state)) adoptConsoles(room, arriving);
    const decision = choosePosts(room.participants, { isOverdue: false });
    if (decision === 'wait') this.#startSuccession(room);
    else {
      this.#endSuccession(room);
      this.#seatChair(room, decision, { arriving });
    }
  }

  /** Errors: NOT_ALLOWED. */
  async setRole(membership: Membership, { participantId, role }: Command<'participant:set-role'>): Promise<void> {
    authorize(membership, 'participant:set-role');
    const { room } = membership;
    const target = targetOrThrow(membership, 'participant:set-role', participantId);
    const before = chairPeople(room);
    if (joinedOf(target.state)?.role === role || !target.apply({ kind: 'set-role', role })) return;
    target.rank = Date.now();
    target.decidedRole = role;
    if (role === 'observer') silence(room, target);
    this.#updateConsoles(room, target);
    room.broadcast('participant:updated', target.view());
    room.tell(target, 'self:updated', room.selfUpdateFor(target));
    this.#seatChair(room, choosePosts(room.participants, { isOverdue: true }), { cause: 'appointment', before });
    this.#roleChanged(room);
  }

  #startSuccession(room: Room): void {
    if (this.#successions.has(room)) return;
    const timer = setTimeout(() => {
      this.#successions.delete(room);
      if (!room.closed) this.#seatChair(room, choosePosts(room.participants, { isOverdue: true }));
    }, SUCCESSION_DELAY_MS);
    this.#successions.set(room, timer);
    room.onClose(() => clearTimeout(timer));
  }

  #endSuccession(room: Room): void {
    clearTimeout(this.#successions.get(room));
    this.#successions.delete(room);
  }

  #seatChair(
    room: Room,
    chosen: ReturnType<typeof choosePosts>,
    {
      cause,
      arriving,
      before = chairPeople(room),
    }: { cause?: ChairChange; arriving?: Participant | undefined; before?: readonly string[] } = {},
  ): void {
    if (chosen === 'wait') return;
    const changed = room.participants.filter(
      (participant) =>
        participant.isChairing !== chosen.has(participant) &&
        participant.apply({ kind: 'chair', isChairing: chosen.has(participant) }),
    );
    for (const participant of changed) {
      if (participant !== arriving && joinedOf(participant.state)) {
        room.broadcast('participant:updated', participant.view());
      }
      this.#chairPassed(room, participant);
    }
    for (const participant of changed) {
      if (participant !== arriving) room.tell(participant, 'self:updated', room.selfUpdateFor(participant));
    }
    const after = chairPeople(room);
    if (after.join() === before.join()) return;
    const isModerated = [...chosen].some(({ state }) => (joinedOf(state) ?? consoleOf(state))?.role === 'moderator');
    const wasDeputy = changed.some(({ isChairing, state }) => !isChairing && roleOf(state) === 'deputy');
    const why = cause ?? (isModerated ? (wasDeputy ? 'return' : null) : 'succession');
    if (why !== null && after.length > 0) room.broadcast('chair:changed', { participantIds: after, cause: why });
  }

  /** A second screen has the rights of its owner, and none when the owner has none. */
  #updateConsoles(room: Room, owner: Participant): void {
    const role = joinedOf(owner.state)?.role;
    if (role === undefined || !mayChair(role)) {
      this.#departures.cutConsoles(room, owner);
      return;
    }
    for (const desk of room.consolesOf(owner)) desk.apply({ kind: 'set-role', role });
  }
}

/** An observer sends nothing, whatever they sent before. */
function silence(room: Room, participant: Participant): void {
  const session = joinedOf(participant.state)?.session;
  for (const producerId of participant.producers.keys()) session?.closeProducer(producerId);
  participant.producers.clear();
  participant.hasFloor = false;
  participant.upload = 'good';
  const wasSpotlit = room.spotlight === participant.id;
  if (wasSpotlit) room.spotlight = null;
  if (room.giveUpHand(participant) || wasSpotlit) room.tellUpdated();
}

/** Whoever left and came again finds their second screens to be theirs, and does not stand behind them. */
function adoptConsoles(room: Room, owner: Participant): void {
  if (!mayChair(roleOf(owner.state) ?? 'participant')) return;
  const orphans = room.consolesOf(owner).filter(({ state }) => consoleOf(state)?.ownerId !== owner.id);
  for (const desk of orphans) desk.apply({ kind: 'adopt-console', ownerId: owner.id });
  if (orphans.length > 0) room.tellChair('consoles:updated', room.consoleViews());
}

function roleOf(state: Participant['state']) {
  return (joinedOf(state) ?? consoleOf(state))?.role;
}

/** Who chairs, by the ids that everyone at the table knows. */
function chairPeople(room: Room): readonly string[] {
  const ids = room.participants
    .filter(({ isChairing }) => isChairing)
    .map(({ id, state }) => consoleOf(state)?.ownerId ?? id);
  return [...new Set(ids)].sort();
}
