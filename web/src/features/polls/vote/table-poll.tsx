import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PollView } from '../../../../../src/protocol/index.ts';
import type { TableState } from '../../../call/call-state.ts';
import { PollCard } from '../poll-card.tsx';
import { Ballot } from './ballot.tsx';
import styles from './table-poll.module.css';

interface TablePollProps {
  readonly poll: PollView;
  readonly table: TableState;
}

/** A poll at the table, where one votes. */
export function TablePoll({ poll, table: { self, participants } }: TablePollProps) {
  return (
    <PollCard poll={poll} participants={participants} isChairing={self.isChairing}>
      <OwnVote poll={poll} self={self} />
    </PollCard>
  );
}

function OwnVote({ poll, self }: { readonly poll: PollView } & Pick<TableState, 'self'>) {
  const { t } = useTranslation();
  if (poll.voted.includes(self.participantId)) {
    return (
      <p className={styles.voted}>
        <CircleCheck size={20} aria-hidden />
        {t('poll.youVoted')}
      </p>
    );
  }
  return self.role === 'observer' ? <p>{t('poll.observer')}</p> : <Ballot poll={poll} />;
}
