import { expect, test } from 'vitest';
import { lockedFor } from '../../../../web/src/call/meeting/own-view.ts';
import { tableOf } from '../../../../web/src/call/table/table-events.ts';
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
