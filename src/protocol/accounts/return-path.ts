import { z } from 'zod';

const MAX_LENGTH = 2_000;
/** Stands for this server, whatever it is called. */
const HERE = 'http://here.invalid';
/** Browsers take a backslash for a slash, and leave out tabs and line ends within an address (WHATWG URL, 4.4). */
const MISREAD = /[\\\s\p{Cc}]/u;

/**
 * Where somebody who had to sign in goes on: a place on this server, with what stands behind its `#`. Null for what
 * leads anywhere else, however it is written.
 */
export function returnPathOf(text: string): string | null {
  if (text.length > MAX_LENGTH || !text.startsWith('/') || MISREAD.test(text) || !URL.canParse(text, HERE)) return null;
  const { origin, pathname, search, hash } = new URL(text, HERE);
  // `/.//elsewhere.example` is a path here, and once resolved names another server.
  return origin === HERE && !pathname.startsWith('//') ? pathname + search + hash : null;
}

export const returnPathSchema = z.string().transform((text, context) => {
  const path = returnPathOf(text);
  if (path !== null) return path;
  context.addIssue({ code: 'custom', message: 'leads elsewhere' });
  return z.NEVER;
});
