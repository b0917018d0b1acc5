import fc from 'fast-check';
import { expect, it } from 'vitest';
import { colourSchema, contrastOf, isLegible, legibleShadeOf } from '../../../src/protocol/accounts/colour.ts';

it("contrast is WCAG's: 21 of black on white, 1 of a colour on itself, and the same both ways", () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrastOf('#0a6470', '#0a6470')).toBe(1);
  expect(contrastOf('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  expect(contrastOf('#ffffff', '#767676')).toBe(contrastOf('#767676', '#ffffff'));
});

it.each([
  ['#0a6470', true],
  ['#7a1f4b', true],
  ['#000000', true],
  ['#ffd400', false],
  ['#ff0000', false],
  ['#767676', false],
  ['#ffffff', false],
])('%s is legible on the door: %s', (colour, legible) => {
  expect(isLegible(colour)).toBe(legible);
});

it('whatever colour is wanted, the shade that is offered is legible, and a legible one stays as it is', () => {
  const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
  fc.assert(
    fc.property(colour, (wanted) => {
      const shade = legibleShadeOf(wanted);
      expect(isLegible(shade)).toBe(true);
      if (isLegible(wanted)) expect(shade).toBe(wanted);
    }),
  );
});

it('a colour is six hexadecimal digits and nothing else', () => {
  expect(colourSchema.parse('#0A6470')).toBe('#0a6470');
  for (const text of ['0a6470', '#0a647', '#fff', 'red', '#0a6470;', 'url(x)']) {
    expect(colourSchema.safeParse(text).success, text).toBe(false);
  }
});
