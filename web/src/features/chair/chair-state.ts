import type { ChairChange, Named, Role } from '../../../../src/protocol/index.ts';
import type { AtTable, Feature, Here } from '../../call/meeting/feature.ts';
import { named } from '../../call/meeting/named.ts';

type ChairNotice =
  /** One's own. */
  | { readonly kind: 'role-changed'; readonly role: Role }
  | {
      readonly kind: 'chair-changed';
      readonly cause: ChairChange;
      readonly isSelf: boolean;
      readonly who: readonly Named[];
    };

/** Who leads. */
export const chair = {
  atTable: {
    changes: {
      'self:updated': ({ self }, { role, isChairing }) => ({ self: { ...self, role, isChairing } }),
    },
    words: {
      'self:updated': ({ self }, { role }) => (role === self.role ? [] : [{ kind: 'role-changed', role }]),
      'chair:changed': ({ participants, self }, { participantIds, cause }) => {
        const who = participants.filter(({ id }) => participantIds.includes(id)).map(named);
        return [{ kind: 'chair-changed', cause, isSelf: participantIds.includes(self.participantId), who }];
      },
    },
    media: {
      'self:updated': (media, { role }) => {
        if (role === 'observer') media.silence();
      },
    },
  },
} satisfies Feature<Here, Here & AtTable, ChairNotice>;
