import { AppError } from '../errors.ts';
import type { Command } from '../signaling/protocol/index.ts';
import { authorize, type Membership } from './membership.ts';

export class PollService {
  async open(membership: Membership, _command: Command<'poll:open'>): Promise<never> {
    authorize(membership, 'poll:open');
    throw new AppError('INTERNAL');
  }

  async vote(membership: Membership, _command: Command<'poll:vote'>): Promise<never> {
    authorize(membership, 'poll:vote');
    throw new AppError('INTERNAL');
  }

  async close(membership: Membership, _command: Command<'poll:close'>): Promise<never> {
    authorize(membership, 'poll:close');
    throw new AppError('INTERNAL');
  }
}
