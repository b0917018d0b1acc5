import type { Feature, Here } from '../../call/meeting/feature.ts';

type SettingsNotice = { readonly kind: 'locked' | 'unlocked' };

/** What the chair sets the room to for this meeting. */
export const settings = {
  atTable: {
    words: {
      'room:updated': ({ room }, { locked = room.locked }) =>
        locked === room.locked ? [] : [{ kind: locked ? 'locked' : 'unlocked' }],
    },
  },
  turns: {
    'room:lock': () => 'lock',
    'room:keep': (changes) => `keep ${Object.keys(changes)}`,
    'room:configure': (changes) => `configure ${Object.keys(changes)}`,
  },
} satisfies Feature<Here, Here, SettingsNotice>;
