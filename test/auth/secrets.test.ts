import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newPassword, newPublicId, newRoomId, secrets } from '../../src/auth/index.ts';
import { idSchema, MIN_PASSWORD_LENGTH, roomIdSchema, secretSchema } from '../../src/protocol/index.ts';

const RANDOM_PART = /-[a-z2-7]{26}$/;

it.each([
  ['Vorstand', 'vorstand'],
  ['Bürgermeister & Ausschuß', 'buergermeister-ausschuss'],
  ['ÄRZTE Öhringen', 'aerzte-oehringen'],
  ['Cafe\u0301 José', 'cafe-jose'],
  ['u\u0308ber', 'ueber'],
  ['  --  AG 7/8  ', 'ag-7-8'],
  ['Landkreis Mecklenburgische Seenplatte', 'landkreis-mecklenburgische-see'],
  ['Zwölf Buchstaben und dann weit er', 'zwoelf-buchstaben-und-dann-wei'],
  ['会議', 'room'],
  ['', 'room'],
])('the id of the room %j begins with %s and ends in 130 random bits', (name, prefix) => {
  const id = newRoomId(name);
  expect(id.replace(RANDOM_PART, '')).toBe(prefix);
  expect(id).toMatch(RANDOM_PART);
});

it('every name gives an id that the protocol accepts, without hyphens in a row', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
      const id = newRoomId(name);
      expect(roomIdSchema.safeParse(id).success).toBe(true);
      expect(id).not.toMatch(/^-|--/);
    }),
  );
});

it('each letter of the random part is as likely as any other', () => {
  const letters = Array.from({ length: 2_000 }, () => newRoomId('x').slice(-26)).join('');
  const counts = Object.values(Object.groupBy(letters, (letter) => letter)).map((group) => group?.length ?? 0);
  expect(counts).toHaveLength(32);
  // 52,000 letters: 1,625 each, standard deviation 40; eight of them is never.
  for (const count of counts) expect(Math.abs(count - 1_625)).toBeLessThan(320);
});

it('a secret has 256 random bits, and what is kept of it is its SHA-256', () => {
  const { secret, hash } = secrets.create();
  expect(secretSchema.safeParse(secret).success).toBe(true);
  expect(hash).toBe(secrets.hash(secret));
  expect(secrets.create().secret).not.toBe(secret);
  // NIST's test vector.
  expect(secrets.hash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it('a generated password can be read out and is long enough', () => {
  const password = newPassword();
  expect(password).toMatch(/^([a-km-np-z2-9]{4}-){3}[a-km-np-z2-9]{4}$/);
  expect(password.length).toBeGreaterThanOrEqual(MIN_PASSWORD_LENGTH);
  expect(newPassword()).not.toBe(password);
});

it('a public id is short and an id for the protocol', () => {
  expect(newPublicId()).toMatch(/^[a-z2-7]{10}$/);
  expect(idSchema.safeParse(newPublicId()).success).toBe(true);
});
