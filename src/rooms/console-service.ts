import { AppError } from '../errors.ts';
import type { Command } from '../signaling/protocol/index.ts';
import { authorize, type Membership } from './membership.ts';

export class ConsoleService {
  async pair(membership: Membership, _command: Command<'console:pair'>): Promise<never> {
    authorize(membership, 'console:pair');
    throw new AppError('INTERNAL');
  }

  async cut(membership: Membership, _command: Command<'console:cut'>): Promise<never> {
    authorize(membership, 'console:cut');
    throw new AppError('INTERNAL');
  }
}
