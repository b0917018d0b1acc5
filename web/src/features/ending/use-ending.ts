import { useMeeting } from '../../ui/meeting.tsx';

const MINUTE_MS = 60_000;

interface Ending {
  /** Announced to everyone, who sees the time run. */
  closeIn(minutes: number): void;
  keepOpen(): void;
  /** At once, for everyone. */
  end(): void;
}

/** How the chair brings a meeting to its end. */
export function useEnding(): Ending {
  const meeting = useMeeting();
  return {
    closeIn: (minutes) => void meeting.act('room:close', { afterMs: minutes * MINUTE_MS }),
    keepOpen: () => void meeting.act('room:keep-open', {}),
    end: () => void meeting.act('room:end', {}),
  };
}
