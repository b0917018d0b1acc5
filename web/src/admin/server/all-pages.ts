import type { z } from 'zod';
import { MAX_PAGE_SIZE } from '../../../../src/protocol/api/base.ts';
import { RequestError } from '../../session/signaling.ts';
import type { Server } from './server.ts';

/** Ten thousand of anything: more than a house has, and than anybody could look through. */
const MOST_PAGES = 50;

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** A list of the API as a whole, however many pages it has. */
export async function allPages<T>(
  server: Pick<Server, 'ask'>,
  path: string,
  answer: z.ZodType<Page<T>>,
  signal: AbortSignal,
): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query: URLSearchParams = new URLSearchParams({
      limit: String(MAX_PAGE_SIZE),
      ...(cursor === null ? {} : { cursor }),
    });
    const answered: Page<T> = await server.ask('GET', `${path}?${query}`, { answer, signal });
    items.push(...answered.items);
    if (answered.next === null) return items;
    cursor = answered.next;
  }
  throw new RequestError({ code: 'INTERNAL' });
}
