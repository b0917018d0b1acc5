import { Mic, Video } from 'lucide-react';
import { useEffect } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { FloorSource } from '../../../../src/protocol/index.ts';
import type { TableState } from '../../call/call-state.ts';
import { Button } from '../../ui/controls/button.tsx';
import dialog from '../../ui/dialogs/dialog.module.css';
import { callBack } from '../../ui/page/page-title.ts';
import { useLocalSources, useParts } from '../../ui/parts.tsx';
import { playChime } from '../../ui/standing/chime.ts';
import styles from './asked-question.module.css';
import { lockedFor } from './own-floor.ts';

/** The chair asks one to switch on: large, in the middle, and answered with one press. */
export function AskedQuestion({ table, source }: { readonly table: TableState; readonly source: FloorSource }) {
  const { t } = useTranslation();
  const { call, local, settings } = useParts();
  const { wanted } = useLocalSources()[source];
  // Nothing to ask for any more: it is on by another way, or hard mute came in between.
  const isSettled = wanted || lockedFor(table)[source];
  useEffect(() => {
    if (isSettled) call.answered();
  }, [call, isSettled]);
  useEffect(() => {
    if (isSettled) return;
    playChime('asked', settings.get().speakerId);
    callBack(t(`asked.${source}.title`));
  }, [isSettled, settings, source, t]);
  if (isSettled) return null;
  const Icon = source === 'microphone' ? Mic : Video;
  return (
    <ModalOverlay isOpen onOpenChange={(open) => !open && call.answered()} className={dialog.overlay ?? ''}>
      <Modal className={`${dialog.modal} ${styles.modal}`}>
        {/* The dialog itself takes the focus: whoever is typing must not answer by the next key. */}
        <AriaDialog role="alertdialog" className={`${dialog.dialog} ${styles.question}`}>
          <span className={styles.sign} aria-hidden>
            <Icon size={56} />
          </span>
          <Heading slot="title">{t(`asked.${source}.title`)}</Heading>
          <p>{t(`asked.${source}.text`)}</p>
          <Button
            look="primary"
            wide
            className={styles.yes}
            icon={<Icon size={28} aria-hidden />}
            onClick={() => {
              local.setWanted(source, true);
              call.answered();
            }}
          >
            {t(source === 'microphone' ? 'bar.microphoneOn' : 'bar.cameraOn')}
          </Button>
          <Button look="quiet" size="small" onClick={() => call.answered()}>
            {t('asked.later')}
          </Button>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
