import { Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView, PollView } from '../../../../src/protocol/index.ts';
import { softHyphens } from '../../ui/text/soft-hyphens.ts';
import { ClosePoll } from './chair/close-poll.tsx';
import styles from './poll-card.module.css';
import { QuorumNote } from './result/quorum-note.tsx';
import { Results } from './result/results.tsx';
import { turnoutOf } from './result/tally.ts';

interface PollCardProps {
  readonly poll: PollView;
  readonly participants: readonly ParticipantView[];
  readonly isChairing: boolean;
  /** The turnout is said whenever it changes: at the table a voice says what is news. */
  readonly isSaid?: boolean;
  /** Below the question while it is open. */
  readonly children: ReactNode;
}

/** One poll from the question to the result, at the table and at the desk. */
export function PollCard({ poll, participants, isChairing, isSaid = false, children }: PollCardProps) {
  const { t } = useTranslation();
  const id = useId();
  const isOpen = poll.state === 'open';
  const Kind = poll.secret ? EyeOff : Eye;
  return (
    <article className={styles.card} aria-labelledby={id}>
      <h3 id={id} tabIndex={-1} dir="auto">
        {softHyphens(poll.question)}
      </h3>
      <p className={styles.kind}>
        <Kind size={18} aria-hidden />
        {t(poll.secret ? 'poll.secretHint' : 'poll.openHint')}
      </p>
      {isOpen ? children : <Results poll={poll} />}
      <QuorumNote quorum={poll.quorum} />
      <div className={styles.end}>
        <p className={styles.turnout} role={isSaid ? 'status' : undefined}>
          {t('poll.turnout', turnoutOf(poll, participants))}
        </p>
        {isOpen && isChairing && <ClosePoll poll={poll} participants={participants} />}
      </div>
    </article>
  );
}
