import { expect, it } from 'vitest';
import de from '../../../web/src/i18n/de.json' with { type: 'json' };
import { isTextOf, textsOf } from '../../../web/src/i18n/door-sections.ts';

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

it('what of the door’s sections is read behind it alone comes with the rest, and nothing is lost between them', () => {
  const door = textsOf(de, 'door');
  const rest = textsOf(de, 'rest');
  expect(Object.keys(door.bar ?? {})).toContain('microphoneOff');
  expect(Object.keys(door.bar ?? {})).not.toContain('leave');
  expect({ ...door.bar, ...rest.bar }).toEqual(de.bar);
  expect({ ...door.capture, ...rest.capture }).toEqual(de.capture);
  expect(textsOf(de, 'admin').bar).toBeUndefined();
});
