import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import type { PageQuery } from '../../protocol/api/base.ts';
import { MAX_ROOM_ID_LENGTH } from '../../protocol/limits.ts';

/** What lists are in the order of: when it was made, and for those of one moment the id. */
export interface Made {
  readonly id: string;
  readonly createdAt: number;
}

const cursorSchema = z.tuple([z.int().min(0), z.string().min(1).max(MAX_ROOM_ID_LENGTH)]);

/** Behind which a page begins; null: at the list's beginning. Errors: BAD_REQUEST for a cursor that is none. */
export function afterOf({ cursor }: PageQuery): Made | null {
  if (cursor === undefined) return null;
  const [createdAt, id] = readCursor(cursor);
  return { createdAt, id };
}

/** One page of a short list. Errors: as above. */
export function pageIn<T extends Made>(all: readonly T[], query: PageQuery): { items: T[]; next: string | null } {
  const after = afterOf(query);
  const inOrder = all.toSorted((one, other) => compare(one, other));
  const later = after === null ? inOrder : inOrder.filter((one) => compare(one, after) > 0);
  return cutTo(later, query);
}

/** `later`: what follows, at least one more than fits in a page where there is more. */
export function cutTo<T extends Made>(later: readonly T[], { limit }: PageQuery): { items: T[]; next: string | null } {
  const items = later.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && later.length > limit ? writeCursor(last) : null };
}

function compare(one: Made, other: Made): number {
  return one.createdAt - other.createdAt || (one.id < other.id ? -1 : Number(one.id > other.id));
}

function writeCursor({ createdAt, id }: Made): string {
  return Buffer.from(JSON.stringify([createdAt, id])).toString('base64url');
}

function readCursor(cursor: string): z.output<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new AppError('BAD_REQUEST', { cause });
  }
}
