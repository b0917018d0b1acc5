/**
 * What somebody has chosen, `2027-03-28` and `10:00`, by the clock of their own device. An hour that is left out in spring
 * counts as the one after it. Null: it is no time.
 */
export function chosenTime(date: string, time: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}/.test(time)) return null;
  const chosen = new Date(`${date}T${time.slice(0, 5)}`);
  return Number.isNaN(chosen.getTime()) ? null : chosen;
}

/** As a field for dates has it, in the device's own zone. */
export function dayOf(moment: Date): string {
  const [year, month, day] = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  return [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))].join('-');
}
