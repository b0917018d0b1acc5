import { useEffect, useRef } from 'react';
import type { CallState } from '../../call/call-state.ts';
import { ownView } from '../../call/meeting/own-view.ts';
import { base64Of } from '../../media/portrait/made-portrait.ts';
import { shownAmong } from '../../media/portrait/own-portrait.ts';
import { useDoorView, useParts } from '../parts.tsx';
import { useOwnPortrait } from './use-own-portrait.ts';

/**
 * Shows the others what one has chosen to be shown by: on coming in, when it changes, and again to a server that was
 * started anew and knows nothing of it. Who waits shows it to the chair.
 */
export function useSentPortrait(state: CallState): void {
  const { call } = useParts();
  const { pseudonyms = false } = useDoorView();
  const [, portraits] = useOwnPortrait();
  const picture = pictureOf(shownAmong(portraits, { pseudonyms }));
  const { place } = state;
  const isIn = (state.place === 'table' || state.place === 'lobby') && state.connection === 'connected';
  const own = state.place === 'table' ? ownView(state) : null;
  const isBarred = own?.portraitBarred === true;
  // What the server shows of one, as far as this page knows.
  const isShown = useRef(false);
  if (own !== null) isShown.current = own.portrait !== undefined;
  else if (place === 'left') isShown.current = false;
  const sent = useRef<string | null>(null);
  useEffect(() => {
    if (!isIn || isBarred) return;
    if (picture === null ? !isShown.current : isShown.current && sent.current === picture) return;
    sent.current = picture;
    if (place === 'table') {
      void call.act('portrait:set', { picture });
      return;
    }
    isShown.current = picture !== null;
    // The chair may have taken one away: that is told to those at the table.
    call.request('portrait:set', { picture }).catch(() => {});
  }, [call, place, isIn, isBarred, picture]);
}

function pictureOf(address: string | null): string | null {
  return address === null ? null : base64Of(address);
}
