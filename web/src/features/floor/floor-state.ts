import type { FloorSource, FloorSwitches, StoppableSource } from '../../../../src/protocol/index.ts';
import type { AtTable, Feature, Here, MeetingReply } from '../../call/meeting/feature.ts';
import { ownView } from '../../call/meeting/own-view.ts';

interface AskedState {
  /** What the chair asks one to switch on; null: nothing, or it was answered. */
  readonly asked: FloorSource | null;
}

type FloorNotice =
  /** One's own floor. */
  | { readonly kind: 'floor-given' | 'floor-taken' }
  /** Hard mute of the room has changed, and binds one. */
  | { readonly kind: 'restricted'; readonly restricted: FloorSwitches }
  /** The chair has switched one's own source off. */
  | { readonly kind: 'switched-off'; readonly source: StoppableSource }
  /** The chair has switched it on, with one's consent. */
  | { readonly kind: 'switched-on'; readonly source: FloorSource };

/** Who may be heard and seen, and what the chair switches off or asks for. */
export const floor = {
  atTable: {
    laid: (_reply: MeetingReply, before: AskedState | null): AskedState => ({ asked: before?.asked ?? null }),
    changes: {
      'participant:asked': (_state, { source }) => ({ asked: source }),
      'participant:switched-off': ({ asked }, { source }) => (source === asked ? { asked: null } : {}),
    },
    words: {
      'participant:updated': (before, { id, hasFloor }) => {
        const hadFloor = ownView(before)?.hasFloor ?? false;
        if (id !== before.self.participantId || hasFloor === hadFloor) return [];
        return [{ kind: hasFloor ? 'floor-given' : 'floor-taken' }];
      },
      'participant:switched-off': (_before, { source }) => [{ kind: 'switched-off', source }],
      'participant:switched-on': (_before, { source }) => [{ kind: 'switched-on', source }],
      'room:updated': (before, { restricted = before.room.restricted }) => {
        const { microphone, camera } = before.room.restricted;
        if (restricted.microphone === microphone && restricted.camera === camera) return [];
        const isBound = !before.self.isChairing && before.self.role !== 'observer' && !ownView(before)?.hasFloor;
        return isBound ? [{ kind: 'restricted', restricted }] : [];
      },
    },
    media: {
      'participant:switched-off': (media, { producerId }) => media.switchedOff(producerId),
      'participant:switched-on': (media, { source }) => media.switchOn(source),
    },
  },
  turns: {
    'floor:give': ({ participantId }) => `floor ${participantId}`,
    'floor:take': ({ participantId }) => `floor ${participantId}`,
    'participant:restrict': ({ participantId, ...switches }) => `restrict ${participantId} ${Object.keys(switches)}`,
    'floor:restrict': (switches) => `restrict all ${Object.keys(switches)}`,
    'consent:set': (switches) => `consent ${Object.keys(switches)}`,
  },
} satisfies Feature<Here, Here & AtTable & AskedState, FloorNotice>;
