import type { AtTable, Feature, Here } from '../../call/meeting/feature.ts';

/** The chair has taken one's own away, or shows it again. */
type PortraitNotice = { readonly kind: 'portrait-barred' | 'portrait-allowed' };

/** By which pictures people are shown: their views say it, and whose was taken away hears of it. */
export const portrait = {
  atTable: {
    words: {
      'participant:updated': ({ participants, self }, one) => {
        if (one.id !== self.participantId) return [];
        const was = participants.find(({ id }) => id === one.id)?.portraitBarred;
        if (was === one.portraitBarred) return [];
        return [{ kind: one.portraitBarred ? 'portrait-barred' : 'portrait-allowed' }];
      },
    },
  },
  turns: { 'portrait:set': () => 'portrait' },
} satisfies Feature<Here, Here & AtTable, PortraitNotice>;
