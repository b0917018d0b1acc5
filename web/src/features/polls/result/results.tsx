import { useTranslation } from 'react-i18next';
import type { PollView } from '../../../../../src/protocol/index.ts';
import { nameText } from '../../../ui/text/name-text.ts';
import { Sentence } from '../../../ui/text/sentence.tsx';
import styles from './results.module.css';
import { talliesOf } from './tally.ts';

/** Numbers and names in words; the bars are for the eye. */
export function Results({ poll }: { readonly poll: PollView }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.results} aria-label={t('poll.results')}>
      {talliesOf(poll).map(({ option, votes, percent, voters }) => (
        <li key={option}>
          <p className={styles.line}>
            <b dir="auto">{option}</b>
            <span>{t('poll.votes', { count: votes, percent })}</span>
          </p>
          <div className={styles.bar} aria-hidden>
            <div style={{ width: `${percent}%` }} />
          </div>
          {voters.length > 0 && (
            <p className={styles.names}>
              <Sentence say={(keep) => voters.map((voter) => nameText(t, voter, keep)).join(', ')} />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
