import { Eye, EyeOff } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_PASSWORD_LENGTH } from '../../../../src/protocol/limits.ts';
import { TextField } from './field.tsx';
import styles from './password-field.module.css';

interface PasswordFieldProps {
  /** The room's, where nothing else is said. */
  readonly label?: string;
  readonly name?: string;
  readonly autoComplete?: 'off' | 'current-password' | 'new-password';
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  readonly hint?: string;
  readonly error: string | null;
  readonly ref?: RefObject<HTMLInputElement | null>;
}

/** A password, which may be read while one types it. */
export function PasswordField({ value, onChange, required = false, hint, error, ref, ...more }: PasswordFieldProps) {
  const { label, name = 'password', autoComplete = 'off' } = more;
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...(ref === undefined ? {} : { ref })}
      label={label ?? t('door.password')}
      name={name}
      type={shown ? 'text' : 'password'}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      translate="no"
      maxLength={MAX_PASSWORD_LENGTH}
      required={required}
      hint={hint}
      error={error}
      action={
        <button
          type="button"
          className={styles.reveal}
          aria-label={t(shown ? 'door.hidePassword' : 'door.showPassword')}
          title={t(shown ? 'door.hidePassword' : 'door.showPassword')}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size={22} aria-hidden /> : <Eye size={22} aria-hidden />}
        </button>
      }
    />
  );
}
