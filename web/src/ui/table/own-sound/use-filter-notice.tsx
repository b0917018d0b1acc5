import { Volume2 } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NoticeBox } from '../../notices/notice-box.tsx';
import type { StandingNotice } from '../../notices/notice-column.tsx';
import { useNoticeBoard } from '../../notices/use-board.tsx';
import { useLocalSources } from '../../parts.tsx';
import { useSaid } from '../../standing/announcer.tsx';

const KEY = 'filter';

/** That noise is no longer taken out here, where it was wanted and tried; said once, and below the choice of the sound. */
export function useFilterNotice(): readonly StandingNotice[] {
  const { t } = useTranslation();
  const board = useNoticeBoard();
  const { note } = useLocalSources().microphone;
  // While the microphone is taken anew it is as it was.
  const last = useRef(note?.filter);
  const filter = note?.filter ?? last.current;
  useEffect(() => {
    last.current = filter;
  });
  const text = filter === 'slow' || filter === 'stalled' ? t(`ownSound.filter-${filter}`) : null;
  useSaid(text);
  return useMemo(() => {
    if (text === null) return [];
    const content = (
      <NoticeBox name={KEY} icon={<Volume2 size={22} aria-hidden />} onClose={() => board.shrink(KEY)}>
        <p>{text}</p>
      </NoticeBox>
    );
    return [{ key: KEY, shrinks: true, content, pill: null }];
  }, [board, text]);
}
