import type { StoredReservation } from '../../../catalogue/reservations/ports.ts';
import { BadInputError } from '../../cli-error.ts';
import type { Context } from '../../context.ts';
import { isJson } from '../../input/inputs.ts';
import { print } from '../../output/render.ts';
import { reservationDetails, reservationView } from '../../output/reservations.ts';

// What commands on one reservation have in common.

export function nameOf({ title, roomName, id }: StoredReservation): string {
  return `the reservation '${title ?? roomName}' (${id})`;
}

export function show(context: Context, options: unknown, done: string | null, reservation: StoredReservation): void {
  const view = reservationView(reservation);
  print(context.io, {
    json: isJson(options),
    value: { reservation: view },
    text: () => (done === null ? '' : `${done}\n\n`) + reservationDetails(view),
  });
}

/** Errors: BadInputError. */
export async function findReservationOrThrow(context: Context, id: string): Promise<StoredReservation> {
  const found = await (await context.database()).reservations.find(id);
  if (found === null) throw new BadInputError('There is no reservation with this id; see: tafelrunde reservation list');
  return found;
}
