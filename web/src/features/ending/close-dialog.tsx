import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/controls/button.tsx';
import dialog from '../../ui/dialogs/dialog.module.css';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { SelectField } from '../../ui/fields/field.tsx';
import { useEnding } from './use-ending.ts';

/** Minutes that people are given to come to an end. */
const CHOICES = [1, 2, 5, 10] as const;

/** Ends the meeting after a while that everybody sees. */
export function CloseDialog({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { closeIn } = useEnding();
  const [minutes, setMinutes] = useState<number>(CHOICES[2]);
  return (
    <Dialog title={t('closing.title')} onClose={onDone}>
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault();
          onDone();
          closeIn(minutes);
        }}
      >
        <p>{t('closing.text')}</p>
        <SelectField
          label={t('closing.in')}
          value={minutes}
          onChange={(event) => setMinutes(Number(event.currentTarget.value))}
        >
          {CHOICES.map((choice) => (
            <option key={choice} value={choice}>
              {t('duration.minutes', { count: choice })}
            </option>
          ))}
        </SelectField>
        <footer>
          <Button onClick={onDone}>{t('common.cancel')}</Button>
          <Button type="submit" look="danger">
            {t('closing.confirm')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
