import { occurrencesOf } from '../../catalogue/reservations/occurrences.ts';
import type { MailLanguage } from '../../protocol/mail.ts';
import type { Series } from '../../protocol/reservations/series.ts';

/** More are in the calendar part. */
const MAX_LISTED = 10;
const LOCALES: Readonly<Record<MailLanguage, string>> = { de: 'de-DE', en: 'en-GB' };

/** When a meeting takes place, in local time, with the zone in words and by its name. */
export interface SaidTimes {
  readonly dates: readonly string[];
  /** How many more there are. */
  readonly more: number;
  readonly zone: string;
}

export function sayTimes(series: Series, language: MailLanguage): SaidTimes {
  const occurrences = occurrencesOf(series);
  const said = occurrences.slice(0, MAX_LISTED).map((each) => sayWindow(each, series.zone, language));
  return {
    dates: said,
    more: occurrences.length - said.length,
    zone: sayZone(series.zone, occurrences[0]?.beginsAt ?? Date.now(), language),
  };
}

/** `Montag, 30. November 2026, 14:00–15:30 Uhr`. */
export function sayWindow(
  { beginsAt, endsAt }: { readonly beginsAt: number; readonly endsAt: number },
  zone: string,
  language: MailLanguage,
): string {
  const options = { timeZone: zone, dateStyle: 'full', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(LOCALES[language], options).formatRange(beginsAt, endsAt);
}

/** `Mo., 30. November 2026`. */
export function sayDay(at: number, zone: string, language: MailLanguage): string {
  const options = { timeZone: zone, weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(LOCALES[language], options).format(at);
}

/** `Mitteleuropäische Zeit (Europe/Berlin)`. */
export function sayZone(zone: string, at: number, language: MailLanguage): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { timeZone: zone, timeZoneName: 'longGeneric' });
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value;
  return name === undefined || name === zone ? zone : `${name} (${zone})`;
}

/** With the zone, as it is not known here where its reader is. */
export function sayMoment(at: number, language: MailLanguage): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    timeZone: 'Europe/Berlin',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}
