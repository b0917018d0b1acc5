import type { PlanWish } from '../catalogue/rooms/room-plans.ts';
import { cleanLine } from '../protocol/base/text.ts';
import type { StoredSeat } from '../rooms/ports/storage.ts';
import { BadInputError } from './cli-error.ts';

/** The new order. A name that was in the plan keeps its seat, and with it the link that was sent for it. */
export function planOf(names: readonly string[], former: readonly StoredSeat[]): PlanWish['seats'] {
  const left = [...former];
  return names.map((name) => {
    const index = left.findIndex((seat) => seat.name === name);
    const [kept] = index < 0 ? [] : left.splice(index, 1);
    return kept ?? { name };
  });
}

/** By its number in the plan, or by its exact name. Errors: BadInputError. */
export function findSeatOrThrow(seats: readonly StoredSeat[], text: string): StoredSeat {
  const name = cleanLine(text);
  const shown = name.slice(0, 80);
  const byNumber = /^\d{1,3}$/.test(name) ? seats[Number(name) - 1] : undefined;
  if (byNumber) return byNumber;
  const [only, another] = seats.filter((seat) => seat.name === name);
  if (another) throw new BadInputError(`'${shown}' is the name of more than one seat; name it by its number.`);
  if (!only) throw new BadInputError(`There is no seat with the number or name '${shown}'.`);
  return only;
}
