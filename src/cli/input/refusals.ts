import { ReservationRefusal } from '../../catalogue/reservations/capacity.ts';
import { SeriesError, type SeriesFault } from '../../catalogue/reservations/dates.ts';
import { AppError } from '../../platform/errors.ts';
import { LOGO_MAX_BYTES, LOGO_MAX_SIDE } from '../../protocol/api/organisation.ts';
import type { ErrorCode } from '../../protocol/codes.ts';

// What the use cases refuse, in the operator's words. Nothing was changed then.

const SENTENCES: Readonly<Partial<Record<ErrorCode, string>>> = {
  EMAIL_TAKEN: 'There is an account with this e-mail address already; see: tafelrunde user list',
  NAME_TAKEN: 'There is an organisation of this name already; see: tafelrunde org list',
  LOGO_INVALID: 'A logo is one still picture, a PNG, JPEG or WebP, and nothing else; save an SVG as PNG first.',
  LOGO_TOO_LARGE: `A logo has at most ${LOGO_MAX_BYTES / 1_000} kB and ${LOGO_MAX_SIDE} pixels either way.`,
  QUOTA_REACHED: 'The organisation has as many rooms as it may have; see: tafelrunde org update --max-rooms',
  MAIL_OFF: 'No mail goes out here: set SMTP_URL and MAIL_FROM, for the server and for this command alike.',
  TOO_MANY: 'There are as many as may be. Of mails that wait, see: tafelrunde doctor',
  TARGET_REFUSED: 'Not everybody can send to this address: a webhook goes to a public one, and not to this server.',
  RATE_LIMITED: 'That was tried often just now; wait a minute.',
  INVALID_STATE: 'It was changed meanwhile; look at it, and try again.',
  NOT_FOUND: 'That is not there any more.',
};

const SERIES_SENTENCES: Readonly<Record<SeriesFault, string>> = {
  'start-not-in-rule': 'The series must begin with its first date: --start does not fit the rule.',
  'too-many-dates': 'The series has more dates than the 400 that are looked at; give it an earlier end.',
  'too-long': 'The series goes on for more than two years; give it an earlier end.',
  'until-before-start': 'The series ends before it begins.',
  'overlaps-itself': 'Two of its dates would be at the same time.',
  'is-over': 'All of its dates are over.',
};

function reservationSentence({ code, taken, seatsLeft, free }: ReservationRefusal): string {
  const dates = taken.map(({ date }) => date.replace('T', ' ')).join(', ');
  const times = free.map(({ start }) => start.replace('T', ' ')).join(', ');
  const instead = times === '' ? '' : ` Free: ${times}.`;
  if (code === 'ROOM_RESERVED') return `The room is reserved at this time already (${dates}).${instead}`;
  return `There are not so many seats free (${dates}): ${seatsLeft} are left.${instead}`;
}

/** Null: it was not expected. */
export function refusalSentence(error: unknown): string | null {
  if (!(error instanceof AppError)) return null;
  if (error instanceof ReservationRefusal) return reservationSentence(error);
  if (error instanceof SeriesError) return SERIES_SENTENCES[error.fault];
  const { code, details } = error;
  if (code === 'COLOUR_FAINT') {
    return `Text on this colour, and in it, would be hard to read; take a darker one, such as ${details.legible}.`;
  }
  return SENTENCES[code] ?? null;
}
