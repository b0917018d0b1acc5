import { HandGrab } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { Button } from '../../ui/controls/button.tsx';
import { useLasting } from '../../ui/hooks/use-lasting.ts';
import { NoticeBox } from '../../ui/notices/notice-box.tsx';
import type { StandingNotice } from '../../ui/notices/notice-column.tsx';
import { useSaid } from '../../ui/standing/announcer.tsx';
import { useSigning } from './use-signing.ts';

/** It is switched on by signing; as long as that may take. */
const COMES_MS = 2_000;

/** Whoever signs sees whether everyone sees them large, and ends it where it began. */
export function useSigningNotice(table: TableState): readonly StandingNotice[] {
  const { t } = useTranslation();
  const { isOn, isSeen } = useSigning(table);
  const isOff = useLasting(isOn && isSeen === 'ownOff', COMES_MS);
  const text = t(`signing.${isSeen === 'ownOff' && !isOff ? 'own' : isSeen}`);
  useSaid(isOn ? text : null);
  return useMemo(() => {
    if (!isOn) return [];
    const pill = (
      <>
        <HandGrab size={16} aria-hidden />
        {t('signing.pill')}
      </>
    );
    return [{ key: 'signing', shrinks: true, content: <SigningNotice table={table} text={text} />, pill }];
  }, [t, isOn, text, table]);
}

function SigningNotice({ table, text }: { readonly table: TableState; readonly text: string }) {
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
      <p>{text}</p>
    </NoticeBox>
  );
}
