import type { TFunction } from 'i18next';

const MINUTE_MS = 60_000;

/** 'less than 1 min.', '3 min.', '1 h 5 min.': as exactly as somebody who waits is worth it. */
export function waited(t: TFunction, ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / MINUTE_MS);
  if (minutes < 1) return t('waited.moment');
  if (minutes < 60) return t('waited.minutes', { minutes });
  return t('waited.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
