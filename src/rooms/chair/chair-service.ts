import { Timer } from '../../platform/scope.ts';
import type { ChairChange, Command } from '../../protocol/index.ts';
import type { SecondScreens } from '../entry/place/second-screens.ts';
import {
  authorize,
  type Change,
  type Commands,
  consoleOf,
  type Feature,
  joinedOf,
  type Meeting,
  type Membership,
  mayChair,
  type Participant,
  PerMeeting,
  targetOrThrow,
} from '../meeting/index.ts';
import { choosePosts } from './succession.ts';

/** A page that is loaded again is back within seconds; nobody should hear of it. */
export const SUCCESSION_DELAY_MS = 5_000;

interface ChairServiceOptions {
  readonly secondScreens: SecondScreens;
  /** Somebody chairs, or chairs no longer: what only the chair is free to do begins or ends. */
  readonly chairPassed: (meeting: Meeting, participant: Participant) => void;
}

/** Who holds the chair's rights now, and who holds which role. */
export class ChairService implements Feature {
  readonly commands: Commands<'participant:set-role'> = {
    'participant:set-role': (membership, command) => this.setRole(membership, command),
  };
  readonly #secondScreens: SecondScreens;
  readonly #chairPassed: ChairServiceOptions['chairPassed'];
  readonly #successions = new PerMeeting(({ scope }) => new Timer(scope));

  constructor({ secondScreens, chairPassed }: ChairServiceOptions) {
    this.#secondScreens = secondScreens;
    this.#chairPassed = chairPassed;
  }

  /** Tells everyone when the chair has passed on. */
  changed(meeting: Meeting, { arriving }: Change): void {
    if (arriving && joinedOf(arriving.state)) adoptConsoles(meeting, arriving);
    const decision = choosePosts(meeting.people.all, { isOverdue: false });
    if (decision === 'wait') this.#startSuccession(meeting);
    else {
      this.#successions.of(meeting).stop();
      this.#seatChair(meeting, decision, { arriving });
    }
  }

  /** Errors: NOT_ALLOWED. */
  async setRole(membership: Membership, { participantId, role }: Command<'participant:set-role'>): Promise<void> {
    authorize(membership, 'participant:set-role');
    const { meeting } = membership;
    const target = targetOrThrow(membership, 'participant:set-role', participantId);
    const before = chairPeople(meeting);
    if (joinedOf(target.state)?.role === role || !target.apply({ kind: 'set-role', role })) return;
    target.rank = Date.now();
    target.decidedRole = role;
    if (role === 'observer') silence(meeting, target);
    this.#updateConsoles(meeting, target);
    meeting.tellPerson(target);
    meeting.tell.one(target, 'self:updated', meeting.views.selfFor(target));
    this.#seatChair(meeting, choosePosts(meeting.people.all, { isOverdue: true }), { cause: 'appointment', before });
    meeting.changed();
  }

  #startSuccession(meeting: Meeting): void {
    const timer = this.#successions.of(meeting);
    if (timer.isRunning) return;
    timer.start(SUCCESSION_DELAY_MS, () => {
      this.#seatChair(meeting, choosePosts(meeting.people.all, { isOverdue: true }));
    });
  }

  #seatChair(
    meeting: Meeting,
    chosen: ReturnType<typeof choosePosts>,
    {
      cause,
      arriving,
      before = chairPeople(meeting),
    }: { cause?: ChairChange; arriving?: Participant | undefined; before?: readonly string[] } = {},
  ): void {
    if (chosen === 'wait') return;
    const changed = meeting.people.all.filter(
      (participant) =>
        participant.isChairing !== chosen.has(participant) &&
        participant.apply({ kind: 'chair', isChairing: chosen.has(participant) }),
    );
    for (const participant of changed) {
      if (participant !== arriving && joinedOf(participant.state)) {
        meeting.tellPerson(participant);
      }
      this.#chairPassed(meeting, participant);
    }
    for (const participant of changed) {
      if (participant !== arriving) meeting.tell.one(participant, 'self:updated', meeting.views.selfFor(participant));
    }
    const after = chairPeople(meeting);
    if (after.join() === before.join()) return;
    const isModerated = [...chosen].some(({ state }) => (joinedOf(state) ?? consoleOf(state))?.role === 'moderator');
    const wasDeputy = changed.some(({ isChairing, state }) => !isChairing && roleOf(state) === 'deputy');
    const why = cause ?? (isModerated ? (wasDeputy ? 'return' : null) : 'succession');
    if (why !== null && after.length > 0) meeting.tell.everyone('chair:changed', { participantIds: after, cause: why });
  }

  /** A second screen has the rights of its owner, and none when the owner has none. */
  #updateConsoles(meeting: Meeting, owner: Participant): void {
    const role = joinedOf(owner.state)?.role;
    if (role === undefined || !mayChair(role)) {
      this.#secondScreens.cut(meeting, owner);
      return;
    }
    for (const desk of meeting.people.consolesOf(owner)) desk.apply({ kind: 'set-role', role });
  }
}

/** An observer sends nothing, whatever they sent before. */
function silence(meeting: Meeting, participant: Participant): void {
  const session = joinedOf(participant.state)?.session;
  for (const producerId of participant.producers.keys()) session?.closeProducer(producerId);
  participant.producers.clear();
  participant.lineState.upload = 'good';
  meeting.silence(participant);
}

/** Whoever left and came again finds their second screens to be theirs, and does not stand behind them. */
function adoptConsoles(meeting: Meeting, owner: Participant): void {
  if (!mayChair(roleOf(owner.state) ?? 'participant')) return;
  const orphans = meeting.people.consolesOf(owner).filter(({ state }) => consoleOf(state)?.ownerId !== owner.id);
  for (const desk of orphans) desk.apply({ kind: 'adopt-console', ownerId: owner.id });
  if (orphans.length > 0) meeting.tellConsoles();
}

function roleOf(state: Participant['state']) {
  return (joinedOf(state) ?? consoleOf(state))?.role;
}

/** Who chairs, by the ids that everyone at the table knows. */
function chairPeople(meeting: Meeting): readonly string[] {
  const ids = meeting.people.all
    .filter(({ isChairing }) => isChairing)
    .map(({ id, state }) => consoleOf(state)?.ownerId ?? id);
  return [...new Set(ids)].sort();
}
