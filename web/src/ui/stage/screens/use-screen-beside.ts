import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SharedScreen } from '../../../call/media/shared-screen.ts';
import { noticeText } from '../../notices/notice-text.ts';
import { useNoticeBoard } from '../../notices/use-board.tsx';
import { announce } from '../../standing/announcer.tsx';

/** Whoever has one screen in all of the page sees of no other that it begins, and is told. */
export function useScreenBeside(screens: readonly SharedScreen[], isFull: boolean): void {
  const { t } = useTranslation();
  const board = useNoticeBoard();
  const known = useRef<readonly SharedScreen[]>(screens);
  useEffect(() => {
    const before = known.current.map(({ participantId }) => participantId);
    known.current = screens;
    // Whoever shares their own is told already that it is covered.
    if (!isFull || screens.some(({ isSelf }) => isSelf)) return;
    for (const { participantId, displayName, mark } of screens) {
      if (before.includes(participantId)) continue;
      const notice = { kind: 'screen-beside', displayName, mark } as const;
      if (board.post(notice)) announce(noticeText(t, notice), 'polite');
    }
  }, [t, board, screens, isFull]);
}
