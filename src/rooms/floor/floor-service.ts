import { AppError } from '../../platform/errors.ts';
import type { Command, FloorChange, FloorSource, FloorSwitches, Source } from '../../protocol/index.ts';
import type { Commands } from '../meeting/commands.ts';
import type { Feature } from '../meeting/feature.ts';
import type { Meeting } from '../meeting/meeting.ts';
import { authorize, type Membership, targetOrThrow } from '../meeting/membership.ts';
import type { Participant } from '../meeting/participant.ts';
import { enforceFloor, switchOff } from './enforcement.ts';
import { hardMute, maySend } from './floor-rule.ts';

/** Hard mute, who has the floor, and what the chair asks for or may switch on. */
export class FloorService implements Feature {
  readonly commands: Commands<
    | 'floor:restrict'
    | 'floor:give'
    | 'floor:take'
    | 'participant:restrict'
    | 'participant:ask'
    | 'participant:switch-on'
    | 'consent:set'
    | 'participant:switch-off'
    | 'participant:mute-all'
  > = {
    'floor:restrict': (membership, command) => this.restrict(membership, command),
    'floor:give': (membership, command) => this.give(membership, command),
    'floor:take': (membership, command) => this.take(membership, command),
    'participant:restrict': (membership, command) => this.restrictOne(membership, command),
    'participant:ask': (membership, command) => this.ask(membership, command),
    'participant:switch-on': (membership, command) => this.switchOn(membership, command),
    'consent:set': (membership, command) => this.setConsent(membership, command),
    'participant:switch-off': (membership, command) => this.switchOff(membership, command),
    'participant:mute-all': (membership, command) => this.muteAll(membership, command),
  };
  roomView(meeting: Meeting): { restricted: FloorSwitches } {
    return { restricted: hardMute.of(meeting).restricted };
  }

  maySend(meeting: Meeting, participant: Participant, source: Source): boolean {
    return maySend(meeting, participant, source);
  }

  enforce(meeting: Meeting, participant: Participant): Promise<void> {
    return enforceFloor(meeting, participant);
  }

  /** For everyone who neither chairs nor has the floor, newcomers included. Errors: NOT_ALLOWED. */
  async restrict(membership: Membership, change: Command<'floor:restrict'>): Promise<void> {
    authorize(membership, 'floor:restrict');
    const { meeting } = membership;
    const mute = hardMute.of(meeting);
    const restricted = turned(mute.restricted, change);
    if (restricted === mute.restricted) return;
    mute.restricted = restricted;
    meeting.tellUpdated();
    // The rule before what it does to each.
    meeting.tellNow();
    await Promise.all(meeting.seated.map((seated) => enforceFloor(meeting, seated)));
  }

  /** The same for one person. Errors: NOT_ALLOWED. */
  async restrictOne(
    membership: Membership,
    { participantId, ...change }: Command<'participant:restrict'>,
  ): Promise<void> {
    authorize(membership, 'participant:restrict');
    const target = targetOrThrow(membership, 'participant:restrict', participantId);
    const restricted = turned(target.restricted, change);
    if (restricted === target.restricted) return;
    target.restricted = restricted;
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
    const former = meeting.seated.filter((seated) => seated.hasFloor && seated !== next);
    await Promise.all([...former.map((speaker) => takeFloor(meeting, speaker)), giveFloor(meeting, next)]);
  }

  /** Errors: NOT_ALLOWED, INVALID_STATE when they cannot: hard mute forbids it, or their connection is lost. */
  async ask(membership: Membership, { participantId, source }: Command<'participant:ask'>): Promise<void> {
    authorize(membership, 'participant:ask');
    const target = targetOrThrow(membership, 'participant:ask', participantId);
    assertCanSwitchOn(membership.meeting, target, source);
    target.connection?.send('participant:asked', { source });
  }

  /** Errors: NOT_ALLOWED, also without their consent; INVALID_STATE as for `ask`. */
  async switchOn(membership: Membership, { participantId, source }: Command<'participant:switch-on'>): Promise<void> {
    authorize(membership, 'participant:switch-on');
    const target = targetOrThrow(membership, 'participant:switch-on', participantId);
    if (!target.consent[source]) throw new AppError('NOT_ALLOWED', { details: { reason: 'no consent' } });
    assertCanSwitchOn(membership.meeting, target, source);
    target.connection?.send('participant:switched-on', { source });
  }

  /** What the chair may switch on for oneself; what is on already stays on. Errors: NOT_ALLOWED. */
  async setConsent(membership: Membership, change: Command<'consent:set'>): Promise<void> {
    authorize(membership, 'consent:set');
    const { meeting, participant } = membership;
    const consent = turned(participant.consent, change);
    if (consent === participant.consent) return;
    participant.consent = consent;
    meeting.broadcast('participant:updated', participant.view());
  }

  /** They may switch it on again themselves, unless hard mute forbids it. Errors: NOT_ALLOWED. */
  async switchOff(membership: Membership, { participantId, source }: Command<'participant:switch-off'>): Promise<void> {
    authorize(membership, 'participant:switch-off');
    await switchOff(membership.meeting, targetOrThrow(membership, 'participant:switch-off', participantId), source);
  }

  /** Every microphone but one's own, those of who chairs, and the excepted. Errors: NOT_ALLOWED. */
  async muteAll(membership: Membership, { except = [] }: Command<'participant:mute-all'>): Promise<void> {
    authorize(membership, 'participant:mute-all');
    const { meeting, participant } = membership;
    const others = meeting.seated.filter(
      (other) => other !== participant && !other.isChairing && !except.includes(other.id),
    );
    await Promise.all(others.map((other) => switchOff(meeting, other, 'microphone')));
  }
}

/** The chair's word lifts no hard mute: a question that cannot be answered is not asked. */
function assertCanSwitchOn(meeting: Meeting, target: Participant, source: FloorSource): void {
  if (target.state.kind !== 'joined') throw new AppError('INVALID_STATE', { details: { reason: 'not connected' } });
  if (!maySend(meeting, target, source)) throw new AppError('INVALID_STATE', { details: { reason: 'hard mute' } });
}

async function giveFloor(meeting: Meeting, target: Participant): Promise<void> {
  meeting.floorGiven(target);
  if (target.hasFloor) return;
  target.hasFloor = true;
  await tellAndEnforce(meeting, target);
}

async function takeFloor(meeting: Meeting, target: Participant): Promise<void> {
  if (!target.hasFloor) return;
  target.hasFloor = false;
  await tellAndEnforce(meeting, target);
}

async function tellAndEnforce(meeting: Meeting, target: Participant): Promise<void> {
  meeting.broadcast('participant:updated', target.view());
  await enforceFloor(meeting, target);
}

/** The same object when nothing changes by it. */
function turned(switches: FloorSwitches, { microphone, camera }: FloorChange): FloorSwitches {
  const next = { microphone: microphone ?? switches.microphone, camera: camera ?? switches.camera };
  return next.microphone === switches.microphone && next.camera === switches.camera ? switches : next;
}
