/** The language as it is written where the reader is: hours and dates of the United States are for those alone. */
export function localeOf(language: string, preferred: readonly string[] = navigator.languages): string {
  const regional = preferred.find((tag) => tag.toLowerCase().startsWith(`${language}-`));
  return regional ?? (language === 'en' ? 'en-GB' : language);
}

/** The time of day to the minute. */
export function timeOfDay(date: Date, language: string, timeZone?: string): string {
  return date.toLocaleTimeString(localeOf(language), { hour: 'numeric', minute: '2-digit', timeZone });
}

/** `Montag, 30. November`. */
export function dayOf(
  date: Date,
  { language, timeZone }: { readonly language: string; readonly timeZone?: string },
): string {
  return date.toLocaleDateString(localeOf(language), { weekday: 'long', day: 'numeric', month: 'long', timeZone });
}

/** The day with its name, and what the reader's time zone is called: `Montag, 30. November`, `MEZ`. */
export function dayAndZone(date: Date, language: string): { readonly date: string; readonly zone: string } {
  const locale = localeOf(language);
  const parts = new Intl.DateTimeFormat(locale, { timeZoneName: 'short' }).formatToParts(date);
  return { date: dayOf(date, { language }), zone: parts.find(({ type }) => type === 'timeZoneName')?.value ?? '' };
}
