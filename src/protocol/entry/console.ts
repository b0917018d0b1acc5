import { z } from 'zod';
import { type Dated, type Done, idSchema, nothing, roomIdSchema, secretSchema } from '../base/fields.ts';
import type { LeftMs } from '../base/times.ts';
import type { ChairView, ConsoleView } from '../meeting/chair.ts';
import type { ChatMessage } from '../meeting/chat.ts';
import type { ParticipantView } from '../meeting/people.ts';
import type { PollView } from '../meeting/polls.ts';
import type { RoomView } from '../meeting/room.ts';

// Second screens from which somebody chairs.

/** What a console is shown: the meeting without media. */
export interface ConsoleReply extends ChairView, Dated {
  readonly state: 'console';
  readonly consoleId: string;
  readonly isChairing: boolean;
  readonly room: RoomView;
  readonly participants: readonly ParticipantView[];
  readonly chat: readonly ChatMessage[];
  readonly polls: readonly PollView[];
  readonly resume: string;
}

export const consoleCommands = {
  'console:pair': nothing,
  /** From a second screen: by the code once, by the resume secret after that. */
  'console:join': z
    .strictObject({
      roomId: roomIdSchema,
      code: secretSchema.optional(),
      resume: secretSchema.optional(),
      /** With `code`: a random name of this browser, which alone gets in by it again when the answer was lost. */
      device: secretSchema.optional(),
    })
    .refine(({ code, resume }) => (code === undefined) !== (resume === undefined)),
  /** Somebody touches the console: it is not forgotten. */
  'console:attend': nothing,
  'console:cut': z.strictObject({ consoleId: idSchema }),
} as const;

export interface ConsoleReplies {
  /** For a link's fragment, once, and for so long. */
  'console:pair': { code: string; validForMs: LeftMs };
  'console:join': ConsoleReply;
  'console:attend': Done;
  'console:cut': Done;
}

/** To those at the table and at the consoles; to those who chair. */
export interface ConsoleNews {
  'consoles:updated': (consoles: readonly ConsoleView[]) => void;
}
