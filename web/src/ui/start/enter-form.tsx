import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pastedRoomLink, roomPath } from '../../session/links/room-link.ts';
import { Button } from '../controls/button.tsx';
import { TextField } from '../fields/field.tsx';
import { usePlace } from '../hooks/use-place.ts';
import { Sentence } from '../text/sentence.tsx';
import styles from './start.module.css';

/** Into a room by the link that somebody has been sent. */
export function EnterForm({ lost }: { readonly lost: boolean }) {
  const { t } = useTranslation();
  const [link, setLink] = useState('');
  const [invalid, setInvalid] = useState(false);
  const heading = usePlace<HTMLHeadingElement>(t('app.name'));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const pasted = pastedRoomLink(link, location);
    if (pasted === null) setInvalid(true);
    else location.assign(roomPath(pasted));
  };
  return (
    <div className={styles.enter}>
      <h1 ref={heading} tabIndex={-1}>
        {t('start.title')}
      </h1>
      <p className={styles.lead}>{t(lost ? 'start.notFound' : 'start.lead')}</p>
      <form onSubmit={submit} noValidate>
        <TextField
          label={t('start.link')}
          type="url"
          name="link"
          value={link}
          onChange={(event) => {
            setLink(event.currentTarget.value);
            setInvalid(false);
          }}
          autoComplete="off"
          hint={<Sentence say={(keep) => t('start.hint', { example: keep(`${location.origin}/r/vorstand-…`) })} />}
          error={invalid ? t('start.invalid') : null}
        />
        <Button type="submit" look="primary">
          {t('start.go')}
        </Button>
      </form>
    </div>
  );
}
