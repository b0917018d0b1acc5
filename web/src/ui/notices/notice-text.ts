import type { TFunction } from 'i18next';
import type { Notice } from '../../call/call-state.ts';
import { failureText } from '../common/use-failure-text.ts';

export function noticeText(t: TFunction, notice: Notice): string {
  switch (notice.kind) {
    case 'failed':
      return failureText(t, notice.failure);
    case 'knocked':
    case 'joined':
    case 'left':
      return t(`notice.${notice.kind}`, { name: notice.displayName });
    default:
      return t(`notice.${notice.kind}`);
  }
}
