import { expect, test } from 'vitest';
import { tableOf } from '../../../../web/src/call/table-events.ts';
import { lockedFor, placeInQueue } from '../../../../web/src/features/floor/own-floor.ts';
import { aJoinedReply, aParticipant, aRoomView } from '../../fakes.ts';

const MICROPHONES = { microphone: true, camera: false };
const own = (changes = {}) => [{ ...aParticipant('self'), ...changes }];

test('hard mute of the room and of oneself bind together, and not whoever chairs or has the floor', () => {
  const room = aRoomView({ restricted: MICROPHONES });
  const locked = (changes: object, isChairing = false) =>
    lockedFor(
      tableOf(
        aJoinedReply({
          room,
          participants: own(changes),
          self: { participantId: 'self', role: 'participant', isChairing },
        }),
      ),
    );
  expect(locked({})).toEqual(MICROPHONES);
  expect(locked({ restricted: { microphone: false, camera: true } })).toEqual({ microphone: true, camera: true });
  expect(locked({ hasFloor: true })).toEqual({ microphone: false, camera: false });
  expect(locked({}, true)).toEqual({ microphone: false, camera: false });
});

test('the place in the queue counts from one', () => {
  const place = (hands: string[]) => placeInQueue(tableOf(aJoinedReply({ room: aRoomView({ hands }) })));
  expect(place(['anna', 'self'])).toBe(2);
  expect(place(['anna'])).toBeNull();
});
