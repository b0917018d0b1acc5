import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/controls/button.tsx';
import { TextField } from '../../ui/fields/field.tsx';
import { Alert } from '../../ui/standing/alert.tsx';
import styles from './house.module.css';
import { checkColour } from './house-draft.ts';

/** Where nothing is chosen yet, the browser's chooser begins with the installation's own. */
const OWN = '#0a6470';

interface ColourFieldProps {
  /** It was to be saved although it cannot be read. */
  readonly isRefused: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** By its code or by eye; whether it can be read is said at once, and what could be instead. */
export function ColourField({ value, onChange, isRefused }: ColourFieldProps) {
  const { t } = useTranslation();
  const check = checkColour(value);
  const isColour = check.is === 'legible' || check.is === 'faint';
  return (
    <div className={styles.colour}>
      <TextField
        label={t('admin.house.colour')}
        hint={t('admin.house.colourHint')}
        name="colour"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={7}
        translate="no"
        error={isRefused ? t(check.is === 'no-colour' ? 'admin.house.noColourCode' : 'error.COLOUR_FAINT') : null}
        action={
          <input
            type="color"
            className={styles.chooser}
            aria-label={t('admin.house.choose')}
            value={isColour ? check.colour : OWN}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        }
      />
      <div role="status" className={styles.check}>
        {check.is === 'legible' && (
          <p className={styles.good}>
            <Check size={20} aria-hidden />
            {t('admin.house.legible')}
          </p>
        )}
        {check.is === 'faint' && (
          <Alert
            look="warn"
            action={
              <Button size="small" onClick={() => onChange(check.shade)}>
                <span className={styles.swatch} style={{ '--swatch': check.shade }} aria-hidden />
                {t('admin.house.takeShade', { colour: check.shade })}
              </Button>
            }
          >
            {t('admin.house.faint')}
          </Alert>
        )}
      </div>
      {isColour && (
        <div className={styles.sample} style={{ '--swatch': check.colour }} aria-hidden>
          <span>{t('admin.house.sample')}</span>
          <b>{t('admin.house.sample')}</b>
        </div>
      )}
    </div>
  );
}
