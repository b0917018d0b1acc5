import { z } from 'zod';
import { ERROR_CODES } from '../codes.ts';

// What all of the REST API's resources have in common. The organisers' pages and other programs use the same routes: the
// pages by the cookie of who is signed in, programs by a token. Times are RFC 3339 in UTC.

export const API_PATH = '/api/v1';

/** What an answer says stays readable for clients that know less; so they are not strict. */
export const timeSchema = z.iso.datetime();

/** A time that somebody says: with a zone, because nobody knows theirs otherwise. */
export const givenTimeSchema = z.iso
  .datetime({ offset: true })
  .max(40)
  .describe('RFC 3339 with a zone, such as 2027-01-31T18:00:00+01:00');

export const MAX_PAGE_SIZE = 200;
const PAGE_SIZE = 50;
const MAX_CURSOR_LENGTH = 400;

export const pageQuerySchema = z.strictObject({
  cursor: z.string().min(1).max(MAX_CURSOR_LENGTH).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).default(PAGE_SIZE),
});
export type PageQuery = z.output<typeof pageQuerySchema>;

/** One page of a list. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().describe('`cursor` of the page behind this one; null: this is the last'),
  });

/** RFC 9457. `code` is for programs, and stays the same; the rest is for people. */
export const problemSchema = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    code: z.enum(ERROR_CODES),
    detail: z.string().optional(),
    /** Of a failure that is the server's: its operator finds it in the log by this. */
    errorId: z.string().optional(),
    invalid: z
      .array(z.object({ at: z.string().describe('JSON Pointer into what was sent'), message: z.string() }))
      .optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.output<typeof problemSchema>;

/**
 * The header by which a request that changes something is known again (draft-ietf-httpapi-idempotency-key-header): sent
 * once more with the same key it is done once, and answered the same.
 */
export const IDEMPOTENCY_KEY = 'idempotency-key';
export const MAX_IDEMPOTENCY_KEY_LENGTH = 200;

export const PROBLEM_TYPE = 'application/problem+json';
