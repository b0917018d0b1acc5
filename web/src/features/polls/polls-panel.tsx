import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { Button } from '../../ui/controls/button.tsx';
import { SidePanel } from '../../ui/layout/side-panel.tsx';
import { PartBoundary } from '../../ui/standing/broken.tsx';
import { PollForm } from './chair/poll-form.tsx';
import styles from './polls-panel.module.css';
import { TablePoll } from './vote/table-poll.tsx';

/** All polls of this meeting, the newest first; for the chair the way to a new one. */
export function PollsPanel({ table, onClose }: { readonly table: TableState; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { polls, self } = table;
  const [writing, setWriting] = useState(false);
  const running = polls.some(({ state }) => state === 'open');
  const formOpen = writing && self.isChairing;
  return (
    <SidePanel title={t('poll.title')} onClose={onClose}>
      <div className={styles.scroll}>
        {formOpen && <PollForm onDone={() => setWriting(false)} />}
        {self.isChairing && !formOpen && !running && (
          <Button icon={<Plus size={20} aria-hidden />} onClick={() => setWriting(true)}>
            {t('poll.new')}
          </Button>
        )}
        {polls.length === 0 && !formOpen && (
          <p className={styles.empty}>{t(self.isChairing ? 'poll.emptyChair' : 'poll.empty')}</p>
        )}
        <ul className={styles.polls}>
          {polls.toReversed().map((poll) => (
            <li key={poll.id}>
              <PartBoundary>
                <TablePoll poll={poll} table={table} />
              </PartBoundary>
            </li>
          ))}
        </ul>
      </div>
    </SidePanel>
  );
}
