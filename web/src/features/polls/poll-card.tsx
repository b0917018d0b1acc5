import { CircleCheck, Eye, EyeOff } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { PollView } from '../../../../src/protocol/index.ts';
import type { TableState } from '../../call/call-state.ts';
import { useParts } from '../../ui/parts.tsx';
import { softHyphens } from '../../ui/text/soft-hyphens.ts';
import { Ballot } from './ballot.tsx';
import { ClosePoll } from './chair/close-poll.tsx';
import styles from './poll-card.module.css';
import { QuorumNote } from './quorum-note.tsx';
import { Results } from './results.tsx';
import { turnoutOf } from './tally.ts';

/** One poll from the question to the result. */
export function PollCard({ poll, table }: { readonly poll: PollView; readonly table: TableState }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const id = useId();
  const { self, participants } = table;
  const isOpen = poll.state === 'open';
  const hasVoted = poll.voted.includes(self.participantId);
  const phase = isOpen ? (hasVoted ? 'voted' : 'asks') : 'closed';
  const Kind = poll.secret ? EyeOff : Eye;
  return (
    <article className={styles.card} aria-labelledby={id} data-poll={phase}>
      <h3 id={id} tabIndex={-1} dir="auto">
        {softHyphens(poll.question)}
      </h3>
      <p className={styles.kind}>
        <Kind size={18} aria-hidden />
        {t(poll.secret ? 'poll.secretHint' : 'poll.openHint')}
      </p>
      {phase === 'asks' && self.role !== 'observer' && <Ballot poll={poll} />}
      {phase === 'asks' && self.role === 'observer' && <p>{t('poll.observer')}</p>}
      {phase === 'voted' && (
        <p className={styles.voted}>
          <CircleCheck size={20} aria-hidden />
          {t('poll.youVoted')}
        </p>
      )}
      {!isOpen && <Results poll={poll} />}
      <QuorumNote quorum={poll.quorum} />
      <div className={styles.end}>
        <p className={styles.turnout}>{t('poll.turnout', turnoutOf(poll, participants))}</p>
        {isOpen && self.isChairing && (
          <ClosePoll
            poll={poll}
            participants={participants}
            close={() => call.act('poll:close', { pollId: poll.id })}
          />
        )}
      </div>
    </article>
  );
}
