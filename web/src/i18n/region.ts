/** The language as it is written where the reader is: hours and dates of the United States are for those alone. */
export function localeOf(language: string, preferred: readonly string[] = navigator.languages): string {
  const regional = preferred.find((tag) => tag.toLowerCase().startsWith(`${language}-`));
  return regional ?? (language === 'en' ? 'en-GB' : language);
}

/** The time of day to the minute. */
export function timeOfDay(date: Date, language: string): string {
  return date.toLocaleTimeString(localeOf(language), { hour: 'numeric', minute: '2-digit' });
}

/** The day with its name, and what the reader's time zone is called: `Montag, 30. November`, `MEZ`. */
export function dayAndZone(date: Date, language: string): { readonly date: string; readonly zone: string } {
  const locale = localeOf(language);
  const day = date.toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const parts = new Intl.DateTimeFormat(locale, { timeZoneName: 'short' }).formatToParts(date);
  return { date: day, zone: parts.find(({ type }) => type === 'timeZoneName')?.value ?? '' };
}
