import { AppError } from '../errors.ts';
import type { Command } from '../signaling/protocol/index.ts';
import { authorize, type Membership } from './membership.ts';

export class ChairService {
  async setRole(membership: Membership, _command: Command<'participant:set-role'>): Promise<never> {
    authorize(membership, 'participant:set-role');
    throw new AppError('INTERNAL');
  }
}
