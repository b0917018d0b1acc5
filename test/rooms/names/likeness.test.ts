import { expect, it } from 'vitest';
import { likenessOf } from '../../../src/rooms/names/likeness.ts';

const shared = (one: string, other: string) => {
  const { keys } = likenessOf(other);
  return likenessOf(one).keys.some((key) => keys.includes(key));
};

it.each([
  ['Anna Muster', 'anna  MUSTER'],
  ['Anna Muster', 'Аnnа Мuster'],
  ['Anna Muster', '𝐀𝐧𝐧𝐚 𝑀𝓊𝓈𝓉ℯ𝓇'],
  ['Anna Muster', 'Ａｎｎａ Ｍｕｓｔｅｒ'],
  ['Anna Muster', 'AnnaMuster'],
  ['Anna Muster', 'Anna\u00A0Muster'],
  ['Anna Muster', 'An\u200Dna Mu\u00ADster'],
  ['Anna Muster', 'Anna Muster.'],
  ['Anna Muster', 'Anna Muster\u0332'],
  ['Anna Muster', '·Anna Muster·'],
  ['Ilse', 'llse'],
  ['Irene', 'lRENE'],
  ['Moritz', 'rnoritz'],
  ['Otto', '0tto'],
  ['Müller', 'Mü11er'],
  ['Müller', 'Mu\u0308ller'],
  ['Strauß', 'STRAUSS'],
  ['Karl', 'КarI'],
  ['Παύλος', 'ΠΑΎΛΟΣ'],
  ['Anna', 'Anna (2)'],
  ['Anna', 'Anna (Sie)'],
  ['Anna', 'Anna [Leitung]'],
])('%s and %s are hard to tell apart', (one, other) => {
  expect(shared(one, other)).toBe(true);
});

it.each([
  ['Anna', 'Anne'],
  ['Anna', 'Hanna'],
  ['Müller', 'Muller'],
  ['Müller', 'Mueller'],
  ['Jörg', 'Jőrg'],
  ['Kai', 'Kal'],
  ['Ute', 'Uta'],
  ['Müller (Aach)', 'Müller (Cham)'],
  ['.', '-'],
])('%s and %s are two names', (one, other) => {
  expect(shared(one, other)).toBe(false);
});

it('whoever calls themselves by a word for those who lead does so in any writing, and a title that has it within does not', () => {
  for (const name of ['Leitung', 'MODERATORIN', 'Host', 'Anna (Leitung)', 'Anna (host) (2)', 'Моderator']) {
    expect(likenessOf(name).callsItselfChair, name).toBe(true);
  }
  for (const name of ['Heimleitung', 'Anna Leitung', 'Hostmann', 'Anna (Aach)', '(2)', 'Regierung']) {
    expect(likenessOf(name).callsItselfChair, name).toBe(false);
  }
});
