import { useEffect, useRef } from 'react';
import type { LedView } from '../../../../../src/protocol/index.ts';
import { useMeeting } from '../../../ui/meeting.tsx';
import { useView } from './use-view.tsx';

/** What is pressed one after the other goes to everyone together. */
const SETTLE_MS = 250;

/** Whoever leads tells everyone how they see the table by now. */
export function useLeading(pinned: readonly string[], screen: string | null): void {
  const { wish, isLeading } = useView();
  const meeting = useMeeting();
  const { layout, strip } = wish;
  const view: LedView = { layout, strip, pinned, screen };
  const latest = useRef(view);
  latest.current = view;
  const told = JSON.stringify(view);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what there is to tell is what is to be told after
  useEffect(() => {
    if (!isLeading) return;
    const timer = setTimeout(() => void meeting.act('view:lead', { view: copyOf(latest.current) }), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [meeting, isLeading, told]);
}

function copyOf({ pinned, ...view }: LedView) {
  return { ...view, pinned: [...pinned] };
}
