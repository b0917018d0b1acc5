import { AppError } from '../errors.ts';
import type { Command } from '../signaling/protocol/index.ts';
import type { Admission } from './admission.ts';
import type { Departures } from './departures.ts';
import { authorize, type Membership, targetOrThrow } from './membership.ts';

/** What a moderator decides about those who wait. */
export class LobbyService {
  readonly #admission: Admission;
  readonly #departures: Departures;

  constructor({ admission, departures }: { admission: Admission; departures: Departures }) {
    this.#admission = admission;
    this.#departures = departures;
  }

  /** Errors: NOT_ALLOWED, ROOM_FULL, INVALID_STATE when another moderator was quicker. */
  async admit(membership: Membership, { participantId }: Command<'lobby:admit'>): Promise<void> {
    authorize(membership, 'lobby:admit');
    await this.#admission.admit(membership.room, targetOrThrow(membership, 'lobby:admit', participantId));
  }

  /** In the order of their knocks, as far as the seats go. Errors: NOT_ALLOWED, ROOM_FULL when some still wait. */
  async admitAll(membership: Membership): Promise<void> {
    authorize(membership, 'lobby:admit-all');
    const { room } = membership;
    const results = await Promise.allSettled(room.waiting.map((waiting) => this.#admission.admit(room, waiting)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Errors: NOT_ALLOWED, INVALID_STATE when another moderator was quicker. */
  async deny(membership: Membership, { participantId }: Command<'lobby:deny'>): Promise<void> {
    authorize(membership, 'lobby:deny');
    const target = targetOrThrow(membership, 'lobby:deny', participantId);
    if (!this.#departures.dismiss(membership.room, target, 'deny')) throw new AppError('INVALID_STATE');
  }
}
