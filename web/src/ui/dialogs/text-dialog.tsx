import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isVisible } from '../../../../src/protocol/base/text.ts';
import { Button } from '../controls/button.tsx';
import { TextArea } from '../fields/field.tsx';
import styles from './dialog.module.css';
import { Dialog } from './dialog.tsx';

interface TextDialogProps {
  readonly title: ReactNode;
  readonly text?: string;
  /** What was said so far. */
  readonly before?: ReactNode;
  readonly label: string;
  readonly confirm: string;
  readonly look?: 'primary' | 'danger';
  readonly icon?: ReactNode;
  readonly maxLength: number;
  /** Whether it may be confirmed without a word. */
  readonly optional?: boolean;
  readonly onConfirm: (text: string) => void;
  readonly onCancel: () => void;
}

/** Asks for a few words. */
export function TextDialog(props: TextDialogProps) {
  const { title, text, label, confirm, look = 'primary', icon, maxLength, optional = false } = props;
  const { t } = useTranslation();
  const [value, setValue] = useState('');
  const isReady = optional || isVisible(value);
  return (
    <Dialog title={title} onClose={props.onCancel}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) props.onConfirm(isVisible(value) ? value.trim() : '');
        }}
      >
        {text !== undefined && <p>{text}</p>}
        {props.before}
        <TextArea
          label={label}
          value={value}
          maxLength={maxLength}
          autoFocus
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <footer>
          <Button onClick={props.onCancel}>{t('common.cancel')}</Button>
          <Button type="submit" look={look} icon={icon}>
            {confirm}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
