import type { Named } from '../../../../src/protocol/index.ts';
import type { AtTable, Feature, Here } from '../../call/meeting/feature.ts';
import { named } from '../../call/meeting/named.ts';

/** Somebody else has begun to speak with their hands; one wanted to, where as many do as can be seen large. */
type SigningNotice = ({ readonly kind: 'signs' } & Named) | { readonly kind: 'enough-sign' };

/** Who speaks with their hands. */
export const signing = {
  atTable: {
    words: {
      'room:updated': ({ room: before, participants, self }, { signing: now }) => {
        if (now === undefined) return [];
        const begun = participants.filter(({ id }) => now.includes(id) && !before.signing.includes(id));
        return begun.filter(({ id }) => id !== self.participantId).map((one) => ({ kind: 'signs', ...named(one) }));
      },
    },
  },
  turns: { 'signing:set': () => 'signing' },
  refused: { 'signing:set': ({ code }) => (code === 'INVALID_STATE' ? [{ kind: 'enough-sign' }] : []) },
} satisfies Feature<Here, Here & AtTable, SigningNotice>;
