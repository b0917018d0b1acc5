import { MonitorPause, MonitorUp, MonitorX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Toggle } from '../../controls/toggle.tsx';
import styles from '../bar.module.css';
import type { OwnScreen } from './use-own-screen.ts';

/** One's own shared screen. */
export function ScreenToggle({ screen }: { readonly screen: OwnScreen }) {
  const { t } = useTranslation();
  return (
    <Toggle
      state={screen.state}
      wanted={screen.wanted}
      label={t('bar.screen')}
      title={screen.title}
      iconOn={screen.coveredBy === null ? <MonitorX aria-hidden /> : <MonitorPause aria-hidden />}
      iconOff={<MonitorUp aria-hidden />}
      offLook="plain"
      status={screen.status}
      onPress={screen.press}
      className={styles.item}
    />
  );
}
