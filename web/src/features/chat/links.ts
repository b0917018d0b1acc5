import { find } from 'linkifyjs';

export interface Piece {
  /** Where it begins in the text. */
  readonly start: number;
  readonly text: string;
  /** Null: words alone. */
  readonly href: string | null;
}

const SCHEMES: readonly string[] = ['http:', 'https:', 'mailto:'];

/** A message as words and links, in order. */
export function piecesOf(message: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const link of find(message)) {
    const href = safeHref(link.value, link.type);
    if (href === null) continue;
    if (link.start > end) pieces.push({ start: end, text: message.slice(end, link.start), href: null });
    pieces.push({ start: link.start, text: link.value, href });
    end = link.end;
  }
  if (end < message.length) pieces.push({ start: end, text: message.slice(end), href: null });
  return pieces;
}

/** A link that does what its words say: of a harmless scheme, and without a name before the host that passes for one. */
function safeHref(value: string, type: string): string | null {
  const url = addressOf(value, type);
  if (url === null || !SCHEMES.includes(url.protocol)) return null;
  return url.username === '' && url.password === '' ? url.href : null;
}

function addressOf(value: string, type: string): URL | null {
  if (type === 'email') return tryUrl(`mailto:${value}`);
  if (/^[a-z]+:/iu.test(value)) return tryUrl(value);
  // 'Protokoll.md' is a file to those who write it, and a foreign server to a browser.
  return /^www\./iu.test(value) ? tryUrl(`https://${value}`) : null;
}

function tryUrl(value: string): URL | null {
  try {
    return new URL(value);
  } catch {
    return null;
  }
}
