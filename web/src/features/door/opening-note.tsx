import { CalendarClock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDoorView } from '../../ui/parts.tsx';
import styles from './door.module.css';
import { openingWords } from './opening-words.ts';

/** For when a room is reserved that is open only then, before anybody presses to enter. */
export function OpeningNote() {
  const { t, i18n } = useTranslation();
  const { opening } = useDoorView();
  return (
    // Always there: what appears in a new region is not read.
    <div role="status" className={styles.opening}>
      {opening !== undefined && (
        <p>
          <CalendarClock size={20} aria-hidden />
          <span>
            {opening === null
              ? t('door.opening.unknown')
              : t(opening.isOpen ? 'door.opening.now' : 'door.opening.next', openingWords(opening, i18n.language))}
          </span>
        </p>
      )}
    </div>
  );
}
