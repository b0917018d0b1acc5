import { AppError } from '../errors.ts';
import type { Command } from '../signaling/protocol/index.ts';
import { authorize, type Membership } from './membership.ts';

export class ChatService {
  async send(membership: Membership, _command: Command<'chat:send'>): Promise<never> {
    authorize(membership, 'chat:send');
    throw new AppError('INTERNAL');
  }

  async type(membership: Membership, _command: Command<'text:type'>): Promise<never> {
    authorize(membership, 'text:type');
    throw new AppError('INTERNAL');
  }
}
