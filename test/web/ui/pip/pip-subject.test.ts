import { expect, test } from 'vitest';
import { sharedScreens } from '../../../../web/src/call/media/shared-screen.ts';
import { pipSubjectOf } from '../../../../web/src/ui/pip/pip-subject.ts';
import { aParticipant } from '../../fakes.ts';

const PEOPLE = [
  aParticipant('self', { screen: 'live' }),
  aParticipant('anna'),
  aParticipant('bert'),
  { ...aParticipant('olga'), role: 'observer' as const },
];
type Ask = Partial<Parameters<typeof pipSubjectOf>[0]>;
const shown = ({ participants = PEOPLE, ...ask }: Ask) => {
  const screens = sharedScreens(participants, 'self');
  const nothing = { chosenScreen: null, pinned: [], spotlight: null, signing: [], speaker: null };
  const usual = { participants, selfId: 'self', screens, ...nothing };
  const subject = pipSubjectOf({ ...usual, ...ask });
  if (subject.is === 'nobody') return null;
  return subject.is === 'screen' ? `screen of ${subject.screen.participantId}` : subject.participant.id;
};

test('the small window shows another’s screen before anybody, and never one’s own', () => {
  expect(shown({})).toBe('anna');
  const sharing = [...PEOPLE.slice(0, 2), aParticipant('bert', { screen: 'live' })];
  expect(shown({ participants: sharing, pinned: ['anna'] })).toBe('screen of bert');
  const [anna, bert] = ['anna', 'bert'].map((id) => aParticipant(id, { screen: 'live' }));
  const both = [...PEOPLE.slice(0, 1), ...(anna && bert ? [anna, bert] : [])];
  const newest = shown({ participants: both });
  const older = newest === 'screen of anna' ? 'bert' : 'anna';
  expect(shown({ participants: both, chosenScreen: older })).toBe(`screen of ${older}`);
  expect(shown({ participants: both, chosenScreen: 'self' })).toBe(newest);
});

test('without a screen it shows who is pinned, else in the spotlight, else speaking, as far as they are here', () => {
  expect(shown({ pinned: ['bert'], spotlight: 'anna', speaker: 'anna' })).toBe('bert');
  expect(shown({ pinned: ['gone'], spotlight: 'bert', speaker: 'anna' })).toBe('bert');
  expect(shown({ spotlight: 'anna', signing: ['self', 'bert'] })).toBe('bert');
  expect(shown({ spotlight: 'self', speaker: 'bert' })).toBe('bert');
  expect(shown({ speaker: 'olga' })).toBe('anna');
  expect(shown({ participants: PEOPLE.slice(0, 1) })).toBeNull();
});
