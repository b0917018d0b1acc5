import { Hand, Pin, Speech, Star } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './tile.module.css';

interface TileSignsProps {
  /** Place in the queue of raised hands from 1 on; 0: it is down. */
  readonly handPlace: number;
  readonly hasFloor: boolean;
  readonly isPinned: boolean;
  readonly isSpotlit: boolean;
}

/** What is to be known of somebody at a glance, in words beside the sign. */
export function TileSigns({ handPlace, hasFloor, isPinned, isSpotlit }: TileSignsProps) {
  const { t } = useTranslation();
  if (handPlace === 0 && !hasFloor && !isPinned && !isSpotlit) return null;
  return (
    <span className={styles.signs}>
      {hasFloor && (
        <span className={styles.sign} data-floor>
          <Speech size={14} aria-hidden />
          {t('people.hasFloor')}
        </span>
      )}
      {handPlace > 0 && (
        <span className={styles.sign} data-hand>
          <Hand size={14} aria-hidden />
          {t('console.card.hand', { place: handPlace })}
        </span>
      )}
      {isSpotlit && (
        <span className={styles.sign} data-spotlit>
          <Star size={14} aria-hidden />
          {t('pin.spotlit')}
        </span>
      )}
      {isPinned && (
        <span className={styles.sign} data-pinned>
          <Pin size={14} aria-hidden />
          {t('pin.pinned')}
        </span>
      )}
    </span>
  );
}
