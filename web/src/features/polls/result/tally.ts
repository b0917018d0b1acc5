import type { Named, ParticipantView, PollView } from '../../../../../src/protocol/index.ts';

/** How many have voted, of how many who are here and may, or were here and have. */
export function turnoutOf(
  { voted }: PollView,
  participants: readonly ParticipantView[],
): { readonly count: number; readonly of: number } {
  const members = participants.filter(({ role }) => role !== 'observer').map(({ id }) => id);
  return { count: voted.length, of: new Set([...members, ...voted]).size };
}

export interface Tally {
  readonly option: string;
  readonly votes: number;
  /** Whole percent of the votes that were cast. */
  readonly percent: number;
  /** Of an open ballot; empty of a secret one. */
  readonly voters: readonly Named[];
}

/** Empty while the poll is open. */
export function talliesOf({ options, results, votes }: PollView): readonly Tally[] {
  if (results === null) return [];
  const all = results.reduce((sum, count) => sum + count, 0);
  return options.map((option, index) => {
    const count = results[index] ?? 0;
    const voters = (votes ?? []).filter((vote) => vote.option === index);
    return { option, votes: count, percent: all === 0 ? 0 : Math.round((100 * count) / all), voters };
  });
}
