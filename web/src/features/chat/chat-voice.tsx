import { type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatMessage } from '../../../../src/protocol/index.ts';
import type { TableState } from '../../call/call-state.ts';
import { useSettings } from '../../ui/parts.tsx';
import { announce } from '../../ui/standing/announcer.tsx';
import { nameText } from '../../ui/text/name-text.ts';
import { isMentioned } from './composer/mentions.ts';

/** After a while without connection many come at once; more than these are counted, not read out. */
const MOST_READ_OUT = 3;
/** A longer one would hold up all that is said after it; it can be read in the list. */
const MOST_CHARACTERS_READ_OUT = 300;

interface ChatVoiceProps {
  readonly table: Pick<TableState, 'chat' | 'self' | 'participants'>;
  /** Kept outside: a message that cannot be said must not be tried for ever, nor keep the next one back. */
  readonly heard: RefObject<readonly ChatMessage[]>;
}

/** New messages for those who do not look, as each of them wishes. */
export function ChatVoice({ table: { chat, self, participants }, heard }: ChatVoiceProps) {
  const { t } = useTranslation();
  const { chatVoice } = useSettings();
  const ownName = participants.find(({ id }) => id === self.participantId)?.displayName ?? '';
  useEffect(() => {
    if (heard.current === chat) return;
    const known = new Set(heard.current.map(({ id }) => id));
    heard.current = chat;
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
  }, [chat, heard, self.participantId, ownName, chatVoice, t]);
  return null;
}
