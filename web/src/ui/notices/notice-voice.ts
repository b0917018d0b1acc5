import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../call/call-state.ts';
import { announce } from '../common/announcer.tsx';
import { playChime } from '../common/chime.ts';
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
];

/** Says what happens to those who do not look, in every place. */
export function useNoticeVoice(): void {
  const { t } = useTranslation();
  const { call, settings } = useParts();
  useEffect(
    () =>
      call.onNotice((notice) => {
        announce(noticeText(t, notice), URGENT.includes(notice.kind) ? 'assertive' : 'polite');
        if (notice.kind === 'knocked' || notice.kind === 'admitted') {
          playChime(notice.kind === 'knocked' ? 'knock' : 'admitted', settings.get().speakerId);
        }
      }),
    [call, settings, t],
  );
}
