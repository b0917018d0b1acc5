import { useState } from 'react';
import { useMeeting } from '../../../ui/meeting.tsx';

interface Decision {
  /** What is on its way to the server. */
  readonly busy: 'admit' | 'deny' | null;
  admit(): Promise<void>;
  /** `note`: why, for whoever is denied; empty: nothing. */
  deny(note?: string): Promise<void>;
}

/** What the chair decides about one who waits. */
export function useDecision(participantId: string): Decision {
  const meeting = useMeeting();
  const [busy, setBusy] = useState<Decision['busy']>(null);
  const decide = async (what: 'admit' | 'deny', answer: Promise<boolean>) => {
    setBusy(what);
    await answer;
    setBusy(null);
  };
  return {
    busy,
    admit: () => decide('admit', meeting.act('lobby:admit', { participantIds: [participantId] })),
    deny: (note = '') => decide('deny', meeting.act('lobby:deny', { participantId, ...(note !== '' && { note }) })),
  };
}
