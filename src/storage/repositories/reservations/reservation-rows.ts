import type { NewReservation, StoredReservation } from '../../../catalogue/reservations/ports.ts';
import type { FederalState } from '../../../protocol/reservations/federal-states.ts';
import type { ReservationChangeRow, ReservationRow } from '../../schema/schema.ts';

/** With what of its room is shown beside it. */
export interface ReservationRowWithRoom extends ReservationRow {
  readonly room_name: string;
  readonly organisation_id: string | null;
  readonly organiser_id: string | null;
  readonly federal_state: FederalState | null;
}

export function fromRow(row: ReservationRowWithRoom, changes: readonly ReservationChangeRow[]): StoredReservation {
  const { organisation_id: organisationId, organiser_id: organiserId } = row;
  return {
    id: row.id,
    roomId: row.room_id,
    roomName: row.room_name,
    owner: organisationId === null ? null : { organisationId, organiserId },
    federalState: row.federal_state,
    title: row.title,
    seats: row.seats,
    minutesBefore: row.minutes_before,
    minutesAfter: row.minutes_after,
    reminderMinutes: row.reminder_minutes,
    series: {
      start: row.start,
      minutes: row.minutes,
      zone: row.zone,
      rule: row.rule,
      changes: changes.map(({ date, moved_start: start, moved_minutes: minutes, sequence }) => ({
        date,
        moved: start === null || minutes === null ? null : { start, minutes },
        sequence,
      })),
      uid: row.uid,
      sequence: row.sequence,
    },
    cancelledAt: row.cancelled_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

type Columns = Omit<NewReservation, 'id' | 'roomId'>;

export function columns({ series, ...reservation }: Columns) {
  return {
    title: reservation.title,
    seats: reservation.seats,
    minutes_before: reservation.minutesBefore,
    minutes_after: reservation.minutesAfter,
    reminder_minutes: reservation.reminderMinutes,
    start: series.start,
    minutes: series.minutes,
    zone: series.zone,
    rule: series.rule,
    uid: series.uid,
    sequence: series.sequence,
    cancelled_at: reservation.cancelledAt,
    zone_rules: zoneRules(),
  };
}

export function changeRows(reservationId: string, { changes }: StoredReservation['series']): ReservationChangeRow[] {
  return changes.map(({ date, moved, sequence }) => ({
    reservation_id: reservationId,
    date,
    moved_start: moved?.start ?? null,
    moved_minutes: moved?.minutes ?? null,
    sequence,
  }));
}

/** Which edition of the world's time zones this program knows: `2026a`. */
export function zoneRules(): string {
  return process.versions.tz ?? 'unknown';
}
