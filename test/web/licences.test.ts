import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { licencesHtml } from '../../web/licences/page.ts';
import { backgroundParts, filterParts, type Part, workerParts } from '../../web/licences/parts.ts';

const ROOT = join(import.meta.dirname, '../..');

it('each part of the media worker is named, at the version that its own build fetches', () => {
  const names = workerParts(ROOT).map(({ name }) => name);
  expect(names).toEqual(['abseil-cpp', 'flatbuffers', 'libsrtp3', 'libuv', 'libwebrtc', 'openssl', 'unordered-dense']);
  const versions = workerParts(ROOT).filter(({ name }) => name !== 'libwebrtc');
  expect(versions.filter(({ version }) => !/^\d/.test(version))).toEqual([]);
});

it('what the noise filters are made of is named, with the licences that come with them', () => {
  const parts = filterParts(ROOT);
  expect(parts.map(({ name }) => name)).toEqual(['GTCRN', 'pffft', 'RNNoise', 'rnnoise-wasm']);
  for (const { name, text } of parts.slice(0, 2)) expect(text, name).toMatch(/Copyright \(c\) 20/);
});

it('what tells a person from their background is named, at the versions that are installed', () => {
  const parts = backgroundParts(ROOT);
  const models = parts.filter(({ name }) => name.startsWith('@mediapipe/'));
  expect(models.map(({ licence }) => licence)).toEqual(['Apache-2.0', 'Apache-2.0']);
  expect(models.every(({ version }) => /^\d/.test(version))).toBe(true);
});

it('what authors write into their licences is text and nothing else', () => {
  const hostile: Part = {
    name: '<b>x</b>',
    version: '1',
    licence: 'MIT',
    text: '</pre><script>$& $1</script>',
    home: null,
  };
  const html = licencesHtml({ own: null, server: [hostile], browser: [], worker: [] });
  expect(html).not.toMatch(/<script|<b>|<\/pre><\/pre>/);
  expect(html).toContain('&lt;script&gt;$&amp; $1&lt;/script&gt;');
});

it('the licence of the program itself stands first, in full', () => {
  const own = readFileSync(join(ROOT, 'LICENSE'), 'utf8');
  expect(own).toMatch(/^EUROPEAN UNION PUBLIC LICENCE v\. 1\.2\n/);
  expect(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).license).toBe('EUPL-1.2');
  const html = licencesHtml({ own, server: [], browser: [], worker: [] });
  expect(html.indexOf('EUROPEAN UNION PUBLIC LICENCE')).toBeLessThan(html.indexOf('<h2>'));
});
