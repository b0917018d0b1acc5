import { agoOf, type ChatMessage, MAX_CHAT_MESSAGES } from '../../protocol/index.ts';
import type { Participant } from '../meeting/index.ts';

/** As it is kept; `at` by this server's clock. */
export interface KeptMessage extends Omit<ChatMessage, 'agoMs'> {
  readonly at: number;
}

/** All of it goes into the answer to every join, so that long messages leave room for fewer. */
const MAX_CHARACTERS = 200_000;

/** What was said in one meeting; gone with it. */
export class ChatLog {
  readonly #messages: KeptMessage[] = [];
  #characters = 0;

  add(message: KeptMessage): void {
    this.#messages.push(message);
    this.#characters += message.text.length;
    while (this.#messages.length > MAX_CHAT_MESSAGES || this.#characters > MAX_CHARACTERS) {
      this.#characters -= this.#messages.shift()?.text.length ?? 0;
    }
  }

  /** Oldest first: what was said to all, by this person, or to the chair while they chair. */
  visibleTo({ id, isChairing }: Participant): readonly ChatMessage[] {
    return this.#messages
      .filter(({ to, participantId }) => to === 'all' || isChairing || participantId === id)
      .map(chatMessage);
  }
}

export function chatMessage({ at, ...message }: KeptMessage): ChatMessage {
  return { ...message, agoMs: agoOf(at) };
}
