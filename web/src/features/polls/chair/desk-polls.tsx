import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView, PollView } from '../../../../../src/protocol/index.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Dialog } from '../../../ui/dialogs/dialog.tsx';
import { PartBoundary } from '../../../ui/standing/broken.tsx';
import { PollCard } from '../poll-card.tsx';
import styles from './desk-polls.module.css';
import { PollForm } from './poll-form.tsx';

interface DeskPollsProps {
  readonly polls: readonly PollView[];
  readonly participants: readonly ParticipantView[];
  readonly isChairing: boolean;
  readonly onClose: () => void;
}

/** Asking everyone at the table from the desk, which has no voice of its own: question, turnout, result. */
export function DeskPolls({ polls, participants, isChairing, onClose }: DeskPollsProps) {
  const { t } = useTranslation();
  const [writing, setWriting] = useState(false);
  const running = polls.some(({ state }) => state === 'open');
  if (writing) {
    return (
      <Dialog title={t('poll.new')} onClose={onClose}>
        <PollForm onDone={() => setWriting(false)} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t('poll.title')} onClose={onClose}>
      {polls.length === 0 && <p className={styles.none}>{t('poll.emptyChair')}</p>}
      {!running && isChairing && (
        <Button icon={<Plus size={20} aria-hidden />} onClick={() => setWriting(true)}>
          {t('poll.new')}
        </Button>
      )}
      <ul className={styles.polls}>
        {polls.toReversed().map((poll) => (
          <li key={poll.id}>
            <PartBoundary>
              <PollCard poll={poll} participants={participants} isChairing={isChairing} isSaid>
                <p className={styles.options}>{poll.options.join(' · ')}</p>
              </PollCard>
            </PartBoundary>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
