import { randomText } from '../../random.ts';
import type { KeyValueStore } from '../../settings.ts';
import { RoomNames } from './room-names.ts';

/** What a room's link says: `/r/<roomId>` and perhaps `#invite=<secret>`. */
export interface RoomLink {
  readonly roomId: string;
  readonly invite: string | null;
}

/** German and English words that stay small within a title. */
const SMALL_WORDS = new Set(
  'am an and at auf aus bei das dem den der des die ein eine for für im in mit of on the über und von vor zu zum zur'.split(
    ' ',
  ),
);
/** Of the words that an id writes without their umlaut those that are no other word; of a name nobody can tell. */
const UMLAUTS = new Map([
  ['fuer', 'für'],
  ['ueber', 'über'],
]);
/** As many letters of a room's name as its id has at most: the last word may have been cut there. */
const MOST_LETTERS = 30;

/** Behind the id only what does not belong to a link: a slash, a bracket, a full stop, the rest of a tag. */
const ROOM_PATH = /^\/+r\/+([a-z0-9-]{1,64})\/*(?:$|[^\p{L}\p{N}/-])/iu;
const INVITE = /invite=([A-Za-z0-9_-]+)/i;
/** What `=` becomes in mail that is quoted-printable, before a secret of this length. */
const QUOTED_PRINTABLE = /^3D(?=[A-Za-z0-9_-]{43}$)/;
/** As many as a secret has. */
const DEVICE_BYTES = 32;
/** A link that was encoded, and encoded again on its way. */
const MAX_DECODINGS = 3;

/** As it may have come out of a mail: in capitals, with what stood around it, encoded, with typographic hyphens. */
export function parseRoomLink(link: { pathname: string; hash: string }): RoomLink | null {
  const [path = '', ...fragments] = legible(`${link.pathname}${link.hash}`).split('#');
  const roomId = ROOM_PATH.exec(path)?.[1]
    ?.toLowerCase()
    .replace(/^-+|-+$/g, '');
  if (!roomId) return null;
  const invite = INVITE.exec(fragments.join('#'))?.[1]?.replace(QUOTED_PRINTABLE, '') ?? null;
  return { roomId, invite };
}

/** How a room's link is written here. */
export function roomPath({ roomId, invite }: RoomLink): string {
  return `/r/${roomId}${invite === null ? '' : `#invite=${invite}`}`;
}

/** What somebody has pasted, with or without what stood around it; null for what leads to no room of this server. */
export function pastedRoomLink(text: string, { host }: { host: string }): RoomLink | null {
  const bare = /https?:\/\/\S+/i.exec(text)?.[0] ?? text.trim().replace(/^[^\p{L}\p{N}/]+/u, '');
  const [, scheme, rest = bare] = /^(https?):\/\/(.*)$/isu.exec(bare) ?? [];
  // Only links to this server: a page that forwards anywhere is an invitation to phishing.
  const isOurs = rest.toLowerCase().startsWith(`${host.toLowerCase()}/`);
  if (scheme !== undefined && !isOurs) return null;
  const path = isOurs ? rest.slice(host.length) : rest;
  const [pathname = '', ...fragments] = path.split('#');
  return parseRoomLink({
    pathname: pathname.split('?', 1)[0] ?? '',
    hash: fragments.map((part) => `#${part}`).join(''),
  });
}

/** Decoded, without what nobody sees, with one kind of hyphen. */
export function legible(text: string): string {
  let decoded = text;
  for (let turn = 0; turn < MAX_DECODINGS; turn += 1) {
    decoded = decoded.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
      try {
        return decodeURIComponent(encoded);
      } catch {
        return encoded;
      }
    });
  }
  return decoded.replace(/\p{Default_Ignorable_Code_Point}/gu, '').replace(/[\p{Dash_Punctuation}\u2212]/gu, '-');
}

/**
 * The link's readable part, for somebody who must not be told the room's name yet: 'vorstand-k7q...' -> 'Vorstand'. What
 * is left of a long name ends where a word does, and says that there is more.
 */
export function readableName(roomId: string): string {
  const prefix = roomId.slice(0, Math.max(0, roomId.lastIndexOf('-')));
  const words = prefix.split('-').filter((word) => word !== '');
  const isCut = prefix.length >= MOST_LETTERS;
  const whole = isCut && words.length > 1 ? words.slice(0, -1) : words;
  const title = whole
    .map((word) => UMLAUTS.get(word) ?? word)
    .map((word, index) => (index > 0 && SMALL_WORDS.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');
  if (!isCut) return title;
  return whole === words ? `${title}…` : `${title}\u00a0…`;
}

/** Secrets of one room that outlive a reload of this tab; one that outlives the tab, and what the room is called. */
export class RoomMemory {
  readonly #storage: KeyValueStore;
  readonly #lasting: KeyValueStore;
  readonly #names: RoomNames;
  readonly #roomId: string;
  /** What this browser calls itself in this room: 256 random bits in base64url. */
  readonly device: string;

  constructor(storage: KeyValueStore, roomId: string, lasting: KeyValueStore = storage) {
    this.#storage = storage;
    this.#lasting = lasting;
    this.#names = new RoomNames(lasting);
    this.#roomId = roomId;
    this.device = deviceOf(lasting, this.#key('device'));
  }

  get invite(): string | null {
    return this.#get('invite');
  }
  set invite(secret: string | null) {
    this.#set('invite', secret);
  }

  /** The token that brings this person back to their seat. */
  get resume(): string | null {
    return this.#get('resume');
  }
  set resume(token: string | null) {
    this.#set('resume', token);
  }

  /** Whether sound, pictures or the connection failed in the meeting that one comes from. */
  get wasDisturbed(): boolean {
    return this.#get('disturbed') !== null;
  }
  set wasDisturbed(disturbed: boolean) {
    this.#set('disturbed', disturbed ? '1' : null);
  }

  /** As whoever was at the table was told it; the door tells it to nobody else. */
  get roomName(): string | null {
    return this.#names.get(this.#roomId);
  }
  set roomName(name: string | null) {
    if (name === null) this.#names.forget(this.#roomId);
    else if (name !== this.roomName) this.#names.set(this.#roomId, name);
  }

  /** What one calls oneself in this room alone, as this browser keeps it; null: nothing else than everywhere. */
  get pseudonym(): string | null {
    return this.#get('name', this.#lasting);
  }
  set pseudonym(name: string | null) {
    this.#set('name', name, this.#lasting);
  }

  #get(name: string, storage = this.#storage): string | null {
    return storage.getItem(this.#key(name));
  }

  #set(name: string, value: string | null, storage = this.#storage): void {
    if (value === null) storage.removeItem(this.#key(name));
    else storage.setItem(this.#key(name), value);
  }

  #key(name: string): string {
    return `tafelrunde.${name}.${this.#roomId}`;
  }
}

/** Made once; it says nothing about anybody, and another room gets another. */
export function deviceOf(storage: KeyValueStore, key: string): string {
  const known = storage.getItem(key);
  if (known !== null && /^[A-Za-z0-9_-]{43}$/.test(known)) return known;
  const device = randomText(DEVICE_BYTES);
  storage.setItem(key, device);
  return device;
}
