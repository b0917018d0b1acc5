import { createHash, randomBytes } from 'node:crypto';
import type { Secrets } from '../rooms/ports.ts';

const SECRET_BYTES = 32;
/** 26 characters of 5 bits are 130 random bits: an id that nobody guesses. */
const ROOM_ID_RANDOM_LENGTH = 26;
const ROOM_ID_PREFIX_LENGTH = 30;
/** For ids that are shown and typed but open nothing: 50 bits, so that they do not repeat on one server. */
const PUBLIC_ID_LENGTH = 10;
/** RFC 4648 base32 in lower case; 32 letters, so a byte's low five bits choose evenly. */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
/** Without letters and digits that are mistaken for each other when read out or copied by hand. */
const LEGIBLE = 'abcdefghijkmnpqrstuvwxyz23456789';
const GENERATED_GROUPS = 4;
const GENERATED_GROUP_LENGTH = 4;

/** Secrets of 256 random bits; a plain hash is enough for what cannot be guessed. */
export const secrets: Secrets = {
  create() {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    return { secret, hash: hashSecret(secret) };
  },
  hash: hashSecret,
};

function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** `vorstand-berlin-` and 26 random characters, at most 57 in all; fits roomIdSchema. */
export function newRoomId(name: string): string {
  return `${slug(name)}-${randomLetters(BASE32, ROOM_ID_RANDOM_LENGTH)}`;
}

/** A short id for what is not secret, such as an invite in a list. */
export function newPublicId(): string {
  return randomLetters(BASE32, PUBLIC_ID_LENGTH);
}

/** A password of 80 random bits that can be read out on the telephone: `abcd-efgh-jkmn-2345`. */
export function newPassword(): string {
  const groups = Array.from({ length: GENERATED_GROUPS }, () => randomLetters(LEGIBLE, GENERATED_GROUP_LENGTH));
  return groups.join('-');
}

/** A password of `newPassword` as it was made, from however it is written; null for what cannot be one. */
export function generatedForm(text: string): string | null {
  const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (letters.length !== GENERATED_GROUPS * GENERATED_GROUP_LENGTH) return null;
  if ([...letters].some((letter) => !LEGIBLE.includes(letter))) return null;
  const groups = Array.from({ length: GENERATED_GROUPS }, (_, group) =>
    letters.slice(group * GENERATED_GROUP_LENGTH, (group + 1) * GENERATED_GROUP_LENGTH),
  );
  return groups.join('-');
}

function randomLetters(alphabet: string, length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}

const GERMAN: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

function slug(name: string): string {
  const ascii = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => GERMAN[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
  const words = ascii.split(/[^a-z0-9]/).filter((word) => word !== '');
  const prefix = words.join('-').slice(0, ROOM_ID_PREFIX_LENGTH);
  return (prefix.endsWith('-') ? prefix.slice(0, -1) : prefix) || 'room';
}
