import { createHash, createHmac, randomBytes } from 'node:crypto';
import { GENERATED_PASSWORD_BYTES, inGroups, LEGIBLE, passwordFrom } from '../protocol/base/generated-password.ts';
import type { Secrets } from '../rooms/ports/auth.ts';

const SECRET_BYTES = 32;
/** 26 characters of 5 bits are 130 random bits: an id that nobody guesses. */
const ROOM_ID_RANDOM_LENGTH = 26;
const ROOM_ID_PREFIX_LENGTH = 30;
/** For ids that are shown and typed but open nothing: 50 bits, so that they do not repeat on one server. */
const PUBLIC_ID_LENGTH = 10;
/** RFC 4648 base32 in lower case; 32 letters, so a byte's low five bits choose evenly. */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** Secrets of 256 random bits; a plain hash is enough for what cannot be guessed. */
export const secrets: Secrets = {
  create() {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    return { secret, hash: hashSecret(secret) };
  },
  hash: hashSecret,
};

/**
 * What a room's links are made of, from 256 random bits that whoever makes it has brought along: the same bits give the
 * same, so that who did not hear the answer may ask again, although nothing of it is kept here but its hash.
 */
export function linksFromKey(name: string, key: string): { id: string; moderator: { secret: string; hash: string } } {
  const bytesFor = (what: string) => createHmac('sha256', key).update(what).digest();
  const letters = lettersOf(BASE32, bytesFor('room').subarray(0, ROOM_ID_RANDOM_LENGTH));
  const secret = bytesFor('moderator').toString('base64url');
  return { id: `${slug(name)}-${letters}`, moderator: { secret, hash: hashSecret(secret) } };
}

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
  return passwordFrom(randomBytes(GENERATED_PASSWORD_BYTES));
}

/** A password of `newPassword` as it was made, from however it is written; null for what cannot be one. */
export function generatedForm(text: string): string | null {
  const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (letters.length !== GENERATED_PASSWORD_BYTES) return null;
  if ([...letters].some((letter) => !LEGIBLE.includes(letter))) return null;
  return inGroups(letters);
}

function randomLetters(alphabet: string, length: number): string {
  return lettersOf(alphabet, randomBytes(length));
}

function lettersOf(alphabet: string, bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => alphabet.charAt(byte % alphabet.length)).join('');
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
