import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** In front of everything; Escape and a press beside it close it. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className={styles.overlay ?? ''}>
      <Modal className={styles.modal ?? ''}>
        <AriaDialog className={styles.dialog ?? ''}>
          <header>
            <Heading slot="title">{title}</Heading>
            <button type="button" className={styles.close} aria-label={t('common.close')} onClick={onClose}>
              <X size={22} aria-hidden />
            </button>
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface ConfirmProps {
  readonly title: ReactNode;
  readonly text: ReactNode;
  readonly confirm: string;
  /** What the other answer is called; 'cancel' when it is nothing else. */
  readonly cancel?: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, text, confirm, cancel, onConfirm, onCancel }: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onCancel()} className={styles.overlay ?? ''}>
      <Modal className={styles.modal ?? ''}>
        <AriaDialog role="alertdialog" className={styles.dialog ?? ''}>
          <header>
            <Heading slot="title">{title}</Heading>
          </header>
          <p>{text}</p>
          <footer>
            <Button autoFocus onClick={onCancel}>
              {cancel ?? t('common.cancel')}
            </Button>
            <Button look="danger" onClick={onConfirm}>
              {confirm}
            </Button>
          </footer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
