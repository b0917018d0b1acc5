/**
 * For how long what is kept of people is kept, where nobody sets it: all in one place, because the pages of data
 * protection promise it. What is set: OPEN_ROOM_DAYS for the whole server, `--attendance-days` for each room, and
 * `--keep-days` for each backup.
 */
const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Longer than a meeting: for so long an invite that is used up or expired still lets in the browser that has used it. */
export const INVITE_USE_MS = 1 * DAY_MS;
/** An invite that is used up, expired or revoked, so that it can be said what became of it. */
export const SPENT_INVITE_MS = 30 * DAY_MS;
/** What a meeting knows of browsers: nobody comes back to one after that. */
export const STANDING_MS = 1 * DAY_MS;
/** What a check of a connection has found: an operator has to be reached meanwhile. */
export const CHECK_MS = 7 * DAY_MS;
/** However often they come (NIST SP 800-63B-4, 2.1.3). */
export const SESSION_MS = 30 * DAY_MS;
/** Whoever does not come for a week signs in again: offices share computers. */
export const SESSION_IDLE_MS = 7 * DAY_MS;
/** So long a browser in which somebody has signed in is not behind the limits of strangers; renewed each time. */
export const REMEMBER_BROWSER_MS = 60 * DAY_MS;
/** Somebody is on holiday when it arrives; a month later it lies in a mailbox that others may read. */
export const PASSWORD_LINK_MS = 14 * DAY_MS;
/** What became of a mail; the letter and its address go when it has gone, or cannot go. */
export const DELIVERY_MS = 14 * DAY_MS;
/** What was answered to a request of the REST API with a key: whoever heard nothing has asked again by then. */
export const KEPT_ANSWER_MS = 1 * DAY_MS;
/** The database that was there before a backup was put in its place: whoever misses something misses it soon. */
export const REPLACED_DATABASE_MS = 30 * DAY_MS;
/** Parts of a copy that was never finished. */
export const UNFINISHED_COPY_MS = 1 * DAY_MS;
/** Backups, where nothing else is said with `--keep-days`. */
export const BACKUP_DAYS = 30;
export const MAX_BACKUP_DAYS = 89;
