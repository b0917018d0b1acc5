/** The language as it is written where the reader is: hours and dates of the United States are for those alone. */
export function localeOf(language: string, preferred: readonly string[] = navigator.languages): string {
  const regional = preferred.find((tag) => tag.toLowerCase().startsWith(`${language}-`));
  return regional ?? (language === 'en' ? 'en-GB' : language);
}

/** The time of day to the minute. */
export function timeOfDay(date: Date, language: string): string {
  return date.toLocaleTimeString(localeOf(language), { hour: 'numeric', minute: '2-digit' });
}
