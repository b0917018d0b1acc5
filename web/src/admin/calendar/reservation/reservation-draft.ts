import type { NewReservation, ReservationView } from '../../../../../src/protocol/api/reservations.ts';
import { isVisible } from '../../../../../src/protocol/base/text.ts';
import { MAX_PARTICIPANTS } from '../../../../../src/protocol/limits.ts';
import { DEFAULT_REMINDER_MINUTES, type ReminderMinutes } from '../../../../../src/protocol/reservations/reminder.ts';
import { draftOf, faultOf, firstDraft, type TimesDraft, type TimesFault, timesOf } from '../times/times-draft.ts';

/** As the server has it where nothing is said. */
const MINUTES_AROUND = 15;
const SEATS = 25;

/** A reservation as somebody fills it in. */
export interface ReservationDraft {
  /** Empty: not yet chosen. */
  readonly roomId: string;
  readonly title: string;
  readonly seats: number;
  readonly minutesBefore: number;
  readonly minutesAfter: number;
  readonly reminderMinutes: ReminderMinutes | null;
  readonly times: TimesDraft;
}

/** Which field is wrong. */
export type ReservationFault = TimesFault | 'room' | 'seats';

export function newReservationDraft(now: number, zone: string, roomId: string): ReservationDraft {
  const around = { minutesBefore: MINUTES_AROUND, minutesAfter: MINUTES_AROUND };
  const reminderMinutes = DEFAULT_REMINDER_MINUTES;
  return { roomId, title: '', seats: SEATS, ...around, reminderMinutes, times: firstDraft(now, zone) };
}

export function reservationDraftOf(stored: ReservationView): ReservationDraft {
  const { roomId, title, seats, minutesBefore, minutesAfter, reminderMinutes } = stored;
  const times = draftOf(stored);
  return { roomId, title: title ?? '', seats, minutesBefore, minutesAfter, reminderMinutes, times };
}

export function faultOfReservation({ roomId, seats, times }: ReservationDraft): ReservationFault | null {
  if (roomId === '') return 'room';
  const fault = faultOf(times);
  if (fault !== null) return fault;
  return Number.isInteger(seats) && seats >= 2 && seats <= MAX_PARTICIPANTS ? null : 'seats';
}

/** Of a draft without a fault. */
export function reservationOf({ title, times, ...terms }: ReservationDraft): NewReservation {
  return { ...terms, title: isVisible(title) ? title.trim() : null, ...timesOf(times) };
}
