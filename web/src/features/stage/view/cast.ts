import type { ViewWish } from './view-wish.ts';

export interface CastAsk<Place> {
  /** Everyone's, in the order that is the same on every screen. */
  readonly places: readonly Place[];
  readonly view: ViewWish;
  readonly selfId: string;
  readonly pinned: readonly string[];
  /** Whom the chair shows large to all. */
  readonly spotlight: string | null;
  /** Who speaks with their hands. */
  readonly signing: readonly string[];
  /** Whoever has spoken for a while; null: nobody yet. */
  readonly speaker: string | null;
  /** Whether a screen is shared. */
  readonly hasScreen: boolean;
}

export interface Cast<Place> {
  readonly places: readonly Place[];
  /** Who is shown large, in the order of the places. */
  readonly large: readonly string[];
  /** The others, and who is large only for as long as they speak: their seat stays theirs. */
  readonly seats: readonly Place[];
  /** One's own picture over those of the others. */
  readonly isOwnInCorner: boolean;
}

/** Who is shown large, who beside, and who not at all. */
export function castOf<Place extends { readonly id: string }>(ask: CastAsk<Place>): Cast<Place> {
  const { places, view, selfId, hasScreen } = ask;
  const chosen = chosenOf(ask);
  const speaker = view.layout === 'speaker' && chosen.length === 0 ? speakerOf(ask) : null;
  const large = speaker === null ? chosen : [speaker];
  const isOwnAside = view.own !== 'seat' && !large.includes(selfId);
  const isAlone = (view.layout === 'pinned' && chosen.length > 0) || (!view.strip && (large.length > 0 || hasScreen));
  const seats = places.filter(({ id }) => !chosen.includes(id) && !(isOwnAside && id === selfId));
  return { places, large, seats: isAlone ? [] : seats, isOwnInCorner: isOwnAside && view.own === 'small' };
}

/** Who is shown large whoever speaks: pinned, in the spotlight, or signing; whoever signs wants to see the others. */
export function chosenOf(
  ask: Pick<CastAsk<{ readonly id: string }>, 'places' | 'selfId' | 'pinned' | 'spotlight' | 'signing'>,
): readonly string[] {
  const { places, selfId, pinned, spotlight, signing } = ask;
  const isChosen = (id: string) => id === spotlight || pinned.includes(id) || (signing.includes(id) && id !== selfId);
  return places.filter(({ id }) => isChosen(id)).map(({ id }) => id);
}

/** Before anybody has spoken it is the first of the others: what is large does not come out of nothing. */
function speakerOf<Place extends { readonly id: string }>({ places, speaker, selfId }: CastAsk<Place>): string | null {
  if (speaker !== null && places.some(({ id }) => id === speaker)) return speaker;
  return places.find(({ id }) => id !== selfId)?.id ?? null;
}
