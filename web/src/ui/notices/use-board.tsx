import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../call/call-state.ts';
import { callBack } from '../page/page-title.ts';
import { useCallState, useParts } from '../parts.tsx';
import { announce } from '../standing/announcer.tsx';
import { playChime } from '../standing/chime.ts';
import { type Board, NoticeBoard } from './notice-board.ts';
import { noticeText } from './notice-text.ts';

const URGENT: readonly Notice['kind'][] = [
  'switched-off',
  'switched-on',
  'failed',
  'enough-sign',
  'media-failed',
  'reconnecting',
  'admitted',
  'returned-to-lobby',
  'floor-given',
  'floor-taken',
  'held-back',
  'closing',
  'restarting',
  'role-changed',
];

/**
 * Who comes and goes is for the ear alone: 25 arrivals would cover the table. Of the others something else at the
 * table tells for as long as it lasts.
 */
const SPOKEN_ONLY: readonly Notice['kind'][] = [
  'joined',
  'left',
  'line-lost',
  'line-back',
  'reconnecting',
  'reconnected',
  'admitted',
  'hand-raised',
  'floor-given',
  'closing',
  'restarting',
  'returned-to-lobby',
];

/** What is heard by those who look elsewhere. */
const CHIMES: Partial<Record<Notice['kind'], Parameters<typeof playChime>[0]>> = {
  knocked: 'knock',
  waiting: 'knock',
  replied: 'knock',
  admitted: 'admitted',
  'floor-given': 'admitted',
};

const BoardContext = createContext<NoticeBoard | null>(null);

/** Hears every notice of the call, in every place: says it, and keeps for the table what is to be read there. */
export function NoticeBoardProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { call, settings } = useParts();
  const [board] = useState(() => new NoticeBoard());
  const { place } = useCallState();
  const tell = useCallback(
    (notice: Notice) => {
      if (!SPOKEN_ONLY.includes(notice.kind) && !board.post(notice)) return;
      const text = noticeText(t, notice);
      announce(text, URGENT.includes(notice.kind) ? 'assertive' : 'polite');
      const chime = CHIMES[notice.kind];
      if (chime) playChime(chime, settings.get().speakerId);
      if (notice.kind === 'admitted' || notice.kind === 'floor-given') callBack(text);
    },
    [board, settings, t],
  );
  useEffect(() => call.onNotice(tell), [call, tell]);
  useEffect(() => {
    if (place !== 'table') board.clear();
  }, [board, place]);
  return <BoardContext value={board}>{children}</BoardContext>;
}

export function useNoticeBoard(): NoticeBoard {
  const board = useContext(BoardContext);
  if (board === null) throw new Error('rendered outside of NoticeBoardProvider');
  return board;
}

export function useBoard(): Board {
  const board = useNoticeBoard();
  return useSyncExternalStore(board.subscribe, board.getSnapshot);
}
