import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isVisible } from '../../../../src/protocol/base/text.ts';
import { MAX_DISPLAY_NAME_LENGTH } from '../../../../src/protocol/limits.ts';
import type { Credentials } from '../../call/room-keys.ts';
import { keepOwnName, ownName } from '../../session/own-name.ts';
import type { Failure, FailureCode } from '../../session/signaling.ts';
import { Button } from '../../ui/controls/button.tsx';
import { TextField } from '../../ui/fields/field.tsx';
import { PasswordField } from '../../ui/fields/password-field.tsx';
import { useFailureText } from '../../ui/hooks/use-failure-text.ts';
import { VisuallyHidden } from '../../ui/layout/visually-hidden.tsx';
import { checkPath } from '../../ui/page/check-path.ts';
import { useDoorView, useLocalSources, useParts } from '../../ui/parts.tsx';
import { Alert } from '../../ui/standing/alert.tsx';
import { doorAsks, type InviteState } from './door-asks.ts';
import styles from './door-form.module.css';

const ABOUT_PASSWORD: readonly FailureCode[] = ['WRONG_PASSWORD', 'PASSWORD_REQUIRED'];
/** After these somebody wants to know what is wrong with the line. */
const ABOUT_LINE: readonly FailureCode[] = ['OFFLINE', 'NO_ANSWER', 'MEDIA_UNAVAILABLE'];

type Missing = 'name' | 'visible-name' | 'password';

interface DoorFormProps {
  readonly problem: Failure | null;
  readonly entering: boolean;
}

export function DoorForm({ problem, entering }: DoorFormProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const parts = useParts();
  const { roomId, call, door, memory } = parts;
  const { microphone, camera } = useLocalSources();
  const { password: need, pseudonyms } = useDoorView();
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? ownName(parts, pseudonyms);
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<Missing | null>(null);
  const [invite, setInvite] = useState<InviteState>(
    memory.invite === null ? 'none' : problem?.code === 'INVITE_INVALID' ? 'refused' : 'held',
  );
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  const aboutPassword = problem !== null && ABOUT_PASSWORD.includes(problem.code);
  const aboutInvite = problem?.code === 'INVITE_INVALID';
  const aboutName = problem?.code === 'TEXT_INVISIBLE';
  const [told, setTold] = useState(problem);
  if (problem !== told) {
    setTold(problem);
    if (aboutInvite) setInvite('refused');
  }
  const asks = doorAsks({ need, invite, isAsked: aboutPassword, hasWayBack: memory.resume !== null });
  const asksPassword = asks.password !== 'none';
  const nothingWorks = microphone.capture.is === 'failed' && camera.capture.is === 'failed';
  const nameError = nameErrorOf();
  const passwordError = passwordErrorOf();
  const generalError = problem !== null && !aboutName && !(aboutPassword && asksPassword) && !aboutInvite;

  useEffect(() => {
    // The room's rule may have changed since this page was opened.
    if (aboutPassword || aboutInvite) void door.refresh();
  }, [aboutPassword, aboutInvite, door]);
  const toCorrect = nameError !== null ? nameField : passwordError !== null ? passwordField : null;
  const corrected = useRef(toCorrect);
  corrected.current = toCorrect;
  useEffect(() => {
    // After each attempt that failed, also when it failed as the one before.
    if (problem === null) return;
    corrected.current?.current?.focus();
    corrected.current?.current?.select();
  }, [problem]);

  const refuse = (what: Missing) => {
    setMissing(what);
    (what === 'password' ? passwordField : nameField).current?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (entering) return;
    const displayName = name.trim();
    if (displayName === '') return refuse('name');
    if (!isVisible(displayName)) return refuse('visible-name');
    // It may have been taken away meanwhile.
    if (asks.password === 'required' && password === '' && (await door.refresh()) === 'required') {
      return refuse('password');
    }
    const byPassword = asksPassword && password !== '' ? { password } : {};
    const withoutInvite = invite === 'refused' ? { withoutInvite: true } : {};
    enter({ displayName, ...byPassword, ...withoutInvite });
  };
  const enter = (credentials: Credentials) => {
    setMissing(null);
    keepOwnName(parts, credentials.displayName, pseudonyms);
    void call.join(credentials);
  };
  const tryInviteAgain = () => {
    const displayName = name.trim();
    if (!isVisible(displayName)) return refuse(displayName === '' ? 'name' : 'visible-name');
    setInvite('held');
    enter({ displayName });
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {/* Always there: what appears in a new region is not read. */}
      <div role="alert">
        {generalError && (
          <Alert
            look="danger"
            action={ABOUT_LINE.includes(problem.code) && <a href={checkPath(roomId)}>{t('door.check')}</a>}
          >
            {failureText(problem)}
          </Alert>
        )}
        {invite === 'refused' && <Alert look="warn">{t(`door.inviteRefused.${asks.password}`)}</Alert>}
        {(nameError ?? passwordError) !== null && <VisuallyHidden>{nameError ?? passwordError}</VisuallyHidden>}
      </div>
      <TextField
        ref={nameField}
        label={t(pseudonyms ? 'door.pseudonym' : 'door.name')}
        name="name"
        value={name}
        onChange={(event) => setTyped(event.currentTarget.value)}
        autoComplete={pseudonyms ? 'off' : 'name'}
        maxLength={MAX_DISPLAY_NAME_LENGTH}
        required
        hint={t(pseudonyms ? 'door.pseudonymHint' : 'door.nameHint')}
        error={nameError}
      />
      {asksPassword && (
        <PasswordField
          ref={passwordField}
          value={password}
          onChange={setPassword}
          required={asks.password === 'required'}
          hint={t(asks.password === 'required' ? 'door.passwordHint' : 'door.passwordOptional')}
          error={passwordError}
        />
      )}
      {asks.withWayBack && <p className={styles.invited}>{t('door.kept')}</p>}
      {asks.withInvite && <p className={styles.invited}>{t('door.invited')}</p>}
      <Button type="submit" look="primary" wide busy={entering}>
        {entering ? t('door.entering') : t(enterWord())}
      </Button>
      {invite === 'refused' && !entering && (
        <Button look="quiet" wide onClick={tryInviteAgain}>
          {t('door.inviteAgain')}
        </Button>
      )}
    </form>
  );

  function nameErrorOf() {
    if (missing === 'name') return t('door.nameMissing');
    return missing === 'visible-name' || (aboutName && missing === null) ? t('door.nameInvisible') : null;
  }

  function passwordErrorOf() {
    if (!asksPassword) return null;
    if (missing === 'password') return t('door.passwordMissing');
    return aboutPassword && missing === null ? failureText(problem) : null;
  }

  function enterWord() {
    if (asks.password === 'optional' && password === '') return 'door.knock';
    if (invite === 'refused') return asksPassword ? 'door.enterByPassword' : 'door.enterUninvited';
    return nothingWorks ? 'door.enterWithout' : 'door.enter';
  }
}
