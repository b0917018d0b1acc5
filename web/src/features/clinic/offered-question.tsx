import { VideoOff } from 'lucide-react';
import { useEffect } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/controls/button.tsx';
import dialog from '../../ui/dialogs/dialog.module.css';
import { callBack } from '../../ui/page/page-title.ts';
import { useLocalSources, useParts } from '../../ui/parts.tsx';
import { playChime } from '../../ui/standing/chime.ts';
import styles from '../floor/asked-question.module.css';

/** The chair offers to turn one's picture off, for the sake of the sound: one decides, and the chair hears it. */
export function OfferedQuestion() {
  const { t } = useTranslation();
  const { call, settings } = useParts();
  const { wanted } = useLocalSources().camera;
  useEffect(() => {
    // It was turned off meanwhile, which is the answer.
    if (!wanted) call.answerOffer(true);
  }, [call, wanted]);
  useEffect(() => {
    playChime('asked', settings.get().speakerId);
    callBack(t('offered.title'));
  }, [settings, t]);
  return (
    <ModalOverlay isOpen onOpenChange={(open) => !open && call.answerOffer(false)} className={dialog.overlay ?? ''}>
      <Modal className={`${dialog.modal} ${styles.modal}`}>
        {/* The dialog itself takes the focus: whoever is typing must not answer by the next key. */}
        <AriaDialog role="alertdialog" className={`${dialog.dialog} ${styles.question}`}>
          <span className={styles.sign} aria-hidden>
            <VideoOff size={56} />
          </span>
          <Heading slot="title">{t('offered.title')}</Heading>
          <p>{t('offered.text')}</p>
          <Button
            look="primary"
            wide
            className={styles.yes}
            icon={<VideoOff size={28} aria-hidden />}
            onClick={() => call.answerOffer(true)}
          >
            {t('offered.yes')}
          </Button>
          <Button wide onClick={() => call.answerOffer(false)}>
            {t('offered.no')}
          </Button>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
