import type { ParticipantView } from '../../../../src/protocol/index.ts';
import type { TableState } from '../../call/call-state.ts';
import { sends } from '../../call/media/sends.ts';
import type { Place } from '../../features/plan/seat-order.ts';
import type { Cast } from '../../features/stage/view/cast.ts';
import type { StageLayout } from './layout/stage-layout.ts';
import type { Seated } from './seats.tsx';

/** Who is on the screen and where, in the order of the table. */
export function seatedOf({ places, large, seats }: Cast<Place>, layout: StageLayout): readonly Seated[] {
  const page = seats.slice(layout.from, layout.from + layout.tiles.length);
  const rects = new Map(page.map(({ id }, index) => [id, layout.tiles[index]]));
  return places.flatMap((place) => {
    const at = large.indexOf(place.id);
    const seat = rects.get(place.id);
    const rect = at >= 0 ? layout.large[at] : seat;
    if (rect === undefined) return [];
    return [{ place, rect, keeps: at >= 0 ? seat : undefined }];
  });
}

/** Who is heard, and whose picture is not on the screen: of several the one who leads. Never oneself. */
export function unseenSpeaker(
  { speaking, participants, self }: Pick<TableState, 'speaking' | 'participants' | 'self'>,
  seated: readonly Seated[],
): ParticipantView | null {
  const seen = new Set(seated.map(({ place }) => place.id));
  const unseen = participants.filter(
    (one) =>
      one.role !== 'observer' &&
      one.id !== self.participantId &&
      speaking.ids.has(one.id) &&
      !seen.has(one.id) &&
      sends(one, 'microphone'),
  );
  return unseen.find(({ id }) => id === speaking.active) ?? unseen[0] ?? null;
}
