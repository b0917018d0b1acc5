import type { TFunction } from 'i18next';
import type { FloorSwitches } from '../../../../src/protocol/index.ts';
import { MAX_SIGNERS } from '../../../../src/protocol/limits.ts';
import type { Notice } from '../../call/call-state.ts';
import { durationText, failureText } from '../hooks/use-failure-text.ts';
import { nameText } from '../text/name-text.ts';

/** `keep`: of the sentence that shows it, for names of people and devices. */
export function noticeText(t: TFunction, notice: Notice, keep = (name: string) => name): string {
  switch (notice.kind) {
    case 'failed':
      return failureText(t, notice.failure);
    case 'knocked':
    case 'joined':
    case 'left':
    case 'line-lost':
    case 'line-back':
    case 'offer-accepted':
    case 'offer-declined':
    case 'noisy':
    case 'signs':
      return t(`notice.${notice.kind}`, { name: nameText(t, notice, keep) });
    case 'enough-sign':
      return t('notice.enough-sign', { most: MAX_SIGNERS });
    case 'renamed': {
      const name = nameText(t, notice, keep);
      if (notice.isSelf) return t('notice.renamed-self', { name });
      return t('notice.renamed', { name, before: nameText(t, notice.before, keep) });
    }
    case 'switched-off':
      return t(`notice.switched-off.${notice.source}`);
    case 'switched-on':
      return t(`notice.switched-on.${notice.source}`);
    case 'replied':
      return t('notice.replied', { name: nameText(t, notice, keep), text: notice.text });
    case 'hand-raised':
      return t('notice.hand-raised', { name: nameText(t, notice, keep) });
    case 'waiting':
      return t('notice.waiting', { count: notice.count });
    case 'lobby-changed':
      return t(`notice.lobby.${notice.lobby}`);
    case 'held-back':
      return t(`notice.held-back.${notice.source}`);
    case 'restricted':
      return t(`notice.restricted.${restrictedSources(notice.restricted)}`);
    case 'role-changed':
      return t(`notice.role.${notice.role}`);
    case 'closing':
      return t('notice.closing', { time: durationText(t, notice.closesAt - performance.now()) });
    case 'restarting':
      return t('restart.banner', { time: durationText(t, notice.restartsAt - performance.now()) });
    case 'reserved-anew':
      return t('notice.reserved-anew', { time: durationText(t, notice.endsAt - performance.now()) });
    case 'screen-covered':
    case 'screen-beside':
      return t(`notice.${notice.kind}`, { name: nameText(t, notice, keep) });
    case 'device-instead':
    case 'device-back':
      return t(`notice.${notice.kind}.${notice.source}`, { label: keep(notice.label) });
    case 'device-arrived':
      return t(`notice.${notice.kind}.${notice.source}`, { label: keep(notice.label) });
    case 'device-ready':
      return t(`notice.${notice.kind}.${notice.source}`);
    case 'device-preferred':
      return t(`notice.${notice.kind}.${notice.source}`, { label: keep(notice.label) });
    case 'chair-changed':
      return chairText(t, notice, keep);
    default:
      return t(`notice.${notice.kind}`);
  }
}

/** Who chairs now, and how that came. */
function chairText(
  t: TFunction,
  { cause, isSelf, who }: Extract<Notice, { kind: 'chair-changed' }>,
  keep: (name: string) => string,
): string {
  if (isSelf) return t(`notice.chair.${cause}.self`);
  // The name of somebody who is known only to the chair's own console.
  if (who.length === 0) return t(`notice.chair.${cause}.nobody`);
  const names = who.map((one) => nameText(t, one, keep)).join(', ');
  return t(`notice.chair.${cause}.other`, { names, count: who.length });
}

function restrictedSources({ microphone, camera }: FloorSwitches): 'both' | 'microphone' | 'camera' | 'none' {
  if (microphone && camera) return 'both';
  if (microphone) return 'microphone';
  return camera ? 'camera' : 'none';
}
