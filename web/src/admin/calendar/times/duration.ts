import type { TFunction } from 'i18next';

/** `1 Stunde 30 Minuten`. */
export function durationText(t: TFunction, minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [
    ...(hours > 0 ? [t('calendar.times.hours', { count: hours })] : []),
    ...(rest > 0 || hours === 0 ? [t('calendar.times.ofMinutes', { count: rest })] : []),
  ];
  return parts.join(' ');
}
