import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import de from '../../../web/src/i18n/de.json' with { type: 'json' };
import { DOOR_SECTIONS } from '../../../web/src/i18n/door-sections.ts';

const WEB = join(import.meta.dirname, '../../../web/src');
/** What is imported at once; a type is gone by then, and what is imported later comes with the rest. */
const IMPORT = /^(?:import|export)\s+(?!type\b)[^;]*?from\s+'(\.[^']+\.tsx?)'/gm;

function modulesOf(entry: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const [, path = ''] of readFileSync(entry, 'utf8').matchAll(IMPORT)) modulesOf(join(dirname(entry), path), seen);
  return seen;
}

/** The texts that a module names, by their sections: 'door.title', `capture.both.${problem}`. */
function sectionsIn(module: string): readonly string[] {
  const named = readFileSync(module, 'utf8').matchAll(/['`]([a-zA-Z]+)\.(?=[a-zA-Z$])/g);
  return [...named].flatMap(([, section = '']) => (Object.hasOwn(de, section) ? [section] : []));
}

test('whatever the door can say comes with the door', () => {
  const modules = modulesOf(join(WEB, 'main.tsx'));
  expect(modules).toContain(join(WEB, 'features/door/door-form.tsx'));
  const sections = new Map([...modules].flatMap((module) => sectionsIn(module).map((section) => [section, module])));
  expect(sections.size).toBeGreaterThan(5);
  expect([...sections].filter(([section]) => !DOOR_SECTIONS.includes(section))).toEqual([]);
});

test('nothing comes with the door that it cannot say', () => {
  const sections = new Set([...modulesOf(join(WEB, 'main.tsx'))].flatMap(sectionsIn));
  expect(DOOR_SECTIONS.filter((section) => !sections.has(section))).toEqual([]);
});

test('what lies behind the door, and what talks to the server, does not come with it', () => {
  const modules = [...modulesOf(join(WEB, 'main.tsx'))].join(' ');
  expect(modules).not.toMatch(/\/admin\//);
  expect(modules).not.toMatch(/\/(call\/call|socket-signaling|media-link|table\/table|lobby\/lobby|inside)\.tsx?/);
  const libraries = [...modulesOf(join(WEB, 'main.tsx'))].flatMap((module) => [
    ...readFileSync(module, 'utf8').matchAll(/^import\s+(?!type\b)[^;]*?from\s+'([^.'][^']*)'/gm),
  ]);
  expect(new Set(libraries.map(([, name]) => name))).not.toContain('zod');
  expect(
    libraries.map(([, name]) => name).filter((name) => /socket\.io|mediasoup|react-aria/.test(name ?? '')),
  ).toEqual([]);
});
