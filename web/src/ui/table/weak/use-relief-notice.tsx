import { Gauge } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Relief } from '../../../call/line/relief-guard.ts';
import { NoticeBox } from '../../notices/notice-box.tsx';
import type { StandingNotice } from '../../notices/notice-column.tsx';
import { useSaid } from '../../standing/announcer.tsx';
import { SoundOnlyButton } from './sound-only.tsx';

/** What this device does not bear, said once and shown for as long as it is so. */
export function useReliefNotice(relief: Relief): readonly StandingNotice[] {
  const { t } = useTranslation();
  useSaid(relief === 'none' ? null : t(`relief.${relief}`));
  return useMemo(() => {
    if (relief === 'none') return [];
    const pill = (
      <>
        <Gauge size={16} aria-hidden />
        {t('relief.pill')}
      </>
    );
    const content = <ReliefNotice relief={relief} />;
    return [{ key: 'relief', grade: relief === 'few' ? 2 : 1, shrinks: true, content, pill }];
  }, [t, relief]);
}

function ReliefNotice({ relief }: { readonly relief: Exclude<Relief, 'none'> }) {
  const { t } = useTranslation();
  return (
    <NoticeBox
      name="relief"
      look="warn"
      icon={<Gauge size={22} aria-hidden />}
      action={relief === 'few' && <SoundOnlyButton />}
    >
      <p>{t(`relief.${relief}`)}</p>
      <small>{t('relief.hint')}</small>
    </NoticeBox>
  );
}
