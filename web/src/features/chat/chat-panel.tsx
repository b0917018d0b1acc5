import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { PanelAction, SidePanel } from '../../ui/layout/side-panel.tsx';
import { PartBoundary } from '../../ui/standing/broken.tsx';
import styles from './chat-panel.module.css';
import { ChatSettings } from './chat-settings.tsx';
import { Composer } from './composer/composer.tsx';
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
      actions={
        <PanelAction label={t('chat.settings')} onPress={() => setSettingsOpen(true)}>
          <SlidersHorizontal size={20} aria-hidden />
        </PanelAction>
      }
      footer={
        self.role === 'observer' ? (
          <p className={styles.observer}>{t('chat.observer')}</p>
        ) : (
          <PartBoundary>
            <Composer draft={desk.draft} onDraft={desk.setDraft} />
          </PartBoundary>
        )
      }
    >
      <MessageList chat={chat} typing={typing} participants={participants} selfId={self.participantId} />
      {settingsOpen && (
        <Dialog title={t('chat.settings')} onClose={() => setSettingsOpen(false)}>
          <ChatSettings />
        </Dialog>
      )}
    </SidePanel>
  );
}
