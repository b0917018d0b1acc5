import { AppError } from '../errors.ts';
import type { Command } from '../signaling/protocol/index.ts';
import { authorize, type Membership } from './membership.ts';

export class FloorService {
  async restrict(membership: Membership, _command: Command<'floor:restrict'>): Promise<never> {
    authorize(membership, 'floor:restrict');
    throw new AppError('INTERNAL');
  }

  async give(membership: Membership, _command: Command<'floor:give'>): Promise<never> {
    authorize(membership, 'floor:give');
    throw new AppError('INTERNAL');
  }

  async take(membership: Membership, _command: Command<'floor:take'>): Promise<never> {
    authorize(membership, 'floor:take');
    throw new AppError('INTERNAL');
  }

  async next(membership: Membership, _command: Command<'floor:next'>): Promise<never> {
    authorize(membership, 'floor:next');
    throw new AppError('INTERNAL');
  }

  async restrictOne(membership: Membership, _command: Command<'participant:restrict'>): Promise<never> {
    authorize(membership, 'participant:restrict');
    throw new AppError('INTERNAL');
  }

  async ask(membership: Membership, _command: Command<'participant:ask'>): Promise<never> {
    authorize(membership, 'participant:ask');
    throw new AppError('INTERNAL');
  }

  async switchOn(membership: Membership, _command: Command<'participant:switch-on'>): Promise<never> {
    authorize(membership, 'participant:switch-on');
    throw new AppError('INTERNAL');
  }

  async setConsent(membership: Membership, _command: Command<'consent:set'>): Promise<never> {
    authorize(membership, 'consent:set');
    throw new AppError('INTERNAL');
  }
}
