import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../call/call-state.ts';
import { noticeText } from '../notices/notice-text.ts';
import { useNoticeBoard } from '../notices/use-board.tsx';
import { useParts } from '../parts.tsx';
import { announce } from '../standing/announcer.tsx';
import { keepReady } from './keep-ready.ts';

const READY: Notice = { kind: 'ready-for-key' };

/** While `isWanted`: whoever entered with their microphone off has it open for the space bar, and is told so. */
export function useReadyMicrophone(isWanted: boolean): void {
  const { t } = useTranslation();
  const { local } = useParts();
  const board = useNoticeBoard();
  useEffect(() => {
    if (!isWanted) return;
    let isAlive = true;
    const opened = () => board.post(READY) && announce(noticeText(t, READY), 'polite');
    void keepReady(local, { isAlive: () => isAlive, opened });
    return () => {
      isAlive = false;
    };
  }, [t, local, board, isWanted]);
}
