import { type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PollView } from '../../../../src/protocol/index.ts';
import { announce } from '../../ui/standing/announcer.tsx';
import { talliesOf } from './result/tally.ts';
import { pollKey } from './use-polls.ts';

interface PollVoiceProps {
  readonly polls: readonly PollView[];
  /** Kept outside: one that cannot be said must not keep the next one back. Null: nothing yet. */
  readonly heard: RefObject<ReadonlySet<string> | null>;
}

/** Question and result for those who do not look. */
export function PollVoice({ polls, heard }: PollVoiceProps) {
  const { t } = useTranslation();
  useEffect(() => {
    const before = heard.current;
    heard.current = new Set(polls.map(pollKey));
    for (const poll of polls) {
      const { question, state } = poll;
      if (before?.has(pollKey(poll))) continue;
      if (state === 'open') announce(t('poll.saidOpen', { question }), 'assertive');
      else if (before !== null) {
        const results = talliesOf(poll).map(({ option, votes }) => `${option}: ${votes}`);
        announce(t('poll.saidClosed', { question, results: results.join(', ') }));
      }
    }
  }, [polls, heard, t]);
  return null;
}
