/** So long before a date those who were invited, and the room's organiser, may be reminded of it: an hour, or a day. */
export const REMINDER_MINUTES = [60, 1_440] as const;
export type ReminderMinutes = (typeof REMINDER_MINUTES)[number];

/** Where nothing is said: late enough to be of use, early enough to make room for it. */
export const DEFAULT_REMINDER_MINUTES: ReminderMinutes = 1_440;
