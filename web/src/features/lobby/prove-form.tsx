import { KeyRound } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf } from '../../session/signaling.ts';
import { Button } from '../../ui/controls/button.tsx';
import { PasswordField } from '../../ui/fields/password-field.tsx';
import { failureText } from '../../ui/hooks/use-failure-text.ts';
import { VisuallyHidden } from '../../ui/layout/visually-hidden.tsx';
import { useParts } from '../../ui/parts.tsx';
import styles from './lobby.module.css';

/** For who knocked without the password and has found it meanwhile. */
export function ProveForm() {
  const { t } = useTranslation();
  const { call } = useParts();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const refuse = (text: string) => {
    setError(text);
    field.current?.focus();
    field.current?.select();
  };
  const prove = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (password === '') return refuse(t('door.passwordMissing'));
    setBusy(true);
    setError(null);
    try {
      await call.request('lobby:prove', { password });
    } catch (failure) {
      refuse(failureText(t, failureOf(failure)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={styles.reply} onSubmit={(event) => void prove(event)} noValidate>
      {/* Always there: what appears in a new region is not read. */}
      <div role="alert">{error !== null && <VisuallyHidden>{error}</VisuallyHidden>}</div>
      <PasswordField ref={field} value={password} onChange={setPassword} hint={t('lobby.proveHint')} error={error} />
      <Button type="submit" busy={busy} icon={<KeyRound size={18} aria-hidden />}>
        {t('lobby.prove')}
      </Button>
    </form>
  );
}
