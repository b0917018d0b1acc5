import { useEffect, useState } from 'react';
import { EXTENDED_BY_MINUTES, RESERVED_REMINDER_MS } from '../../../../src/protocol/limits.ts';
import type { ReceivedReserved } from '../../call/meeting/received.ts';
import type { Moment } from '../../call/moments.ts';
import { useMeeting } from '../../ui/meeting.tsx';

const MINUTE_MS = 60_000;

/** Whether it is time to say something of it. */
export type ReservedPhase = 'quiet' | 'soon' | 'over';

export function useReservedPhase(reserved: ReceivedReserved | null): ReservedPhase {
  const remindsAt = reserved?.state === 'running' ? reserved.endsAt - RESERVED_REMINDER_MS : null;
  const isSoon = useReached(remindsAt as Moment | null);
  if (reserved === null) return 'quiet';
  if (reserved.state === 'over') return 'over';
  return isSoon ? 'soon' : 'quiet';
}

interface Extending {
  readonly byMinutes: number;
  extend(): void;
}

/** Null: somebody else is to have the room, or it is over. */
export function useExtending(reserved: ReceivedReserved): Extending | null {
  const meeting = useMeeting();
  if (reserved.state !== 'running') return null;
  const { minutes, endsAt, nextAt } = reserved;
  if (nextAt !== null && nextAt - endsAt < EXTENDED_BY_MINUTES * MINUTE_MS) return null;
  return {
    byMinutes: EXTENDED_BY_MINUTES,
    extend: () => void meeting.act('room:extend', { minutes: minutes + EXTENDED_BY_MINUTES }),
  };
}

/** Whether a moment of this page's clock has come. */
function useReached(moment: Moment | null): boolean {
  const [reached, setReached] = useState<Moment | null>(null);
  useEffect(() => {
    if (moment === null) return;
    const timer = setTimeout(() => setReached(moment), Math.max(0, moment - performance.now()));
    return () => clearTimeout(timer);
  }, [moment]);
  return moment !== null && (reached === moment || moment <= performance.now());
}
