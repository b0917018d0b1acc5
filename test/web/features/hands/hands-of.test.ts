import { expect, test } from 'vitest';
import { tableOf } from '../../../../web/src/call/table/table-events.ts';
import { handsOf, placeInQueue } from '../../../../web/src/features/hands/hands-of.ts';
import { aJoinedReply, aParticipant, aRoomView } from '../../fakes.ts';

test('the place in the queue counts from one', () => {
  const place = (hands: string[]) => placeInQueue(tableOf(aJoinedReply({ room: aRoomView({ hands }) })));
  expect(place(['anna', 'self'])).toBe(2);
  expect(place(['anna'])).toBeNull();
});

test('hands are in the order in which they were raised, and somebody who is not there any more has none', () => {
  const participants = [aParticipant('anna'), { ...aParticipant('bernd'), hasFloor: true }, aParticipant('cem')];
  const { hands, speakers } = handsOf({ room: { hands: ['cem', 'gone', 'anna'] }, participants });
  expect(hands.map(({ id }) => id)).toEqual(['cem', 'anna']);
  expect(speakers.map(({ id }) => id)).toEqual(['bernd']);
});
