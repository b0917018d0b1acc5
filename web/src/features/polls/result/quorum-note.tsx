import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PollQuorum, PollView } from '../../../../../src/protocol/index.ts';
import styles from './quorum-note.module.css';

/** Whether enough were here to decide, as the server has written it down: at the start, and at the end where it differs. */
export function QuorumNote({ quorum: { opened, closed } }: Pick<PollView, 'quorum'>) {
  const { t } = useTranslation();
  const marks = closed === null || same(opened, closed) ? [opened] : [opened, closed];
  return marks.map((mark, index) => {
    if (mark === null) return null;
    const { isMet, ...numbers } = mark;
    const when = marks.length === 1 ? null : t(index === 0 ? 'poll.atOpening' : 'poll.atClosing');
    return (
      <p key={index === 0 ? 'opened' : 'closed'} className={isMet ? styles.met : styles.missed} data-quorate={isMet}>
        {isMet ? <CircleCheck size={18} aria-hidden /> : <TriangleAlert size={18} aria-hidden />}
        <span>
          {when} {t(isMet ? 'poll.quorate' : 'poll.notQuorate', numbers)}
        </span>
      </p>
    );
  });
}

function same(one: PollQuorum | null, other: PollQuorum): boolean {
  if (one === null) return false;
  return one.present === other.present && one.expected === other.expected && one.needed === other.needed;
}
