import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { Button } from '../common/button.tsx';
import { SidePanel } from '../common/side-panel.tsx';
import styles from './chat-panel.module.css';
import { ChatSettings } from './chat-settings.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import type { ChatDesk } from './use-chat.ts';

interface ChatPanelProps {
  readonly table: TableState;
  readonly desk: ChatDesk;
  readonly onClose: () => void;
}

/** What is said in writing. */
export function ChatPanel({ table, desk, onClose }: ChatPanelProps) {
  const { t } = useTranslation();
  const [settingsOpen, setSettingsOpen] = useState(false);
  const { chat, typing, participants, self } = table;
  return (
    <SidePanel
      title={t('chat.title')}
      onClose={onClose}
      footer={
        self.role === 'observer' ? (
          <p className={styles.observer}>{t('chat.observer')}</p>
        ) : (
          <Composer draft={desk.draft} onDraft={desk.setDraft} />
        )
      }
    >
      <div className={styles.tools}>
        <Button
          look="quiet"
          size="small"
          icon={<SlidersHorizontal size={18} aria-hidden />}
          aria-expanded={settingsOpen}
          onClick={() => setSettingsOpen(!settingsOpen)}
        >
          {t('chat.settings')}
        </Button>
      </div>
      {settingsOpen && <ChatSettings />}
      <MessageList chat={chat} typing={typing} participants={participants} selfId={self.participantId} />
    </SidePanel>
  );
}
