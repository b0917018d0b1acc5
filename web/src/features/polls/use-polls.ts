import { type RefObject, useEffect, useRef, useState } from 'react';
import type { PollView } from '../../../../src/protocol/index.ts';
import type { TableState } from '../../call/call-state.ts';
import { useNoticeBoard } from '../../ui/notices/use-board.tsx';

export interface PollDesk {
  /** Whether one is asked and has not answered. */
  readonly waits: boolean;
  /** To be shown beside the pictures. */
  readonly card: PollView | null;
  /** Whether the card waits for one's vote. */
  readonly asks: boolean;
  /** What was said aloud already; null: nothing yet. */
  readonly heard: RefObject<ReadonlySet<string> | null>;
  /** A question is put aside for a while, a result for good. */
  readonly putAside: () => void;
}

export const pollKey = ({ id, state }: PollView) => `poll ${id} ${state}`;

/** What of the polls goes on whether or not their panel is open. */
export function usePolls({ polls, self }: TableState, panelIsOpen: boolean): PollDesk {
  const board = useNoticeBoard();
  // Results from before one came are in the list.
  const [read, setRead] = useState<ReadonlySet<string>>(() => new Set(resultsOf(polls)));
  const heard = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    // What is read in the panel is read.
    if (panelIsOpen) setRead((before) => new Set([...before, ...resultsOf(polls)]));
  }, [panelIsOpen, polls]);
  const latest = polls.at(-1) ?? null;
  const asksForVote = ({ state, voted }: PollView) =>
    state === 'open' && self.role !== 'observer' && !voted.includes(self.participantId);
  const card = latest !== null && !panelIsOpen && !read.has(pollKey(latest)) ? latest : null;
  return {
    waits: polls.some(asksForVote),
    card,
    asks: card !== null && asksForVote(card),
    heard,
    putAside: () => {
      if (card?.state === 'open') board.shrink(pollKey(card));
      else if (card) setRead((before) => new Set([...before, pollKey(card)]));
    },
  };
}

function resultsOf(polls: readonly PollView[]): readonly string[] {
  return polls.filter(({ state }) => state === 'closed').map(pollKey);
}
