import { useSyncExternalStore } from 'react';
import { browserStorage } from '../../browser-storage.ts';
import { portraitFrom } from '../../media/portrait/made-portrait.ts';
import { OwnPortrait, type Portraits } from '../../media/portrait/own-portrait.ts';
import { type Parts, useParts } from '../parts.tsx';

const OF_CALL = new WeakMap<Parts['call'], OwnPortrait>();

/** The picture that one shows of oneself, the same at the door and in the meeting. */
export function useOwnPortrait(): readonly [OwnPortrait, Portraits] {
  const { call, roomId } = useParts();
  const own = OF_CALL.get(call) ?? ownPortrait(roomId);
  OF_CALL.set(call, own);
  return [own, useSyncExternalStore(own.subscribe, own.getSnapshot)];
}

function ownPortrait(roomId: string): OwnPortrait {
  return new OwnPortrait({
    roomId,
    passing: browserStorage('sessionStorage'),
    lasting: browserStorage('localStorage'),
    make: portraitFrom,
  });
}
