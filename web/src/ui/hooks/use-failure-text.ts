import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../session/signaling.ts';

/** A failure as a sentence in the person's language. */
export function useFailureText(): (failure: Failure) => string {
  const { t } = useTranslation();
  return (failure) => failureText(t, failure);
}

export function failureText(t: TFunction, { code, retryAfterMs }: Failure): string {
  if (code !== 'RATE_LIMITED') return t(`error.${code}`);
  if (retryAfterMs === undefined) return t('error.RATE_LIMITED_SOON');
  return t('error.RATE_LIMITED', { time: durationText(t, retryAfterMs) });
}

/** In seconds or, when it is longer, in minutes. */
export function durationText(t: TFunction, ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < 90
    ? t('duration.seconds', { count: seconds })
    : t('duration.minutes', { count: Math.ceil(seconds / 60) });
}
