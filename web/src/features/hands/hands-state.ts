import type { Named, Reaction } from '../../../../src/protocol/index.ts';
import type { AtTable, Feature, Here } from '../../call/meeting/feature.ts';
import { named } from '../../call/meeting/named.ts';

/** A reaction that fades; the key tells two equal ones apart. */
export interface ShownReaction {
  readonly key: number;
  readonly participantId: string;
  readonly reaction: Reaction;
}

interface ReactionsState {
  /** The latest ones, oldest first. */
  readonly reactions: readonly ShownReaction[];
}

type HandsNotice = { readonly kind: 'hand-raised' } & Named;

/** Reactions of a whole room at once; each is seen for seconds. */
const MAX_REACTIONS = 40;
let reactionKey = 0;

/** The queue of hands, first come first. */
const queue = ({ room }: Here, change: (hands: readonly string[]) => readonly string[]): Pick<Here, 'room'> => ({
  room: { ...room, hands: change(room.hands) },
});

export const hands = {
  laid: (): ReactionsState => ({ reactions: [] }),
  changes: {
    'hand:raised': (state, { participantId }) =>
      queue(state, (raised) => [...raised.filter((id) => id !== participantId), participantId]),
    'hand:lowered': (state, { participantId }) => queue(state, (raised) => raised.filter((id) => id !== participantId)),
    'hands:all-lowered': (state) => queue(state, () => []),
    'hand:handed-over': (state, { participantId, to }) =>
      queue(state, (raised) => raised.map((id) => (id === participantId ? to : id))),
    'reaction:sent': ({ reactions }, sent) => {
      reactionKey += 1;
      return { reactions: [...reactions, { key: reactionKey, ...sent }].slice(-MAX_REACTIONS) };
    },
  },
  atTable: {
    words: {
      'hand:raised': ({ room, self, participants }, { participantId }) => {
        const who = participants.find(({ id }) => id === participantId);
        const isNews = self.isChairing && participantId !== self.participantId && !room.hands.includes(participantId);
        return isNews && who ? [{ kind: 'hand-raised', ...named(who) }] : [];
      },
    },
  },
  turns: { 'hand:raise': () => 'hand', 'hand:lower': () => 'hand' },
} satisfies Feature<Here & ReactionsState, Here & ReactionsState & AtTable, HandsNotice>;
