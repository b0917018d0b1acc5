import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PollView } from '../../../../src/signaling/protocol/index.ts';
import type { TableState } from '../../call/call-state.ts';
import { announce } from '../common/announcer.tsx';
import { talliesOf } from './tally.ts';

export interface PollDesk {
  /** Whether one is asked and has not answered. */
  readonly waits: boolean;
  /** To be shown over the pictures until it is put aside. */
  readonly card: PollView | null;
  readonly putAside: () => void;
}

/** Question and result are each put aside by themselves. */
const keyOf = ({ id, state }: PollView) => `${id} ${state}`;

/** What of the polls goes on whether or not their panel is open. */
export function usePolls({ polls, self }: TableState): PollDesk {
  // Results from before one came are in the list.
  const [aside, setAside] = useState<ReadonlySet<string>>(
    () => new Set(polls.filter(({ state }) => state === 'closed').map(keyOf)),
  );
  useVoice(polls);
  const latest = polls.at(-1) ?? null;
  const waits = polls.some(
    ({ state, voted }) => state === 'open' && self.role !== 'observer' && !voted.includes(self.participantId),
  );
  return {
    waits,
    card: latest !== null && !aside.has(keyOf(latest)) ? latest : null,
    putAside: () => latest && setAside((before) => new Set([...before, keyOf(latest)])),
  };
}

/** Question and result for those who do not look. */
function useVoice(polls: readonly PollView[]): void {
  const { t } = useTranslation();
  const said = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = said.current;
    said.current = new Set(polls.map(keyOf));
    for (const poll of polls) {
      const { question, state } = poll;
      if (before?.has(keyOf(poll))) continue;
      if (state === 'open') announce(t('poll.saidOpen', { question }), 'assertive');
      else if (before !== null) {
        const results = talliesOf(poll).map(({ option, votes }) => `${option}: ${votes}`);
        announce(t('poll.saidClosed', { question, results: results.join(', ') }));
      }
    }
  }, [polls, t]);
}
