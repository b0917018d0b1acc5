import { Hand, HandGrab, PhoneOff, Pin, Speech, Star, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FloorSource } from '../../../../../src/protocol/index.ts';
import styles from './tile.module.css';

interface TileSignsProps {
  /** Place in the queue of raised hands from 1 on; 0: it is down. */
  readonly handPlace: number;
  readonly hasFloor: boolean;
  readonly isPinned: boolean;
  readonly isSpotlit: boolean;
  readonly signs: boolean;
  /** What their device gives nothing for now; null: all that they want to send is there. */
  readonly interrupted: FloorSource | 'both' | null;
  /** Their picture is small and jerky for want of a way up. */
  readonly isWeak: boolean;
}

/** What is to be known of somebody at a glance, in words beside the sign. */
export function TileSigns({ handPlace, hasFloor, isPinned, isSpotlit, signs, interrupted, isWeak }: TileSignsProps) {
  const { t } = useTranslation();
  if (handPlace === 0 && !hasFloor && !isPinned && !isSpotlit && !signs && !isWeak && interrupted === null) return null;
  return (
    <span className={styles.signs}>
      {hasFloor && (
        <span className={styles.sign} data-floor>
          <Speech size={14} aria-hidden />
          <span>{t('people.hasFloor')}</span>
        </span>
      )}
      {handPlace > 0 && (
        <span className={styles.sign} data-hand>
          <Hand size={14} aria-hidden />
          <span>{t('console.card.hand', { place: handPlace })}</span>
        </span>
      )}
      {signs && (
        <span className={styles.sign} data-signing>
          <HandGrab size={14} aria-hidden />
          <span>{t('signing.sign')}</span>
        </span>
      )}
      {interrupted !== null && (
        <span className={styles.sign} data-interrupted>
          <PhoneOff size={14} aria-hidden />
          <span>{t(`interrupted.${interrupted}`)}</span>
        </span>
      )}
      {isWeak && (
        <span className={styles.sign} data-weak-sign>
          <TriangleAlert size={14} aria-hidden />
          <span>{t('weak.sign')}</span>
        </span>
      )}
      {isSpotlit && (
        <span className={styles.sign} data-spotlit>
          <Star size={14} aria-hidden />
          <span>{t('pin.spotlit')}</span>
        </span>
      )}
      {isPinned && (
        <span className={styles.sign} data-pinned>
          <Pin size={14} aria-hidden />
          <span>{t('pin.pinned')}</span>
        </span>
      )}
    </span>
  );
}
