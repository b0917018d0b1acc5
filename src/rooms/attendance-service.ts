import { AppError } from '../errors.ts';
import type { Command } from '../signaling/protocol/index.ts';
import { authorize, type Membership } from './membership.ts';

export class AttendanceService {
  async list(membership: Membership, _command: Command<'attendance:list'>): Promise<never> {
    authorize(membership, 'attendance:list');
    throw new AppError('INTERNAL');
  }
}
