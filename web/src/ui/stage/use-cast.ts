import { useCallback, useEffect, useMemo } from 'react';
import type { TableState } from '../../call/call-state.ts';
import { type SharedScreen, sharedScreens } from '../../call/media/shared-screen.ts';
import type { ReceivedSeat } from '../../call/meeting/received.ts';
import { collapsesEmpty, type Place, placesOf } from '../../features/plan/seat-order.ts';
import { useHeldSpeaker } from '../../features/stage/speaker/use-held-speaker.ts';
import { type Cast, castOf } from '../../features/stage/view/cast.ts';
import { useShownPins } from '../../features/stage/view/use-shown-pins.ts';
import { useView } from '../../features/stage/view/use-view.tsx';
import { useParts } from '../parts.tsx';

interface OnStage extends Cast<Place> {
  readonly screens: readonly SharedScreen[];
  readonly pinned: readonly string[];
  readonly togglePin: (participantId: string) => void;
  /** Empty chairs that are shown as one line. */
  readonly waiting: readonly ReceivedSeat[];
}

/** Who and what there is to be shown, before it is known how large anything becomes. */
export function useCast(table: TableState, isPhone: boolean): OnStage {
  const { self, room, participants, relief } = table;
  const { seat } = useParts().call;
  const { shown, goApart } = useView();
  const all = useMemo(() => placesOf(room.plan, participants), [room.plan, participants]);
  const screens = useMemo(() => sharedScreens(participants, self.participantId), [participants, self.participantId]);
  const { pinned, toggle } = useShownPins(room.id, participants);
  const collapsed = collapsesEmpty(all, { isPhone });
  const places = useMemo(() => (collapsed ? all.filter(({ kind }) => kind === 'person') : all), [all, collapsed]);
  const speaker = useHeldSpeaker(table, shown.layout === 'speaker' || relief === 'few');
  // Where not all can be seen, their picture is.
  useEffect(() => seat.setSpeaker(speaker), [seat, speaker]);
  const cast = castOf({
    places,
    view: shown,
    selfId: self.participantId,
    pinned,
    spotlight: room.spotlight,
    signing: room.signing,
    speaker,
    hasScreen: screens.length > 0,
  });
  const waiting =
    collapsed && cast.seats.length > 0 ? all.flatMap((one) => (one.kind === 'empty' ? [one.seat] : [])) : [];
  const togglePin = useCallback(
    (participantId: string) => {
      goApart();
      toggle(participantId);
    },
    [goApart, toggle],
  );
  return { ...cast, screens, pinned, togglePin, waiting };
}
