import { expect, test } from 'vitest';
import type { PollView } from '../../../../../src/protocol/index.ts';
import { talliesOf, turnoutOf } from '../../../../../web/src/features/polls/result/tally.ts';
import { aParticipant } from '../../../fakes.ts';

const vote = (displayName: string, option: number) => ({ displayName, mark: null, option });

const aPoll = (changes: Partial<PollView> = {}): PollView => ({
  id: 'poll',
  question: 'Vertagen wir?',
  options: ['Ja', 'Nein', 'Enthaltung'],
  secret: false,
  state: 'closed',
  voted: ['a', 'b', 'c'],
  results: [2, 1, 0],
  votes: [vote('Anna', 0), vote('Bert', 1), vote('Cem', 0)],
  quorum: { opened: null, closed: null },
  ...changes,
});

test('a result is counted in votes and whole percent, with the names of an open ballot', () => {
  expect(talliesOf(aPoll())).toEqual([
    { option: 'Ja', votes: 2, percent: 67, voters: [vote('Anna', 0), vote('Cem', 0)] },
    { option: 'Nein', votes: 1, percent: 33, voters: [vote('Bert', 1)] },
    { option: 'Enthaltung', votes: 0, percent: 0, voters: [] },
  ]);
});

test('a secret ballot has no names, an open poll no result, and a poll without votes divides by nothing', () => {
  expect(talliesOf(aPoll({ secret: true, votes: null })).flatMap(({ voters }) => voters)).toEqual([]);
  expect(talliesOf(aPoll({ state: 'open', results: null, votes: null }))).toEqual([]);
  expect(talliesOf(aPoll({ results: [0, 0, 0], votes: [] })).map(({ percent }) => percent)).toEqual([0, 0, 0]);
});

test('the turnout is of those who may vote, and of those who have and are gone', () => {
  const people = [aParticipant('a'), aParticipant('d'), { ...aParticipant('press'), role: 'observer' as const }];
  expect(turnoutOf(aPoll(), people)).toEqual({ count: 3, of: 4 });
});
