import { HandGrab } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { Button } from '../../ui/controls/button.tsx';
import { NoticeBox } from '../../ui/notices/notice-box.tsx';
import type { StandingNotice } from '../../ui/notices/notice-column.tsx';
import { useSaid } from '../../ui/standing/announcer.tsx';
import { useSigning } from './use-signing.ts';

/** Whoever signs sees that everyone sees them large, and ends it where it began. */
export function useSigningNotice(table: TableState): readonly StandingNotice[] {
  const { t } = useTranslation();
  const { isOn } = useSigning(table);
  useSaid(isOn ? t('signing.own') : null);
  return useMemo(() => {
    if (!isOn) return [];
    const pill = (
      <>
        <HandGrab size={16} aria-hidden />
        {t('signing.pill')}
      </>
    );
    return [{ key: 'signing', shrinks: true, content: <SigningNotice table={table} />, pill }];
  }, [t, isOn, table]);
}

function SigningNotice({ table }: { readonly table: TableState }) {
  const { t } = useTranslation();
  const { set } = useSigning(table);
  return (
    <NoticeBox
      name="signing"
      look="info"
      icon={<HandGrab size={22} aria-hidden />}
      action={
        <Button size="small" onClick={() => set(false)}>
          {t('signing.end')}
        </Button>
      }
    >
      <p>{t('signing.own')}</p>
    </NoticeBox>
  );
}
