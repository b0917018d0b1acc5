import { expect, test } from 'vitest';
import { asSourceLines, asSourceStanzas } from '../../scripts/lib/debian/debian-source.mjs';

test('a one-line list of packages becomes one of sources, options and mirrors kept', () => {
  const list = [
    '# deb http://commented.example/debian stable main',
    'deb [signed-by=/usr/share/keyrings/debian.gpg] http://mirror.example/debian stable main',
    'deb-src http://mirror.example/debian stable main',
    'deb cdrom:[Debian]/ stable main',
  ].join('\n');
  expect(asSourceLines(list)).toBe(
    'deb-src [signed-by=/usr/share/keyrings/debian.gpg] http://mirror.example/debian stable main\n',
  );
});

test('enabled stanzas become stanzas of sources, and disabled ones are left out', () => {
  const stanzas = [
    'Types: deb deb-src\nURIs: http://mirror.example/debian\nSuites: stable\nComponents: main',
    'Types: deb\nURIs: http://off.example/debian\nSuites: stable\nEnabled: no',
    'Types: deb-src\nURIs: http://already.example/debian\nSuites: stable',
  ].join('\n\n');
  expect(asSourceStanzas(stanzas)).toBe(
    'Types: deb-src\nURIs: http://mirror.example/debian\nSuites: stable\nComponents: main\n\n',
  );
});
