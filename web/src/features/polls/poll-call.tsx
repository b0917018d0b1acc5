import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PollView } from '../../../../src/protocol/index.ts';
import type { TableState } from '../../call/call-state.ts';
import styles from './poll-call.module.css';
import { TablePoll } from './vote/table-poll.tsx';

interface PollCallProps {
  readonly poll: PollView;
  readonly table: TableState;
  readonly onPutAside: () => void;
}

/** Beside the pictures, where it cannot be missed; it takes nobody's focus. */
export function PollCall({ poll, table, onPutAside }: PollCallProps) {
  const { t } = useTranslation();
  const title = t(poll.state === 'open' ? 'poll.region' : 'poll.result');
  return (
    <section className={styles.call} aria-label={title} data-notice="poll">
      <header className={styles.header}>
        <h2>{title}</h2>
        <button type="button" className={styles.close} aria-label={t('poll.putAside')} onClick={onPutAside}>
          <X size={22} aria-hidden />
        </button>
      </header>
      <TablePoll key={poll.id} poll={poll} table={table} />
    </section>
  );
}
