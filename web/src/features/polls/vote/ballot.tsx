import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PollView } from '../../../../../src/protocol/index.ts';
import { type Failure, failureOf } from '../../../session/signaling.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { RadioChoice } from '../../../ui/fields/radio-choice.tsx';
import { useFailureText } from '../../../ui/hooks/use-failure-text.ts';
import { useParts } from '../../../ui/parts.tsx';
import { Alert } from '../../../ui/standing/alert.tsx';
import styles from './ballot.module.css';

/** Where one votes, once: the choice can be changed until it is cast. */
export function Ballot({ poll }: { readonly poll: PollView }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const failureText = useFailureText();
  const [choice, setChoice] = useState<number | null>(null);
  const [problem, setProblem] = useState<Failure | 'nothing-chosen' | null>(null);
  const [busy, setBusy] = useState(false);
  const vote = async () => {
    if (choice === null) return setProblem('nothing-chosen');
    setBusy(true);
    setProblem(null);
    try {
      await call.request('poll:vote', { pollId: poll.id, option: choice });
      // It stays busy until the server's count says that one has voted.
    } catch (error) {
      setProblem(failureOf(error));
      setBusy(false);
    }
  };
  return (
    <form
      className={styles.ballot}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void vote();
      }}
    >
      <RadioChoice
        legend={t('poll.yourVote')}
        options={poll.options.map((label, value) => ({ value, label }))}
        value={choice}
        onChange={setChoice}
      />
      {problem && (
        <Alert look="danger" role="alert">
          {problem === 'nothing-chosen'
            ? t('poll.nothingChosen')
            : problem.code === 'INVALID_STATE'
              ? t('poll.tooLate')
              : failureText(problem)}
        </Alert>
      )}
      <p className={styles.final}>{t('poll.final')}</p>
      <Button type="submit" look="primary" wide busy={busy}>
        {t('poll.vote')}
      </Button>
    </form>
  );
}
