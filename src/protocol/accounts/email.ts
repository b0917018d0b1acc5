import { z } from 'zod';
import { cleanLine } from '../base/text.ts';

/** RFC 5321, 4.5.3.1: octets before the `@`, and of the domain. */
const MAX_LOCAL_BYTES = 64;
const MAX_DOMAIN_LENGTH = 253;
const MAX_EMAIL_LENGTH = 254;
/** A dot-atom, with letters of any script (RFC 6532, 3.2); nobody's real address is quoted. */
const LOCAL = /^[^\s.@()<>[\]\\,;:"]+(?:\.[^\s.@()<>[\]\\,;:"]+)*$/u;
/** What a URL would take for something else than a part of its host. */
const NO_DOMAIN = /[\s/?#:@%\\[\]]/u;
const LABELS = /^(?=.*[a-z])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * What all spellings of one address have in common: the domain as DNS knows it (IDNA), the rest composed and in lower
 * case. Null for what is no address. Mail goes to the address as it was written.
 */
export function emailKey(text: string): string | null {
  const email = cleanLine(text);
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at).toLowerCase().normalize('NFC');
  const domain = domainOf(email.slice(at + 1));
  const isLocal = at > 0 && LOCAL.test(local) && new TextEncoder().encode(local).length <= MAX_LOCAL_BYTES;
  return isLocal && domain !== null ? `${local}@${domain}` : null;
}

function domainOf(text: string): string | null {
  if (text === '' || NO_DOMAIN.test(text)) return null;
  const url = `http://${text}/`;
  if (!URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return hostname.length <= MAX_DOMAIN_LENGTH && LABELS.test(hostname) ? hostname : null;
}

/** An address as somebody writes it, without what cannot be seen. */
export const emailSchema = z
  .string()
  .max(2 * MAX_EMAIL_LENGTH)
  .transform(cleanLine)
  .pipe(
    z
      .string()
      .max(MAX_EMAIL_LENGTH)
      .refine((email) => emailKey(email) !== null),
  );
