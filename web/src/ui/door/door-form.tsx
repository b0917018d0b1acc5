import { Eye, EyeOff } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_DISPLAY_NAME_LENGTH, MAX_PASSWORD_LENGTH } from '../../../../src/signaling/protocol/limits.ts';
import { isVisible } from '../../../../src/signaling/protocol/text.ts';
import type { Failure, FailureCode } from '../../signaling/signaling.ts';
import { Alert } from '../common/alert.tsx';
import { Button } from '../common/button.tsx';
import { TextField } from '../common/field.tsx';
import { useFailureText } from '../common/use-failure-text.ts';
import { useLocalSources, useParts } from '../parts.tsx';
import styles from './door-form.module.css';

const ABOUT_PASSWORD: readonly FailureCode[] = ['WRONG_PASSWORD', 'PASSWORD_REQUIRED'];

interface DoorFormProps {
  readonly problem: Failure | null;
  readonly entering: boolean;
}

export function DoorForm({ problem, entering }: DoorFormProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { call, memory, settings, passwordNeed } = useParts();
  const { microphone, camera } = useLocalSources();
  const [name, setName] = useState(settings.get().displayName);
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<'name' | 'visible-name' | 'password' | null>(null);

  const aboutPassword = problem !== null && ABOUT_PASSWORD.includes(problem.code);
  const aboutName = problem?.code === 'TEXT_INVISIBLE';
  const invited = memory.invite !== null;
  const askPassword = !invited && (passwordNeed !== 'none' || aboutPassword);
  const nothingWorks = microphone.capture.is === 'failed' && camera.capture.is === 'failed';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (entering) return;
    const displayName = name.trim();
    if (displayName === '') return setMissing('name');
    if (!isVisible(displayName)) return setMissing('visible-name');
    if (askPassword && passwordNeed === 'required' && password === '') return setMissing('password');
    setMissing(null);
    settings.update({ displayName });
    void call.join({ displayName, ...(askPassword && password !== '' && { password }) });
  };

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {problem !== null && !aboutName && !(aboutPassword && askPassword) && (
        <Alert look="danger" role="alert">
          {failureText(problem)}
        </Alert>
      )}
      <TextField
        label={t('door.name')}
        name="name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        autoComplete="name"
        maxLength={MAX_DISPLAY_NAME_LENGTH}
        required
        hint={t('door.nameHint')}
        error={nameError()}
      />
      {askPassword && (
        <PasswordField
          value={password}
          onChange={setPassword}
          required={passwordNeed === 'required'}
          error={missing === 'password' ? t('door.passwordMissing') : aboutPassword ? failureText(problem) : null}
        />
      )}
      {invited && <p className={styles.invited}>{t('door.invited')}</p>}
      <Button type="submit" look="primary" wide busy={entering}>
        {entering ? t('door.entering') : t(enterWord())}
      </Button>
    </form>
  );

  function nameError() {
    if (missing === 'name') return t('door.nameMissing');
    return missing === 'visible-name' || (aboutName && missing === null) ? t('door.nameInvisible') : null;
  }

  function enterWord() {
    if (nothingWorks) return 'door.enterWithout';
    return askPassword && passwordNeed === 'optional' && password === '' ? 'door.knock' : 'door.enter';
  }
}

interface PasswordFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required: boolean;
  readonly error: string | null;
}

function PasswordField({ value, onChange, required, error }: PasswordFieldProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <TextField
      label={t('door.password')}
      name="password"
      type={shown ? 'text' : 'password'}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={MAX_PASSWORD_LENGTH}
      required={required}
      hint={t(required ? 'door.passwordHint' : 'door.passwordOptional')}
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
