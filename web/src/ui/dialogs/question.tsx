import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../controls/button.tsx';
import dialog from './dialog.module.css';
import styles from './question.module.css';

interface QuestionProps {
  readonly Icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly onYes: () => void;
  /** Also by Escape. */
  readonly onNo: () => void;
  /** The other answer's button. */
  readonly no: ReactNode;
}

/** Somebody is asked by the chair: large, in the middle, and answered with one press. */
export function Question({ Icon, title, text, yes, onYes, onNo, no }: QuestionProps) {
  return (
    <ModalOverlay isOpen onOpenChange={(open) => !open && onNo()} className={dialog.overlay ?? ''}>
      <Modal className={`${dialog.modal} ${styles.modal}`}>
        {/* The dialog itself takes the focus: whoever is typing must not answer by the next key. */}
        <AriaDialog role="alertdialog" className={`${dialog.dialog} ${styles.question}`}>
          <span className={styles.sign} aria-hidden>
            <Icon size={56} />
          </span>
          <Heading slot="title">{title}</Heading>
          <p>{text}</p>
          <Button look="primary" wide className={styles.yes} icon={<Icon size={28} aria-hidden />} onClick={onYes}>
            {yes}
          </Button>
          {no}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
