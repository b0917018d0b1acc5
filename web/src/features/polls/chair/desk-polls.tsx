import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView, PollView } from '../../../../../src/protocol/index.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Dialog } from '../../../ui/dialogs/dialog.tsx';
import { PartBoundary } from '../../../ui/standing/broken.tsx';
import { type DeskProps, useConsole } from '../../console/console-parts.tsx';
import { QuorumNote } from '../quorum-note.tsx';
import { Results } from '../results.tsx';
import { turnoutOf } from '../tally.ts';
import { ClosePoll } from './close-poll.tsx';
import styles from './desk-polls.module.css';
import { PollForm } from './poll-form.tsx';

/** Asking everyone at the table from the desk, which has no voice of its own: question, turnout, result. */
export function DeskPolls({ desk, onClose }: DeskProps & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { call } = useConsole();
  const { polls, participants, isChairing } = desk;
  const [writing, setWriting] = useState(false);
  const running = polls.some(({ state }) => state === 'open');
  if (writing) {
    return (
      <Dialog title={t('poll.new')} onClose={onClose}>
        <PollForm open={(command) => call.request('poll:open', command)} onDone={() => setWriting(false)} />
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
              <DeskPoll poll={poll} participants={participants} mayClose={isChairing} />
            </PartBoundary>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

interface DeskPollProps {
  readonly poll: PollView;
  readonly participants: readonly ParticipantView[];
  readonly mayClose: boolean;
}

function DeskPoll({ poll, participants, mayClose }: DeskPollProps) {
  const { t } = useTranslation();
  const { call } = useConsole();
  const isOpen = poll.state === 'open';
  return (
    <article className={styles.poll} data-poll={poll.state}>
      <h3 dir="auto">{poll.question}</h3>
      <p className={styles.kind}>{t(poll.secret ? 'poll.secretHint' : 'poll.openHint')}</p>
      {isOpen && <p className={styles.kind}>{poll.options.join(' · ')}</p>}
      {!isOpen && <Results poll={poll} />}
      <QuorumNote quorum={poll.quorum} />
      <div className={styles.end}>
        <p role="status">{t('poll.turnout', turnoutOf(poll, participants))}</p>
        {isOpen && mayClose && (
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
