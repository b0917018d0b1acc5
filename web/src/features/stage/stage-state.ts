import type { Named } from '../../../../src/protocol/index.ts';
import { coverOf, foremostScreen, sharedScreens } from '../../call/media/shared-screen.ts';
import type { AtTable, Feature, Here } from '../../call/meeting/feature.ts';
import { named } from '../../call/meeting/named.ts';

interface StageState {
  /** Who speaks now, and who is the loudest of them. */
  readonly speaking: { readonly active: string | null; readonly ids: ReadonlySet<string> };
}

/** Somebody shares a screen beside one's own, and comes first where there is room for one; or one's own does again. */
type StageNotice = ({ readonly kind: 'screen-covered' } & Named) | { readonly kind: 'screen-uncovered' };

type Watched = Here & AtTable;

export const stage = {
  laid: (): StageState => ({ speaking: { active: null, ids: new Set() } }),
  changes: {
    'speakers:changed': ({ speaking }, { active, levels }) => {
      const ids = new Set(levels.map(({ participantId }) => participantId));
      const areSame = ids.size === speaking.ids.size && [...ids].every((id) => speaking.ids.has(id));
      return areSame && active === speaking.active ? {} : { speaking: { active, ids } };
    },
  },
  turns: { 'view:lead': () => 'view' },
  atTable: {
    words: {
      'participant:joined': (before, _one, after) => covered(before, after),
      'participant:updated': (before, _one, after) => covered(before, after),
      'participant:left': (before, _one, after) => covered(before, after),
    },
  },
} satisfies Feature<StageState, StageState & Watched, StageNotice>;

/** Whoever shares a screen is told when another's comes before it, and when theirs is first again. */
function covered({ participants: before, self }: Watched, { participants }: Watched): readonly StageNotice[] {
  const cover = coverOf(participants, self.participantId);
  const wasCovered = coverOf(before, self.participantId) !== null;
  if (cover !== null) return wasCovered ? [] : [{ kind: 'screen-covered', ...named(cover) }];
  const isShown = foremostScreen(sharedScreens(participants, self.participantId))?.isSelf === true;
  return wasCovered && isShown ? [{ kind: 'screen-uncovered' }] : [];
}
