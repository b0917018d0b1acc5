import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../../../src/protocol/index.ts';
import { cx } from '../../layout/cx.ts';
import type { Rect } from '../layout/grid.ts';
import styles from './pager.module.css';
import { SpeaksUnseen } from './speaks-unseen.tsx';

/** CSS pixels; in narrower ones there is no room for a name, and next to none for anything. */
const SHORT = 300;
const NARROW = 240;

interface PagerProps {
  readonly rect: Rect;
  readonly page: number;
  readonly pages: number;
  readonly turnTo: (page: number) => void;
  /** Who speaks on another page, and which; null: nobody. */
  readonly elsewhere: { readonly participant: ParticipantView; readonly page: number } | null;
}

/** Turns the pages of those who do not all find room, and says who speaks on another. */
export function Pager({ rect, page, pages, turnTo, elsewhere }: PagerProps) {
  const { t } = useTranslation();
  const { x, y, width, height } = rect;
  const isBeside = height > width;
  const [Back, On] = isBeside ? [ChevronUp, ChevronDown] : [ChevronLeft, ChevronRight];
  return (
    <fieldset
      className={cx(styles.pager, isBeside ? styles.beside : width < NARROW && styles.narrow)}
      aria-label={t('view.pages')}
      style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
    >
      <button
        type="button"
        className={cx(styles.turn)}
        aria-label={t('view.previous')}
        title={t('view.previous')}
        aria-disabled={page === 0 || undefined}
        onClick={() => turnTo(page - 1)}
      >
        <Back size={24} aria-hidden />
      </button>
      <span className={styles.count}>{t('view.pageOf', { page: page + 1, pages })}</span>
      <button
        type="button"
        className={cx(styles.turn)}
        aria-label={t('view.next')}
        title={t('view.next')}
        aria-disabled={page === pages - 1 || undefined}
        onClick={() => turnTo(page + 1)}
      >
        <On size={24} aria-hidden />
      </button>
      {elsewhere !== null && (
        <SpeaksUnseen
          participant={elsewhere.participant}
          isShort={isBeside || width < SHORT}
          onPress={() => turnTo(elsewhere.page)}
        />
      )}
    </fieldset>
  );
}
