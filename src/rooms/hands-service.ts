import { AppError } from '../errors.ts';
import type { Command } from '../signaling/protocol/index.ts';
import { authorize, type Membership } from './membership.ts';

export class HandsService {
  async raise(membership: Membership): Promise<never> {
    authorize(membership, 'hand:raise');
    throw new AppError('INTERNAL');
  }

  async lower(membership: Membership, _command: Command<'hand:lower'>): Promise<never> {
    authorize(membership, 'hand:lower');
    throw new AppError('INTERNAL');
  }

  async lowerOne(membership: Membership, _command: Command<'hands:lower'>): Promise<never> {
    authorize(membership, 'hands:lower');
    throw new AppError('INTERNAL');
  }

  async lowerAll(membership: Membership, _command: Command<'hands:lower-all'>): Promise<never> {
    authorize(membership, 'hands:lower-all');
    throw new AppError('INTERNAL');
  }

  async react(membership: Membership, _command: Command<'reaction:send'>): Promise<never> {
    authorize(membership, 'reaction:send');
    throw new AppError('INTERNAL');
  }
}
