import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../../call/call-state.ts';
import { coverOf, type SharedScreen } from '../../../call/media/shared-screen.ts';
import { canShareScreen } from '../../../media/devices/capture.ts';
import { sourceStatus } from '../../controls/source-status.ts';
import type { ToggleState } from '../../controls/toggle.tsx';
import { useLocalSources, useParts } from '../../parts.tsx';
import { barState } from './bar-state.ts';

export interface OwnScreen {
  readonly mayShare: boolean;
  readonly wanted: boolean;
  readonly state: ToggleState;
  /** What a press does, or why nobody sees it. */
  readonly title: string;
  readonly status: string | null;
  /** Shares it or stops; asks which is meant while another's is shown in its place. */
  readonly press: () => void;
  readonly coveredBy: SharedScreen | null;
  readonly isAsking: boolean;
  readonly close: () => void;
}

/** One's own shared screen, and whether anybody sees it. */
export function useOwnScreen({ self, participants, sending, health }: TableState): OwnScreen {
  const { t } = useTranslation();
  const { local } = useParts();
  const { screen } = useLocalSources();
  const [isAsking, setAsking] = useState(false);
  const cover = coverOf(participants, self.participantId);
  const shared = barState(screen, sending.screen, health);
  const coveredBy = shared === 'on' ? cover : null;
  const state = coveredBy === null ? shared : 'covered';
  // Whoever closes the browser's own question has not met a failure.
  const isLeft = screen.capture.is === 'failed' && screen.capture.problem === 'denied';
  // It is seen again, or no longer shared: there is nothing left to decide.
  if (isAsking && coveredBy === null) setAsking(false);
  return {
    mayShare: self.role !== 'observer' && canShareScreen(),
    wanted: screen.wanted,
    state,
    title: t(coveredBy !== null ? 'covered.title' : screen.wanted ? 'bar.screenOff' : 'bar.screenOn'),
    status: isLeft ? null : sourceStatus(t, screen, state),
    press: () => {
      if (coveredBy !== null) setAsking(true);
      else if (screen.wanted) local.stopScreen();
      else void local.shareScreen();
    },
    coveredBy,
    isAsking: isAsking && coveredBy !== null,
    close: () => setAsking(false),
  };
}
