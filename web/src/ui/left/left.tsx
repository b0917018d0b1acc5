import { DoorClosed, LogIn } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LeaveReason } from '../../../../src/signaling/protocol/index.ts';
import { Button } from '../common/button.tsx';
import { Page } from '../common/page.tsx';
import { usePlace } from '../common/use-place.ts';
import { useParts } from '../parts.tsx';
import styles from './left.module.css';

/** After these the way back in is worth offering; after the others it would lead to the same answer. */
const CAN_REJOIN: readonly LeaveReason[] = ['left', 'timeout', 'replaced', 'unavailable'];

export function Left({ reason, note }: { readonly reason: LeaveReason; readonly note: string | null }) {
  const { t } = useTranslation();
  const { call, local, settings } = useParts();
  const heading = usePlace<HTMLHeadingElement>(`${t('left.pageTitle')} · ${t('app.name')}`);
  const rejoin = () => {
    void call.rejoin();
    void local.start();
  };
  return (
    <Page settings={settings}>
      <main className={styles.left} data-reason={reason}>
        <DoorClosed size={48} strokeWidth={1.5} aria-hidden />
        <h1 ref={heading} tabIndex={-1}>
          {t(`left.${reason}.title`)}
        </h1>
        <p>{t(`left.${reason}.text`)}</p>
        {note !== null && (
          <section className={styles.note} aria-label={t('left.note')}>
            <h2>{t('left.note')}</h2>
            <p>{note}</p>
          </section>
        )}
        {CAN_REJOIN.includes(reason) && (
          <Button look="primary" icon={<LogIn size={20} aria-hidden />} onClick={rejoin}>
            {t('left.rejoin')}
          </Button>
        )}
      </main>
    </Page>
  );
}
