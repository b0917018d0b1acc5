import { expect, it } from 'vitest';
import { emailKey, emailSchema } from '../../../src/protocol/accounts/email.ts';

it.each([
  ['upper case', 'Eva.Muster@Klinik.Example', 'eva.muster@klinik.example'],
  ['gaps around it', '  eva@klinik.example\n', 'eva@klinik.example'],
  ['what nobody sees in it, as it is pasted', 'eva\u200b@klinik.example\ufeff', 'eva@klinik.example'],
  ['a domain as DNS has it', 'eva@bücher.example', 'eva@xn--bcher-kva.example'],
  ['the same domain in two parts', 'eva@bu\u0308cher.example', 'eva@xn--bcher-kva.example'],
  ['an umlaut of two characters', 'ju\u0308rgen@klinik.example', 'jürgen@klinik.example'],
  ['full-width letters in the domain', 'eva@ｋlinik.example', 'eva@klinik.example'],
  ['an ideographic full stop', 'eva@klinik。example', 'eva@klinik.example'],
  ['a house of its own without a dot', 'eva@klinik', 'eva@klinik'],
])('an address is the same with %s', (_what, written, key) => {
  expect(emailKey(written)).toBe(key);
});

it.each([
  'eva',
  '@klinik.example',
  'eva@',
  'eva@@klinik.example',
  'a@b@klinik.example',
  'eva muster@klinik.example',
  '.eva@klinik.example',
  'eva.@klinik.example',
  'e..va@klinik.example',
  '"eva"@klinik.example',
  'Eva <eva@klinik.example>',
  'eva@klinik.example, paul@klinik.example',
  'eva@klinik.example:25',
  'eva@klinik.example/x',
  'eva@klinik%2eexample',
  'eva@[192.0.2.1]',
  'eva@192.0.2.1',
  'eva@3221225985',
  'eva@-klinik.example',
  'eva@klinik..example',
  `eva@${'a'.repeat(64)}.example`,
  `${'e'.repeat(65)}@klinik.example`,
  `${'ü'.repeat(33)}@klinik.example`,
])('%j is no address', (text) => {
  expect(emailKey(text)).toBeNull();
  expect(emailSchema.safeParse(text).success).toBe(false);
});

it('an address is kept as it was written, for the mail that goes to it', () => {
  expect(emailSchema.parse(' Eva.Muster@Bücher.example ')).toBe('Eva.Muster@Bücher.example');
});
