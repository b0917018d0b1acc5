import { Bell } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StandingNotice } from './notice-column.tsx';
import styles from './notice-pills.module.css';
import { isSettled, type Settling } from './settled.ts';
import { useBoard, useNoticeBoard } from './use-board.tsx';

interface NoticePillsProps {
  readonly standing: readonly StandingNotice[];
  readonly table: Settling;
  readonly compact: boolean;
  /** Makes room for what is pressed. */
  readonly onOpen: () => void;
}

/** What the notices have shrunk to; a press brings one back. */
export function NoticePills({ standing, table, compact, onOpen }: NoticePillsProps) {
  const { t } = useTranslation();
  const board = useNoticeBoard();
  const { standing: entries, passing } = useBoard();
  const missed = passing.filter(({ look, notice }) => look === 'shrunk' && !isSettled(notice, table, false)).length;
  return (
    <>
      {entries.map(({ key, isOpen }) => {
        const pill = isOpen && !compact ? null : (standing.find((one) => one.key === key)?.pill ?? null);
        if (pill === null) return null;
        return (
          <button
            key={key}
            type="button"
            className={styles.pill}
            data-pill={key}
            onClick={() => {
              onOpen();
              board.reopen(key);
            }}
          >
            {pill}
          </button>
        );
      })}
      {missed > 0 && (
        <button type="button" className={styles.pill} data-pill="passing" onClick={() => board.reopenPassing()}>
          <Bell size={16} aria-hidden />
          {t('notice.missed', { count: missed })}
        </button>
      )}
    </>
  );
}
