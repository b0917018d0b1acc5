import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GENERATED_PASSWORD_BYTES, passwordFrom } from '../../../../src/protocol/base/generated-password.ts';
import { isVisible } from '../../../../src/protocol/base/text.ts';
import { MAX_PASSWORD_LENGTH, MAX_ROOM_NAME_LENGTH, MIN_PASSWORD_LENGTH } from '../../../../src/protocol/limits.ts';
import type { OpenRoomGuard } from '../../../../src/protocol/open-rooms.ts';
import type { Failure } from '../../session/signaling.ts';
import { Button } from '../../ui/controls/button.tsx';
import { TextField } from '../../ui/fields/field.tsx';
import { RadioChoice } from '../../ui/fields/radio-choice.tsx';
import { useFailureText } from '../../ui/hooks/use-failure-text.ts';
import { VisuallyHidden } from '../../ui/layout/visually-hidden.tsx';
import { Alert } from '../../ui/standing/alert.tsx';
import type { OpenRoom, OpenRoomMaking } from './making.ts';
import styles from './open-rooms.module.css';

const GUARDS = ['password', 'lobby', 'link'] as const satisfies readonly OpenRoomGuard['by'][];

interface MakeFormProps {
  readonly making: OpenRoomMaking;
  /** For so long a room stays that nobody uses. */
  readonly days: number;
  readonly onMade: (room: OpenRoom) => void;
}

/** A room in one press: what it is called, and who gets in. */
export function MakeForm({ making, days, onMade }: MakeFormProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [name, setName] = useState('');
  const [by, setBy] = useState<OpenRoomGuard['by']>('password');
  const [password, setPassword] = useState(() =>
    passwordFrom(crypto.getRandomValues(new Uint8Array(GENERATED_PASSWORD_BYTES))),
  );
  const [wrong, setWrong] = useState<'name' | 'visible-name' | 'password' | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isMaking, setMaking] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);

  const refuse = (what: NonNullable<typeof wrong>) => {
    setWrong(what);
    (what === 'password' ? passwordField : nameField).current?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isMaking) return;
    setFailure(null);
    const called = name.trim();
    if (called === '') return refuse('name');
    if (!isVisible(called)) return refuse('visible-name');
    const typed = password.trim();
    if (by === 'password' && typed.length < MIN_PASSWORD_LENGTH) return refuse('password');
    setWrong(null);
    setMaking(true);
    const outcome = await making.make(called, by === 'password' ? { by, password: typed } : { by });
    if (isGone.current) return;
    setMaking(false);
    if (outcome.is === 'made') return onMade(outcome.room);
    if (outcome.why.code === 'TEXT_INVISIBLE') return refuse('visible-name');
    setFailure(outcome.why);
  };
  const nameError =
    wrong === 'name' ? t('making.nameMissing') : wrong === 'visible-name' ? t('making.nameInvisible') : null;
  const passwordError = wrong === 'password' ? t('making.passwordShort', { count: MIN_PASSWORD_LENGTH }) : null;
  return (
    <section className={styles.making} aria-labelledby="making-title">
      <h2 id="making-title">{t('making.title')}</h2>
      <p className={styles.lead}>{t('making.lead', { count: days })}</p>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          ref={nameField}
          label={t('making.name')}
          name="room-name"
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setWrong(null);
          }}
          autoComplete="off"
          maxLength={MAX_ROOM_NAME_LENGTH}
          required
          hint={t('making.nameHint')}
          error={nameError}
        />
        <RadioChoice
          legend={t('making.guard')}
          options={GUARDS.map((value) => ({ value, label: t(`making.by.${value}`) }))}
          value={by}
          onChange={setBy}
        />
        {by === 'password' && (
          <TextField
            ref={passwordField}
            label={t('making.password')}
            name="room-password"
            value={password}
            onChange={(event) => {
              setPassword(event.currentTarget.value);
              setWrong(null);
            }}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            translate="no"
            maxLength={MAX_PASSWORD_LENGTH}
            required
            hint={t('making.passwordHint')}
            error={passwordError}
          />
        )}
        {/* Always there: what appears in a new region is not read. */}
        <div role="alert" className={styles.failure}>
          {failure !== null && <Alert look="danger">{sentenceOf(failure)}</Alert>}
        </div>
        <div role="alert" className={styles.said}>
          {(nameError ?? passwordError) !== null && <VisuallyHidden>{nameError ?? passwordError}</VisuallyHidden>}
        </div>
        <Button type="submit" look="primary" wide busy={isMaking}>
          {isMaking ? t('making.making') : t('making.make')}
        </Button>
      </form>
    </section>
  );

  function sentenceOf(why: Failure): string {
    if (why.code === 'TOO_MANY') return t('making.full');
    return why.code === 'NOT_ALLOWED' ? t('making.notAllowed') : failureText(why);
  }
}
