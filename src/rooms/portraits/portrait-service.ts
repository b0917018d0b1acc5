import { AppError } from '../../platform/errors.ts';
import type { Command, Portrait, PortraitView } from '../../protocol/index.ts';
import {
  authorize,
  type Commands,
  type Feature,
  joinedOf,
  lobbyOf,
  type Meeting,
  type Membership,
  type Participant,
  PerBearer,
  PerMeeting,
  PerParticipant,
  targetOrThrow,
} from '../meeting/index.ts';
import { type NamedPortrait, readPortrait } from './portrait.ts';

interface OwnPortrait {
  shown: NamedPortrait | null;
  /** The chair has taken one away from them. */
  isBarred: boolean;
}

/** Pictures that people show of themselves. Views name them alone; whoever has one on the screen asks for it. */
export class PortraitService implements Feature {
  readonly commands: Commands<'portrait:set' | 'portrait:read' | 'portrait:allow'> = {
    'portrait:set': (membership, command) => this.set(membership, command),
    'portrait:read': (membership, command) => this.read(membership, command),
    'portrait:allow': (membership, command) => this.allow(membership, command),
  };
  readonly #own = new PerParticipant<OwnPortrait>(() => ({ shown: null, isBarred: false }));
  /** Who may show none, when they come again. */
  readonly #barred = new PerMeeting(() => new PerBearer<true>());

  personView(_meeting: Meeting, participant: Participant): PortraitView {
    return this.#view(participant);
  }

  waitingView(_meeting: Meeting, waiting: Participant): PortraitView {
    return this.#view(waiting);
  }

  parting(meeting: Meeting, participant: Participant): void {
    const own = this.#own.of(participant);
    this.#barred.of(meeting).keep(participant, own.isBarred || null);
    own.shown = null;
  }

  recognised(meeting: Meeting, participant: Participant, formerId: string | null): void {
    if (this.#barred.of(meeting).of(participant, { formerId })) this.#own.of(participant).isBarred = true;
  }

  replaced(_meeting: Meeting, former: Participant, next: Participant): void {
    Object.assign(this.#own.of(next), this.#own.of(former));
  }

  /** Errors: NOT_ALLOWED, also for whom the chair has taken one away from; BAD_REQUEST. */
  async set(membership: Membership, { picture }: Command<'portrait:set'>): Promise<{ portrait: string | null }> {
    authorize(membership, 'portrait:set');
    const { meeting, participant } = membership;
    const own = this.#own.of(participant);
    if (picture !== null && own.isBarred) throw new AppError('NOT_ALLOWED', { details: { reason: 'portrait barred' } });
    const shown = picture === null ? null : readPortrait(picture);
    const portrait = shown?.id ?? null;
    if (portrait === (own.shown?.id ?? null)) return { portrait };
    own.shown = shown;
    this.#tell(meeting, participant);
    return { portrait };
  }

  /** Errors: NOT_ALLOWED; NOT_FOUND when they show another one by now, or none. */
  async read(membership: Membership, { participantId, portrait }: Command<'portrait:read'>): Promise<Portrait> {
    authorize(membership, 'portrait:read');
    const target = targetOrThrow(membership, 'portrait:read', participantId);
    if (!joinedOf(target.state) && !membership.participant.isChairing) throw new AppError('NOT_ALLOWED');
    const { shown } = this.#own.of(target);
    if (shown?.id !== portrait) throw new AppError('NOT_FOUND');
    return { type: shown.type, picture: shown.picture };
  }

  /** Errors: NOT_ALLOWED. */
  async allow(membership: Membership, { participantId, allowed }: Command<'portrait:allow'>): Promise<void> {
    authorize(membership, 'portrait:allow');
    const target = targetOrThrow(membership, 'portrait:allow', participantId);
    const own = this.#own.of(target);
    if (own.isBarred === !allowed) return;
    own.isBarred = !allowed;
    if (!allowed) own.shown = null;
    this.#tell(membership.meeting, target);
  }

  #view(participant: Participant): PortraitView {
    const { shown, isBarred } = this.#own.of(participant);
    return { ...(shown && { portrait: shown.id }), ...(isBarred && { portraitBarred: true as const }) };
  }

  /** Of who is let in just now everyone is told anyway. */
  #tell(meeting: Meeting, participant: Participant): void {
    if (joinedOf(participant.state)) meeting.tellPerson(participant);
    else if (lobbyOf(participant.state)?.admitted === false) meeting.tellWaiting(participant);
  }
}
