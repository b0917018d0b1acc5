import { AppError } from '../../platform/errors.ts';
import type { Command, FloorSource } from '../../protocol/index.ts';
import {
  authorize,
  type Commands,
  type Meeting,
  type Membership,
  type Participant,
  targetOrThrow,
} from '../meeting/index.ts';
import { switchOff } from './enforcement.ts';
import { maySend, ownFloor, turned } from './floor-state.ts';

/** What the chair switches off at somebody, asks for, or may switch on. */
export class SwitchingService {
  readonly commands: Commands<
    'participant:ask' | 'participant:switch-on' | 'consent:set' | 'participant:switch-off' | 'participant:mute-all'
  > = {
    'participant:ask': (membership, command) => this.ask(membership, command),
    'participant:switch-on': (membership, command) => this.switchOn(membership, command),
    'consent:set': (membership, command) => this.setConsent(membership, command),
    'participant:switch-off': (membership, command) => this.switchOff(membership, command),
    'participant:mute-all': (membership, command) => this.muteAll(membership, command),
  };

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
    if (!ownFloor.of(target).consent[source]) throw new AppError('NOT_ALLOWED', { details: { reason: 'no consent' } });
    assertCanSwitchOn(membership.meeting, target, source);
    target.connection?.send('participant:switched-on', { source });
  }

  /** What the chair may switch on for oneself; what is on already stays on. Errors: NOT_ALLOWED. */
  async setConsent(membership: Membership, change: Command<'consent:set'>): Promise<void> {
    authorize(membership, 'consent:set');
    const { meeting, participant } = membership;
    const floor = ownFloor.of(participant);
    const consent = turned(floor.consent, change);
    if (consent === floor.consent) return;
    floor.consent = consent;
    meeting.tellPerson(participant);
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
    const others = meeting.people.seated.filter(
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
