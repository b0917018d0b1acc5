import { expect, it } from 'vitest';
import de from '../../../web/src/i18n/de.json' with { type: 'json' };
import { isTextOf } from '../../../web/src/i18n/door-sections.ts';

const sectionsOf = (part: string) => Object.keys(de).filter((section) => isTextOf(section, part));

it('the organisers’ texts come with their own pages alone', () => {
  for (const part of ['door', 'rest', 'check']) expect(sectionsOf(part), part).not.toContain('admin');
  expect(sectionsOf('admin')).toContain('admin');
});

it('every text is in a part, and those of the door are in no other', () => {
  const parts = ['door', 'rest', 'check', 'admin'].map(sectionsOf);
  expect(new Set(parts.flat())).toEqual(new Set(Object.keys(de)));
  const [door = [], ...others] = parts;
  expect(others.flat().filter((section) => door.includes(section))).toEqual([]);
});
