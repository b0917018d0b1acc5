import { cleanLine } from '../../protocol/base/text.ts';
import type { StoredRoom } from '../../rooms/ports/storage.ts';
import { BadInputError } from '../cli-error.ts';
import type { Person } from '../server/admin-client.ts';

const SHOWN_CANDIDATES = 5;

interface Named {
  readonly id: string;
  readonly label: string;
}

/** By id, by exact name, or by the beginning of an id; never by a guess. Errors: BadInputError. */
export function findRoomOrThrow<T extends StoredRoom>(rooms: readonly T[], text: string): T {
  return findOrThrow(rooms, (room) => ({ id: room.id, label: room.name }), 'room', text);
}

/** Errors: BadInputError. */
export function findPersonOrThrow(people: readonly Person[], text: string): Person {
  return findOrThrow(people, (person) => ({ id: person.id, label: person.displayName }), 'participant', text);
}

export function findOrThrow<T>(all: readonly T[], nameOf: (item: T) => Named, what: string, text: string): T {
  const shown = cleanLine(text).slice(0, 80);
  if (shown === '') throw new BadInputError(`Name a ${what} by its id, the beginning of its id, or its exact name.`);
  const found = matching(all, nameOf, text);
  const [only] = found;
  if (only === undefined) throw new BadInputError(`There is no ${what} with the id or name '${shown}'.`);
  if (found.length === 1) return only;
  const ids = found.slice(0, SHOWN_CANDIDATES).map((item) => nameOf(item).id);
  const more = found.length > ids.length ? ', ...' : '';
  throw new BadInputError(`'${shown}' fits ${found.length} ${what}s; name one by its id: ${ids.join(', ')}${more}.`);
}

function matching<T>(all: readonly T[], nameOf: (item: T) => Named, text: string): readonly T[] {
  const byId = all.filter((item) => nameOf(item).id === text);
  if (byId.length > 0) return byId;
  const name = cleanLine(text);
  const byName = all.filter((item) => nameOf(item).label === name);
  return byName.length > 0 ? byName : all.filter((item) => nameOf(item).id.startsWith(text));
}
