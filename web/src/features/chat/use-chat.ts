import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ChatMessage } from '../../../../src/protocol/index.ts';
import type { TableState } from '../../call/call-state.ts';
import type { Draft } from './composer/draft.ts';

export interface ChatDesk {
  /** Messages of others that were not on the screen yet. */
  readonly unread: number;
  /** What was said aloud already, or before one came. */
  readonly heard: RefObject<readonly ChatMessage[]>;
  /** Kept while the panel is closed. */
  readonly draft: Draft;
  readonly setDraft: (change: (draft: Draft) => Draft) => void;
}

/** What of the chat goes on whether or not its panel is open. */
export function useChat(table: TableState, isOpen: boolean): ChatDesk {
  const { chat, self } = table;
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const [draft, setDraft] = useState<Draft>({ text: '', to: 'all' });
  const heard = useRef<readonly ChatMessage[]>(chat);
  useEffect(() => {
    if (isOpen) setSeen(new Set(chat.map(({ id }) => id)));
  }, [isOpen, chat]);
  const isNew = ({ id, participantId }: ChatMessage) => participantId !== self.participantId && !seen.has(id);
  return { unread: isOpen ? 0 : chat.filter(isNew).length, heard, draft, setDraft };
}
