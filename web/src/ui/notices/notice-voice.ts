import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../call/call-state.ts';
import { announce } from '../common/announcer.tsx';
import { playChime } from '../common/chime.ts';
import { callBack } from '../common/page-title.ts';
import { useParts } from '../parts.tsx';
import { noticeText } from './notice-text.ts';

const URGENT: readonly Notice['kind'][] = [
  'switched-off',
  'switched-on',
  'failed',
  'media-failed',
  'reconnecting',
  'admitted',
  'returned-to-lobby',
  'floor-given',
  'floor-taken',
  'held-back',
  'closing',
  'role-changed',
];

/** What is heard by those who look elsewhere. */
const CHIMES: Partial<Record<Notice['kind'], Parameters<typeof playChime>[0]>> = {
  knocked: 'knock',
  waiting: 'knock',
  replied: 'knock',
  admitted: 'admitted',
  'floor-given': 'admitted',
};

/** Says what happens to those who do not look, in every place. */
export function useNoticeVoice(): void {
  const { t } = useTranslation();
  const { call, settings } = useParts();
  useEffect(
    () =>
      call.onNotice((notice) => {
        announce(noticeText(t, notice), URGENT.includes(notice.kind) ? 'assertive' : 'polite');
        const chime = CHIMES[notice.kind];
        if (chime) playChime(chime, settings.get().speakerId);
        if (notice.kind === 'admitted' || notice.kind === 'floor-given') callBack(noticeText(t, notice));
      }),
    [call, settings, t],
  );
}
