import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROOM_CODE_LENGTH, typedRoomCode } from '../../../../src/protocol/room-code.ts';
import { pastedRoomLink, roomPath } from '../../session/links/room-link.ts';
import { Button } from '../controls/button.tsx';
import { TextField } from '../fields/field.tsx';
import { useFailureText } from '../hooks/use-failure-text.ts';
import { usePlace } from '../hooks/use-place.ts';
import { Sentence } from '../text/sentence.tsx';
import { findByCode } from './room-code.ts';
import styles from './start.module.css';

/** Into a room by the link that somebody has been sent, or by the code that was read out to them. */
export function EnterForm({ lost }: { readonly lost: boolean }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const heading = usePlace<HTMLHeadingElement>(t('app.name'));
  const refuse = (why: string) => {
    setProblem(why);
    field.current?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    const code = typedRoomCode(typed);
    if (code === null) {
      const pasted = pastedRoomLink(typed, location);
      if (pasted === null) refuse(t('start.invalid'));
      else location.assign(roomPath(pasted));
      return;
    }
    if (code.length !== ROOM_CODE_LENGTH) return refuse(t('start.codeLength'));
    setBusy(true);
    const found = await findByCode(code);
    setBusy(false);
    if ('roomId' in found) return location.assign(roomPath({ roomId: found.roomId, invite: null }));
    refuse(found.code === 'NOT_FOUND' || found.code === 'BAD_REQUEST' ? t('start.codeUnknown') : failureText(found));
  };
  return (
    <div className={styles.enter}>
      <h1 ref={heading} tabIndex={-1}>
        {t('start.title')}
      </h1>
      <p className={styles.lead}>{t(lost ? 'start.notFound' : 'start.lead')}</p>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          ref={field}
          label={t('start.link')}
          name="link"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setProblem(null);
          }}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          hint={<Sentence say={(keep) => t('start.hint', { example: keep(`${location.origin}/r/vorstand-…`) })} />}
          error={problem}
        />
        <Button type="submit" look="primary" busy={isBusy}>
          {t('start.go')}
        </Button>
      </form>
    </div>
  );
}
