import { type ChatMessage, MAX_CHAT_MESSAGES } from '../signaling/protocol/index.ts';
import type { Participant } from './live-participant.ts';

/** What was said in one meeting; gone with it. */
export class ChatLog {
  readonly #messages: ChatMessage[] = [];

  add(message: ChatMessage): void {
    this.#messages.push(message);
    if (this.#messages.length > MAX_CHAT_MESSAGES) this.#messages.shift();
  }

  /** Oldest first: what was said to all, by this person, or to the chair while they chair. */
  visibleTo({ id, isChairing }: Participant): readonly ChatMessage[] {
    return this.#messages.filter(({ to, participantId }) => to === 'all' || isChairing || participantId === id);
  }
}
