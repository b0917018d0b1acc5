import { useTranslation } from 'react-i18next';
import { MIN_ACCOUNT_PASSWORD_LENGTH } from '../../../../src/protocol/accounts/accounts.ts';
import { PasswordField } from '../../ui/fields/password-field.tsx';
import styles from './sign-in.module.css';

interface NewPasswordProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isShort: boolean;
}

/** A password with its rules, said before it is typed. It may be read while one types it, so it is asked for once. */
export function NewPassword({ value, onChange, isShort }: NewPasswordProps) {
  const { t } = useTranslation();
  return (
    <>
      <ul className={styles.rules} aria-label={t('admin.newPassword.rules')}>
        <li>{t('admin.newPassword.length', { count: MIN_ACCOUNT_PASSWORD_LENGTH })}</li>
        <li>{t('admin.newPassword.words')}</li>
        <li>{t('admin.newPassword.notKnown')}</li>
      </ul>
      <PasswordField
        label={t('admin.newPassword.label')}
        name="new-password"
        autoComplete="new-password"
        value={value}
        onChange={onChange}
        required
        error={isShort ? t('admin.newPassword.short', { count: MIN_ACCOUNT_PASSWORD_LENGTH }) : null}
      />
    </>
  );
}

/** Counted as people count; the server looks at the rest. */
export function isTooShort(password: string): boolean {
  return [...password.trim()].length < MIN_ACCOUNT_PASSWORD_LENGTH;
}
