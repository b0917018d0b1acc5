import { AppError } from '../../platform/errors.ts';
import type { ChatMessage, Command } from '../../protocol/index.ts';
import {
  authorize,
  type Commands,
  type Feature,
  type Meeting,
  type Membership,
  type Participant,
  PerMeeting,
} from '../meeting/index.ts';
import { ChatLog, chatMessage, type KeptMessage } from './chat-log.ts';

/** What is said in writing: messages, and the line as it is typed (EN 301 549, 6.2). */
export class ChatService implements Feature {
  readonly commands: Commands<'chat:send' | 'text:type'> = {
    'chat:send': (membership, command) => this.send(membership, command),
    'text:type': (membership, command) => this.type(membership, command),
  };
  readonly #logs = new PerMeeting(() => new ChatLog());

  arrivalView(meeting: Meeting, viewer: Participant): { chat: readonly ChatMessage[] } {
    return { chat: this.#logs.of(meeting).visibleTo(viewer) };
  }

  selfView(meeting: Meeting, viewer: Participant): { chat: readonly ChatMessage[] } {
    return this.arrivalView(meeting, viewer);
  }

  /** A console speaks in its owner's name. Errors: NOT_ALLOWED. */
  async send(membership: Membership, { text, to }: Command<'chat:send'>): Promise<void> {
    authorizeChat(membership, 'chat:send');
    const { meeting, participant } = membership;
    const { id: participantId, displayName, mark } = participant;
    const kept: KeptMessage = {
      id: crypto.randomUUID(),
      participantId,
      displayName,
      mark,
      text,
      to,
      at: Date.now(),
    };
    this.#logs.of(meeting).add(kept);
    const message = chatMessage(kept);
    if (to === 'all') return meeting.tell.everyone('chat:sent', message);
    meeting.tell.chair('chat:sent', message, { also: participant });
  }

  /** Kept nowhere. Errors: NOT_ALLOWED. */
  async type(membership: Membership, { text }: Command<'text:type'>): Promise<void> {
    authorizeChat(membership, 'text:type');
    const { meeting, participant } = membership;
    // The next line makes up for one that was lost, but nothing follows an empty one.
    const volatile = text !== '';
    meeting.tell.everyone('text:typed', { participantId: participant.id, text }, { except: participant, volatile });
  }
}

function authorizeChat(membership: Membership, action: 'chat:send' | 'text:type'): void {
  authorize(membership, action);
  if (!membership.meeting.settings.chat)
    throw new AppError('NOT_ALLOWED', { details: { action, reason: 'chat is off' } });
}
