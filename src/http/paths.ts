import type { TextName } from './texts/names.ts';

/** Where programs ask; everything else that can be typed belongs to people. */
const OF_PROGRAMS = /^\/(?:api|assets|socket\.io|healthz|readyz|metrics|kalender)(?:\/|$)/;
/** A link to a room as it comes out of mails and messages; the page finds the room in it. */
const ROOM = /^\/+r\/+[^/]/i;
const CONSOLE = /^\/+regie(?![a-z0-9-])/i;
const LICENCES = /^\/+(?:lizenzen|licen[cs]es)(?![a-z0-9-])/i;
const TEXTS: readonly (readonly [RegExp, TextName])[] = [
  [/^\/+(?:datenschutz|privacy)(?![a-z0-9-])/i, 'datenschutz'],
  [/^\/+(?:barrierefreiheit|accessibility)(?![a-z0-9-])/i, 'barrierefreiheit'],
  [/^\/+(?:impressum|imprint)(?![a-z0-9-])/i, 'impressum'],
];
const CHECK = /^\/+check(?![a-z0-9-])/i;
/** The organisers' pages, each with an address of its own. */
const ADMIN = /^\/+verwaltung(?![a-z0-9-])/i;
const START = /^\/*$/;

export type Place = 'program' | 'start' | 'room' | 'console' | 'check' | 'admin' | 'licences' | 'lost' | TextName;

/** What a path, without its query, is meant to lead to. */
export function placeOf(path: string): Place {
  if (OF_PROGRAMS.test(path)) return 'program';
  if (START.test(path)) return 'start';
  if (ROOM.test(path)) return 'room';
  if (CONSOLE.test(path)) return 'console';
  if (CHECK.test(path)) return 'check';
  if (ADMIN.test(path)) return 'admin';
  if (LICENCES.test(path)) return 'licences';
  return TEXTS.find(([pattern]) => pattern.test(path))?.[1] ?? 'lost';
}

export function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}

/** What stands for a path that cannot be decoded, so that it is answered like every other. */
export function routable(url: string): string {
  const path = pathOf(url);
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    // Half of an encoded character, where a link was cut off or written by hand.
    return path.replaceAll('%', '');
  }
}
