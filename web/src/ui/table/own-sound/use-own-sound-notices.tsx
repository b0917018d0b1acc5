import { MicOff } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../../call/call-state.ts';
import { lockedFor, ownView } from '../../../call/meeting/own-view.ts';
import type { StandingNotice } from '../../notices/notice-column.tsx';
import { useNoticeBoard } from '../../notices/use-board.tsx';
import { useSaid } from '../../standing/announcer.tsx';
import { TROUBLE_TEXTS } from './own-sound.ts';
import { OwnSoundNotice } from './own-sound-notice.tsx';
import { useOwnSound } from './use-own-sound.ts';

/** What one's own microphone does that its owner may not know, said once and shown. */
export function useOwnSoundNotices(table: TableState): readonly StandingNotice[] {
  const { t } = useTranslation();
  const board = useNoticeBoard();
  const found = useOwnSound(table);
  // Whoever was given the floor, or is asked to switch on, has that switch before them.
  const isOffered = ownView(table)?.hasFloor === true || table.asked === 'microphone';
  const trouble = table.self.role === 'observer' || (found === 'speaking-off' && isOffered) ? null : found;
  const isLocked = lockedFor(table).microphone;
  useSaid(trouble && t(TROUBLE_TEXTS[trouble]), 'assertive');
  return useMemo(() => {
    if (trouble === null) return [];
    const isNothing = trouble === 'nothing-heard';
    const pill = isNothing ? (
      <>
        <MicOff size={16} aria-hidden />
        {t('ownSound.nothingPill')}
      </>
    ) : null;
    const content = <OwnSoundNotice trouble={trouble} isLocked={isLocked} onClose={() => board.shrink(trouble)} />;
    // Whoever is not heard is told for as long as it is so.
    return [{ key: trouble, shrinks: !isNothing, content, pill }];
  }, [t, board, trouble, isLocked]);
}
