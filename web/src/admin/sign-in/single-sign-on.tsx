import { Building2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Button } from '../../ui/controls/button.tsx';
import { useAdmin } from '../admin-parts.tsx';
import { FailureAlert } from '../parts/answers/failure.tsx';
import form from '../parts/form.module.css';
import { useDoing } from '../server/use-doing.ts';
import styles from './sign-in.module.css';

const offerSchema = z.object({ offered: z.boolean() });
export const departureSchema = z.object({ url: z.url({ protocol: /^https?$/ }) });

/** Whether the operator has named a provider; until that is known, or when it is not told, none. */
export function useSingleSignOn(): boolean {
  const { server } = useAdmin();
  const [isOffered, setOffered] = useState(false);
  useEffect(() => {
    const gone = new AbortController();
    server.ask('GET', '/api/single-sign-on', { answer: offerSchema, signal: gone.signal }).then(
      ({ offered }) => !gone.signal.aborted && setOffered(offered),
      () => {},
    );
    return () => gone.abort();
  }, [server]);
  return isOffered;
}

interface SingleSignOnProps {
  readonly next: string | null;
  /** The secret of the link by which the account is tied to who comes back. */
  readonly link?: string;
}

/** By the house's own sign-in, where there is one: to its page, and back from there. */
export function SingleSignOnButton({ next, link }: SingleSignOnProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const isOffered = useSingleSignOn();
  const { isBusy, failure, run } = useDoing();
  if (!isOffered) return null;
  const depart = () => {
    const body = { ...(next === null ? {} : { next }), ...(link === undefined ? {} : { link }) };
    void run(
      () => server.ask('POST', '/api/single-sign-on', { body, answer: departureSchema }),
      ({ url }) => location.assign(url),
    );
  };
  return (
    <div className={form.form}>
      <p className={styles.or}>{t('admin.signIn.or')}</p>
      <FailureAlert failure={failure} />
      <Button wide busy={isBusy} icon={<Building2 size={20} aria-hidden />} onClick={depart}>
        {t('admin.signIn.bySingleSignOn')}
      </Button>
    </div>
  );
}
