import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type FloorSwitches, NO_SWITCHES } from '../../../../src/signaling/protocol/roles.ts';
import { Button } from '../common/button.tsx';
import { useParts } from '../parts.tsx';
import styles from './consent-sign.module.css';

/** As long as the chair may switch one on, one sees it, and takes it back with one press. */
export function ConsentSign({ consent: { microphone, camera } }: { readonly consent: FloorSwitches }) {
  const { t } = useTranslation();
  const { call } = useParts();
  if (!microphone && !camera) return null;
  const what = microphone && camera ? 'both' : microphone ? 'microphone' : 'camera';
  return (
    <section className={styles.sign} aria-label={t('consent.title')}>
      <ShieldCheck size={18} aria-hidden />
      <p>{t(`consent.given.${what}`)}</p>
      <Button size="small" onClick={() => void call.act('consent:set', NO_SWITCHES)}>
        {t('consent.revoke')}
      </Button>
    </section>
  );
}
