import { z } from 'zod';
import { anyText, type Done, text } from '../base/fields.ts';
import { CHAT_AUDIENCES, type ChatAudience } from '../base/roles.ts';
import type { AgoMs } from '../base/times.ts';
import { MAX_CHAT_TEXT_LENGTH } from '../limits.ts';
import type { NameMark } from './people.ts';

// What is said in writing.

export interface ChatMessage {
  readonly id: string;
  readonly participantId: string;
  readonly displayName: string;
  /** As it was when this was written. */
  readonly mark?: NameMark | null;
  readonly text: string;
  readonly to: ChatAudience;
  readonly agoMs: AgoMs;
}

export const chatCommands = {
  'chat:send': z.strictObject({ text: text(MAX_CHAT_TEXT_LENGTH), to: z.enum(CHAT_AUDIENCES) }),
  /** The whole line as typed so far; empty: given up. */
  'text:type': z.strictObject({ text: anyText(MAX_CHAT_TEXT_LENGTH).pipe(z.string().max(MAX_CHAT_TEXT_LENGTH)) }),
} as const;

export interface ChatReplies {
  'chat:send': Done;
  'text:type': Done;
}

/** To those at the table and at the consoles. */
export interface ChatNews {
  'chat:sent': (message: ChatMessage) => void;
  /** Real-time text (EN 301 549, 6.2): the line as somebody has typed it so far; empty when it is sent or given up. */
  'text:typed': (event: { participantId: string; text: string }) => void;
}
