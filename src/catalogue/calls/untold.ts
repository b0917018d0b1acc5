import type { MeetingNews } from '../../mail/letters/meeting-letter.ts';
import type { Series } from '../../protocol/reservations/series.ts';
import type { StoredReservation } from '../reservations/ports.ts';
import type { InvitedSeat } from './ports.ts';

// What those who were written to about a reservation know of it, by the number that each of its changes has (SEQUENCE).

type Told = Pick<InvitedSeat, 'mailed'>;

/** What some of them have not been told; null: they know how it is, or nobody was written to. */
export function untoldTo(
  seats: readonly Told[],
  { series, cancelledAt }: Pick<StoredReservation, 'series' | 'cancelledAt'>,
): MeetingNews | null {
  const told = seats.flatMap((seat) => (seat.mailed === null ? [] : [knownTo(seat)]));
  const known = Math.min(...told);
  if (newestIn(series) <= known) return null;
  if (cancelledAt !== null) return { is: 'cancelled' };
  const [date, ...others] = series.changes.filter(({ sequence }) => sequence > known);
  // What takes place once is told of as a whole.
  const isOneDate = date !== undefined && others.length === 0 && series.rule !== null && series.sequence <= known;
  return isOneDate ? { is: date.moved === null ? 'date-cancelled' : 'date-moved', date: date.date } : { is: 'changed' };
}

/** What one of them knows who is told this now; null: there is more that they were not told. */
export function knownWith(news: MeetingNews, seat: Told, series: Series): number | null {
  if (news.is !== 'date-moved' && news.is !== 'date-cancelled') return newestIn(series);
  const known = knownTo(seat);
  const isAll =
    series.sequence <= known && series.changes.every((one) => one.sequence <= known || one.date === news.date);
  return isAll ? newestIn(series) : (seat.mailed?.sequence ?? null);
}

/** Of those who were written to before it was noted it is not known. */
function knownTo({ mailed }: Told): number {
  return mailed?.sequence ?? -1;
}

function newestIn({ sequence, changes }: Series): number {
  return Math.max(sequence, ...changes.map((change) => change.sequence));
}
