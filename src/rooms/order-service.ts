import { AppError } from '../errors.ts';
import type { Command } from '../signaling/protocol/index.ts';
import { authorize, type Membership } from './membership.ts';

export class OrderService {
  async setSpotlight(membership: Membership, _command: Command<'spotlight:set'>): Promise<never> {
    authorize(membership, 'spotlight:set');
    throw new AppError('INTERNAL');
  }

  async setPlan(membership: Membership, _command: Command<'plan:set'>): Promise<never> {
    authorize(membership, 'plan:set');
    throw new AppError('INTERNAL');
  }

  async inviteToSeat(membership: Membership, _command: Command<'plan:invite'>): Promise<never> {
    authorize(membership, 'plan:invite');
    throw new AppError('INTERNAL');
  }
}
