import { AppError } from '../../../platform/errors.ts';
import type { JoinReply } from '../../../protocol/index.ts';
import {
  type Directory,
  isIn,
  type Meeting,
  type Membership,
  mayChair,
  type Participant,
} from '../../meeting/index.ts';
import { keepPaceOfOrigin, keepPaceOfRoom } from '../../pace/pace.ts';
import type { InviteBook } from '../../ports/auth.ts';
import type { StoredRoom } from '../../ports/storage.ts';
import { findPlace } from '../place/absence.ts';
import type { Leaving } from '../place/leaving.ts';
import type { Placement } from '../place/placement.ts';
import { waitingForOf } from '../place/waiting-rule.ts';
import type { WayBack, WaysBack } from '../place/ways-back.ts';
import { arrivalOf, KNOCK_DEADLINE_MS } from './arrival.ts';
import type { Comer, Entry, Right } from './comer.ts';
import type { Opening } from './opening.ts';

/** Of somebody who comes anew. */
type NewRight = Omit<Right, 'wayBack'> & { readonly wayBack?: never };

interface EntranceOptions {
  readonly directory: Directory;
  readonly opening: Opening;
  readonly invites: Pick<InviteBook, 'isStanding'>;
  readonly placement: Placement;
  readonly leaving: Leaving;
  readonly waysBack: WaysBack;
}

/** Whoever has shown their right comes in: to the table, or to those who wait. */
export class Entrance {
  readonly #options: EntranceOptions;
  /** Who comes in by it just now. */
  readonly #returning = new WeakMap<WayBack, Participant>();

  constructor(options: EntranceOptions) {
    this.#options = options;
  }

  /**
   * Null: another attempt of the same page has used up their way back meanwhile.
   * Errors: BANNED, RATE_LIMITED, ROOM_LOCKED, ROOM_FULL, SERVER_FULL, TOO_MANY, MEDIA_UNAVAILABLE.
   */
  async enter(stored: StoredRoom, comer: Comer, right: NewRight): Promise<Entry<JoinReply>>;
  async enter(stored: StoredRoom, comer: Comer, right: Right): Promise<Entry<JoinReply> | null>;
  async enter(stored: StoredRoom, comer: Comer, right: Right): Promise<Entry<JoinReply> | null> {
    const { directory, opening, invites, waysBack } = this.#options;
    const { wayBack } = right;
    const formerInvite = this.formerOf(comer)?.invite ?? null;
    const [read, isFormerStanding] = await Promise.all([
      opening.read(stored),
      formerInvite === null || invites.isStanding(formerInvite.inviteId),
    ]);
    const meeting = opening.open(stored, read);
    if (wayBack && !waysBack.isOpen(wayBack)) {
      directory.closeIfEmpty(meeting);
      return null;
    }
    const former = this.formerOf(comer);
    const isLikeFormer = former?.invite === formerInvite && isFormerStanding;
    const participant = arrivalOf(meeting, comer, right, isLikeFormer ? former : undefined);
    try {
      return await this.#admit({ meeting, participant, connection: comer.connection }, right, former !== undefined);
    } catch (error) {
      if (meeting.people.find(participant.id)) this.#options.leaving.undo(meeting, participant);
      directory.closeIfEmpty(meeting);
      throw error;
    }
  }

  /** The same browser's older self, at the table or in the lobby. */
  formerOf({ roomId, deviceHash }: Pick<Comer, 'roomId' | 'deviceHash'>): Participant | undefined {
    const meeting = this.#options.directory.find(roomId);
    return meeting?.people.olderSelvesOf({ number: Number.POSITIVE_INFINITY, deviceHash }).find(isIn);
  }

  /** Nothing is awaited until they have their place. */
  async #admit(
    membership: Membership,
    { redeemed, shownHash, wayBack }: Right,
    hasFormer: boolean,
  ): Promise<Entry<JoinReply>> {
    const { meeting, participant } = membership;
    const { placement, leaving, waysBack } = this.#options;
    const isHost = mayChair(participant.entryRole);
    const isKnown = participant.wasSeated || wayBack !== undefined || hasFormer;
    const isInvited = redeemed !== null || shownHash !== null;
    const standing = isHost ? 'host' : isKnown ? 'back' : isInvited ? 'invited' : 'stranger';
    const [origin = null] = participant.origins;
    const arrival = { command: 'room:join', of: participant.deviceHash, origin, standing } as const;
    keepPaceOfOrigin(meeting, arrival);
    const waitingFor = waitingForOf(meeting, participant);
    if (meeting.banned.has({ invite: null, deviceHash: participant.deviceHash })) throw new AppError('BANNED');
    // Who sat there comes to the table, and who waited waits again.
    const isBack = participant.wasSeated || (waitingFor !== null && (wayBack !== undefined || hasFormer));
    if (meeting.locked && !isHost && !isBack) throw new AppError('ROOM_LOCKED');
    const kind = waitingFor === null ? 'seat' : 'lobby';
    const yielding = findPlace(meeting, kind, { isHost, freed: freedBy(meeting, participant, kind) });
    keepPaceOfRoom(meeting, arrival);
    meeting.people.add(participant);
    meeting.recognise(participant, wayBack?.was.participantId ?? null);
    if (wayBack) this.#takeWayBack(meeting, participant, wayBack.was);
    participant.setDeadline(KNOCK_DEADLINE_MS, () => leaving.undo(meeting, participant));
    if (yielding) leaving.giveUpPlace(meeting, yielding);
    const cameBy = wayBack?.hash;
    if (waitingFor !== null) participant.apply({ kind: 'park', at: Date.now(), waitingFor });
    const reply =
      waitingFor === null
        ? await placement.seat(meeting, participant, { cameBy })
        : placement.park(meeting, participant, { cameBy });
    if (wayBack) waysBack.delete(wayBack.was);
    return { membership, reply };
  }

  /** Of two who use one way back the later one has it: nobody waits for what was answered to the other. */
  #takeWayBack(meeting: Meeting, participant: Participant, was: WayBack): void {
    const earlier = this.#returning.get(was);
    this.#returning.set(was, participant);
    if (earlier && meeting.people.find(earlier.id)) this.#options.leaving.undo(meeting, earlier);
  }
}

/** Places that go with whoever comes, because the same browser has one already. */
function freedBy(meeting: Meeting, participant: Participant, kind: 'seat' | 'lobby'): number {
  const selves = meeting.people.olderSelvesOf(participant);
  return selves.filter((self) => meeting.people.waiting.includes(self) === (kind === 'lobby')).length;
}
