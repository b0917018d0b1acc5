import {
  type Command,
  type FloorSwitches,
  NO_SWITCHES,
  type ParticipantView,
  type Source,
  type StoppableSource,
} from '../../protocol/index.ts';
import {
  authorize,
  type Commands,
  type Feature,
  joinedOf,
  type Meeting,
  type Membership,
  type Participant,
  PerBearer,
  PerMeeting,
  targetOrThrow,
} from '../meeting/index.ts';
import { enforceFloor, switchOff } from './enforcement.ts';
import { hardMute, maySend, ownFloor, turned } from './floor-state.ts';

/** Hard mute, and who has the floor. */
export class FloorService implements Feature {
  readonly commands: Commands<'floor:restrict' | 'floor:give' | 'floor:take' | 'participant:restrict'> = {
    'floor:restrict': (membership, command) => this.restrict(membership, command),
    'floor:give': (membership, command) => this.give(membership, command),
    'floor:take': (membership, command) => this.take(membership, command),
    'participant:restrict': (membership, command) => this.restrictOne(membership, command),
  };
  /** What was said of one person, by whom they are known when they come again. */
  readonly #decided = new PerMeeting(() => new PerBearer<FloorSwitches>());

  roomView(meeting: Meeting): { restricted: FloorSwitches } {
    return { restricted: hardMute.of(meeting).restricted };
  }

  personView(
    _meeting: Meeting,
    participant: Participant,
  ): Pick<ParticipantView, 'restricted' | 'hasFloor' | 'consent'> {
    return { ...ownFloor.of(participant) };
  }

  parting(meeting: Meeting, participant: Participant): void {
    const { restricted } = ownFloor.of(participant);
    this.#decided.of(meeting).keep(participant, Object.values(restricted).includes(true) ? restricted : null);
  }

  recognised(meeting: Meeting, participant: Participant, formerId: string | null): void {
    const restricted = this.#decided.of(meeting).of(participant, { formerId });
    if (restricted) ownFloor.of(participant).restricted = restricted;
  }

  replaced(_meeting: Meeting, former: Participant, next: Participant): void {
    ownFloor.of(next).restricted = ownFloor.of(former).restricted;
  }

  handedOver(_meeting: Meeting, former: Participant, next: Participant): void {
    const { hasFloor, consent } = ownFloor.of(former);
    Object.assign(ownFloor.of(next), { hasFloor, consent });
  }

  /** Hard mute stays with the person. */
  seatLeft(_meeting: Meeting, participant: Participant): void {
    Object.assign(ownFloor.of(participant), { hasFloor: false, consent: NO_SWITCHES });
  }

  silenced(_meeting: Meeting, participant: Participant): void {
    ownFloor.of(participant).hasFloor = false;
  }

  /** Whether neither hard mute nor their role forbids it now. */
  maySend(meeting: Meeting, participant: Participant, source: Source): boolean {
    return maySend(meeting, participant, source);
  }

  /** Whose word counts however many others are loud: the chair, and who has the floor. */
  mustBeHeard(participant: Participant): boolean {
    return joinedOf(participant.state)?.isChairing === true || ownFloor.of(participant).hasFloor;
  }

  /** What they may not send any more is paused, and what hard mute alone has paused goes on. Told to everyone. */
  enforce(meeting: Meeting, participant: Participant): Promise<void> {
    return enforceFloor(meeting, participant);
  }

  /** By the chair, while what takes its place was being made. */
  switchOff(meeting: Meeting, participant: Participant, source: StoppableSource): Promise<void> {
    return switchOff(meeting, participant, source);
  }

  /** For everyone who neither chairs nor has the floor, newcomers included. Errors: NOT_ALLOWED. */
  async restrict(membership: Membership, change: Command<'floor:restrict'>): Promise<void> {
    authorize(membership, 'floor:restrict');
    const { meeting } = membership;
    const mute = hardMute.of(meeting);
    const restricted = turned(mute.restricted, change);
    if (restricted === mute.restricted) return;
    mute.restricted = restricted;
    meeting.tell.changes();
    // The rule before what it does to each.
    meeting.tell.now();
    await Promise.all(meeting.people.seated.map((seated) => enforceFloor(meeting, seated)));
  }

  /** The same for one person. Errors: NOT_ALLOWED. */
  async restrictOne(
    membership: Membership,
    { participantId, ...change }: Command<'participant:restrict'>,
  ): Promise<void> {
    authorize(membership, 'participant:restrict');
    const target = targetOrThrow(membership, 'participant:restrict', participantId);
    const floor = ownFloor.of(target);
    const restricted = turned(floor.restricted, change);
    if (restricted === floor.restricted) return;
    floor.restricted = restricted;
    await tellAndEnforce(membership.meeting, target);
  }

  /** Hard mute does not bind them from here on; a raised hand has got what it was raised for. Errors: NOT_ALLOWED. */
  async give(membership: Membership, { participantId }: Command<'floor:give'>): Promise<void> {
    authorize(membership, 'floor:give');
    const { meeting } = membership;
    await giveFloor(meeting, targetOrThrow(membership, 'floor:give', participantId));
  }

  /** What hard mute forbids is off again. Errors: NOT_ALLOWED. */
  async take(membership: Membership, { participantId }: Command<'floor:take'>): Promise<void> {
    authorize(membership, 'floor:take');
    await takeFloor(membership.meeting, targetOrThrow(membership, 'floor:take', participantId));
  }

  /** To this person, and from everyone else who has it. */
  async pass(meeting: Meeting, next: Participant): Promise<void> {
    const former = meeting.people.seated.filter((seated) => ownFloor.of(seated).hasFloor && seated !== next);
    await Promise.all([...former.map((speaker) => takeFloor(meeting, speaker)), giveFloor(meeting, next)]);
  }
}

async function giveFloor(meeting: Meeting, target: Participant): Promise<void> {
  meeting.floorGiven(target);
  const floor = ownFloor.of(target);
  if (floor.hasFloor) return;
  floor.hasFloor = true;
  await tellAndEnforce(meeting, target);
}

async function takeFloor(meeting: Meeting, target: Participant): Promise<void> {
  const floor = ownFloor.of(target);
  if (!floor.hasFloor) return;
  floor.hasFloor = false;
  await tellAndEnforce(meeting, target);
}

async function tellAndEnforce(meeting: Meeting, target: Participant): Promise<void> {
  meeting.tellPerson(target);
  await enforceFloor(meeting, target);
}
