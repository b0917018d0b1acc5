import { MessageSquareText, Mic } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../common/button.tsx';
import { useLocalSources, useParts } from '../parts.tsx';
import styles from './banner.module.css';

/** One has the floor, for as long as one has it. */
export function FloorBanner() {
  const { t } = useTranslation();
  const { local } = useParts();
  const { microphone } = useLocalSources();
  return (
    <div className={`${styles.banner} ${styles.floor}`} data-state="floor">
      <MessageSquareText size={24} aria-hidden />
      <p>{t('floor.yours')}</p>
      {!microphone.wanted && (
        <Button
          look="primary"
          size="small"
          icon={<Mic size={20} aria-hidden />}
          onClick={() => local.setWanted('microphone', true)}
        >
          {t('bar.microphoneOn')}
        </Button>
      )}
    </div>
  );
}
