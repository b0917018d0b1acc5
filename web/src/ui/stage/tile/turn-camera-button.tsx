import { SwitchCamera } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCameraTurn } from '../../devices/use-camera-turn.ts';
import styles from './tile.module.css';

/** In a corner of one's own picture. */
export function TurnCameraButton() {
  const { t } = useTranslation();
  const turn = useCameraTurn();
  if (turn === null) return null;
  return (
    <button type="button" className={styles.turn} aria-label={t('view.turnCamera')} onClick={turn}>
      <SwitchCamera size={22} aria-hidden />
    </button>
  );
}
