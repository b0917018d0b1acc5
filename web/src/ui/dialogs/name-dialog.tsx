import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isVisible } from '../../../../src/protocol/base/text.ts';
import { MAX_DISPLAY_NAME_LENGTH } from '../../../../src/protocol/limits.ts';
import { Button } from '../controls/button.tsx';
import { TextField } from '../fields/field.tsx';
import styles from './dialog.module.css';
import { Dialog } from './dialog.tsx';

interface NameDialogProps {
  readonly name: string;
  readonly onConfirm: (name: string) => void;
  readonly onCancel: () => void;
}

/** Another name for somebody who is here. */
export function NameDialog({ name, onConfirm, onCancel }: NameDialogProps) {
  const { t } = useTranslation();
  const [value, setValue] = useState(name);
  return (
    <Dialog title={t('rename.title')} onClose={onCancel}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isVisible(value)) onConfirm(value.trim());
        }}
      >
        <TextField
          label={t('rename.name')}
          hint={t('rename.hint')}
          value={value}
          maxLength={MAX_DISPLAY_NAME_LENGTH}
          autoFocus
          autoComplete="off"
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <footer>
          <Button onClick={onCancel}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary">
            {t('rename.confirm')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
