import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatMessage } from '../../../../src/signaling/protocol/index.ts';
import type { TableState } from '../../call/call-state.ts';
import { announce } from '../common/announcer.tsx';
import { nameText } from '../common/name-text.ts';
import { useSettings } from '../parts.tsx';
import type { Draft } from './draft.ts';
import { isMentioned } from './mentions.ts';

/** After a while without connection many come at once; more than these are counted, not read out. */
const MOST_READ_OUT = 3;
/** A longer one would hold up all that is said after it; it can be read in the list. */
const MOST_CHARACTERS_READ_OUT = 300;

export interface ChatDesk {
  /** Messages of others that were not on the screen yet. */
  readonly unread: number;
  /** Kept while the panel is closed. */
  readonly draft: Draft;
  readonly setDraft: (change: (draft: Draft) => Draft) => void;
}

/** What of the chat goes on whether or not its panel is open. */
export function useChat(table: TableState, isOpen: boolean): ChatDesk {
  const { chat, self } = table;
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const [draft, setDraft] = useState<Draft>({ text: '', to: 'all' });
  useEffect(() => {
    if (isOpen) setSeen(new Set(chat.map(({ id }) => id)));
  }, [isOpen, chat]);
  useVoice(table);
  const isNew = ({ id, participantId }: ChatMessage) => participantId !== self.participantId && !seen.has(id);
  return { unread: isOpen ? 0 : chat.filter(isNew).length, draft, setDraft };
}

/** New messages for those who do not look, as each of them wishes. */
function useVoice({ chat, self, participants }: TableState): void {
  const { t } = useTranslation();
  const { chatVoice } = useSettings();
  const before = useRef(chat);
  const ownName = participants.find(({ id }) => id === self.participantId)?.displayName ?? '';
  useEffect(() => {
    if (before.current === chat) return;
    const known = new Set(before.current.map(({ id }) => id));
    before.current = chat;
    const fresh = chat.filter(
      ({ id, participantId, text }) =>
        !known.has(id) &&
        participantId !== self.participantId &&
        (chatVoice === 'all' || (chatVoice === 'mentions' && isMentioned(ownName, text))),
    );
    if (fresh.length > MOST_READ_OUT) announce(t('chat.saidMany', { count: fresh.length }));
    else {
      for (const message of fresh) {
        const { text, to } = message;
        const name = nameText(t, message);
        announce(
          t(to === 'chair' ? 'chat.saidToChair' : 'chat.said', { name, text: text.slice(0, MOST_CHARACTERS_READ_OUT) }),
        );
      }
    }
  }, [chat, self.participantId, ownName, chatVoice, t]);
}
