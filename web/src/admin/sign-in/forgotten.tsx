import { Mail } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { emailKey } from '../../../../src/protocol/accounts/email.ts';
import { Button } from '../../ui/controls/button.tsx';
import { TextField } from '../../ui/fields/field.tsx';
import { Alert } from '../../ui/standing/alert.tsx';
import { useAdmin } from '../admin-parts.tsx';
import { FailureAlert } from '../parts/answers/failure.tsx';
import form from '../parts/form.module.css';
import { Form } from '../parts/form.tsx';
import { nothing } from '../server/server.ts';
import { useDoing } from '../server/use-doing.ts';
import styles from './sign-in.module.css';

const PATH = '/api/forgotten-password';
const offerSchema = z.object({ isOffered: z.boolean() });

/** A link by mail, where the server sends mail; where it does not, somebody of one's own house makes one. */
export function Forgotten() {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const [isOffered, setOffered] = useState<boolean | null>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const gone = new AbortController();
    server.ask('GET', PATH, { answer: offerSchema, signal: gone.signal }).then(
      (offer) => !gone.signal.aborted && setOffered(offer.isOffered),
      () => !gone.signal.aborted && setOffered(false),
    );
    return () => gone.abort();
  }, [server]);
  if (isOffered === null) return null;
  if (!isOffered) return <p className={styles.hint}>{t('admin.signIn.forgotten')}</p>;
  if (isOpen) return <AskForLink />;
  return (
    <div className={form.buttons}>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {t('admin.forgotten.title')}
      </Button>
    </div>
  );
}

function AskForLink() {
  const { t, i18n } = useTranslation();
  const { server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const [email, setEmail] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const submit = () => {
    if (emailKey(email) === null) return setWrong(true);
    const body = { email, language: i18n.language === 'en' ? 'en' : 'de' };
    void run(
      () => server.ask('POST', PATH, { body, answer: nothing }),
      () => setAsked(true),
    );
  };
  return (
    <section className={styles.card} aria-labelledby="forgotten">
      <h2 id="forgotten" tabIndex={-1}>
        {t('admin.forgotten.title')}
      </h2>
      {/* Nobody is told whether there is an account. */}
      <div role="status" className={form.said}>
        {isAsked && <Alert look="info">{t('admin.forgotten.sent')}</Alert>}
      </div>
      {!isAsked && (
        <Form isOpened onSubmit={submit}>
          <TextField
            label={t('admin.forgotten.email')}
            type="email"
            name="forgotten-email"
            value={email}
            onChange={(event) => {
              setEmail(event.currentTarget.value);
              setWrong(false);
            }}
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
            required
            error={isWrong ? t('admin.signIn.emailMissing') : null}
          />
          <FailureAlert failure={failure} />
          <Button type="submit" busy={isBusy} icon={<Mail size={20} aria-hidden />}>
            {t('admin.forgotten.ask')}
          </Button>
        </Form>
      )}
    </section>
  );
}
