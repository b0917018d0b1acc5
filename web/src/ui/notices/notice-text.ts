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
    case 'switched-off':
      return t(`notice.switched-off.${notice.source}`);
    case 'switched-on':
      return t(`notice.switched-on.${notice.source}`);
    case 'chair-changed':
      return chairText(t, notice);
    default:
      return t(`notice.${notice.kind}`);
  }
}

/** Who chairs now, and how that came. */
function chairText(t: TFunction, { cause, isSelf, names }: Extract<Notice, { kind: 'chair-changed' }>): string {
  if (isSelf) return t(`notice.chair.${cause}.self`);
  // The name of somebody who is known only to the chair's own console.
  if (names.length === 0) return t(`notice.chair.${cause}.nobody`);
  return t(`notice.chair.${cause}.other`, { names: names.join(', '), count: names.length });
}
