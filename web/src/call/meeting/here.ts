import type { Named } from '../../../../src/protocol/index.ts';
import { type AtTable, type Feature, type Here, type MeetingReply, placed } from './feature.ts';
import { named } from './named.ts';
import { changedRoom, roomOf } from './received.ts';

type HereNotice =
  | ({ readonly kind: 'joined' | 'left' } & Named)
  | ({ readonly kind: 'renamed'; readonly before: Named; readonly isSelf: boolean } & Named);

/** Who is at the table, and what the room is set to: what all features look at. */
export const here = {
  laid: ({ room, participants }: MeetingReply): Here => ({ room: roomOf(room), participants }),
  changes: {
    'room:updated': ({ room }, changes) => ({ room: changedRoom(room, changes) }),
    'participant:joined': ({ participants }, one) => ({ participants: placed(participants, one) }),
    'participant:updated': ({ participants }, one) => ({ participants: placed(participants, one) }),
    'participant:left': ({ participants }, { participantId }) => ({
      participants: participants.filter(({ id }) => id !== participantId),
    }),
  },
  atTable: {
    words: {
      'participant:joined': ({ participants }, one) =>
        participants.some(({ id }) => id === one.id) ? [] : [{ kind: 'joined', ...named(one) }],
      'participant:updated': ({ participants, self }, one) =>
        participants
          .filter(({ id, displayName }) => id === one.id && displayName !== one.displayName)
          .map((before) => ({
            kind: 'renamed',
            before: named(before),
            isSelf: one.id === self.participantId,
            ...named(one),
          })),
      'participant:left': ({ participants }, { participantId }) =>
        participants.filter(({ id }) => id === participantId).map((one) => ({ kind: 'left', ...named(one) })),
    },
  },
} satisfies Feature<Here, Here & AtTable, HereNotice>;
