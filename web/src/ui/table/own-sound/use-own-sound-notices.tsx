import { MicOff, Volume2 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../../call/call-state.ts';
import { lockedFor, ownView } from '../../../call/meeting/own-view.ts';
import type { StandingNotice } from '../../notices/notice-column.tsx';
import { useNoticeBoard } from '../../notices/use-board.tsx';
import { callBack } from '../../page/page-title.ts';
import { useParts } from '../../parts.tsx';
import { useSaid } from '../../standing/announcer.tsx';
import { playChime } from '../../standing/chime.ts';
import { OutOfSight } from './out-of-sight.ts';
import { TROUBLE_PILLS, TROUBLE_TEXTS } from './own-sound.ts';
import { OwnSoundNotice } from './own-sound-notice.tsx';
import { useOwnSound } from './use-own-sound.ts';

/** What one's own microphone does that its owner may not know, said once and shown. */
export function useOwnSoundNotices(table: TableState): readonly StandingNotice[] {
  const { t } = useTranslation();
  const { settings } = useParts();
  const board = useNoticeBoard();
  const { trouble: found, isOngoing } = useOwnSound(table);
  // Whoever was given the floor, or is asked to switch on, has that switch before them.
  const isOffered = ownView(table)?.hasFloor === true || table.asked === 'microphone';
  const trouble = table.self.role === 'observer' || (found === 'speaking-off' && isOffered) ? null : found;
  const isLocked = lockedFor(table).microphone;
  const isClosed = useRef(false);
  const [outOfSight] = useState(
    () => new OutOfSight({ callBack, chime: () => playChime('off', settings.get().speakerId) }),
  );
  useSaid(trouble && t(TROUBLE_TEXTS[trouble]), 'assertive');
  useEffect(() => {
    isClosed.current = false;
    if (trouble === null || trouble === 'noise' || !document.hidden) return;
    // Whoever presents from another window sees nothing of this one.
    return outOfSight.tell(t(TROUBLE_TEXTS[trouble]));
  }, [t, outOfSight, trouble]);
  useEffect(() => {
    // Whoever has closed it talks to somebody beside them.
    if (trouble !== null && isOngoing && !isClosed.current) board.reopen(trouble);
  }, [board, trouble, isOngoing]);
  return useMemo(() => {
    if (trouble === null) return [];
    const Icon = trouble === 'noise' ? Volume2 : MicOff;
    const pill = (
      <>
        <Icon size={16} aria-hidden />
        {t(TROUBLE_PILLS[trouble])}
      </>
    );
    const close = () => {
      isClosed.current = true;
      outOfSight.closed();
      board.shrink(trouble);
    };
    const content = <OwnSoundNotice trouble={trouble} isLocked={isLocked} onClose={close} />;
    const brief = trouble !== 'speaking-off' || isOngoing ? t(TROUBLE_TEXTS[trouble]) : null;
    return [{ key: trouble, shrinks: !isOngoing, content, pill, brief }];
  }, [t, board, outOfSight, trouble, isOngoing, isLocked]);
}
