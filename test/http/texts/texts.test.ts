import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { OperatorTexts } from '../../../src/http/texts/operator-texts.ts';
import de from '../../../web/src/i18n/de.json' with { type: 'json' };
import en from '../../../web/src/i18n/en.json' with { type: 'json' };
import { startTestApp } from '../../helpers/servers/test-app.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const REPOSITORY = join(import.meta.dirname, '../../..');
const TEMPLATES = join(REPOSITORY, 'docs/vorlagen');

/** As the bundler leaves it, with the frame that it is put into. */
function builtClient(): string {
  const webRoot = tempDir();
  mkdirSync(join(webRoot, 'assets'));
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Tafelrunde</title>');
  const [body = ''] = /<body>[\s\S]*<\/body>/.exec(readFileSync(join(REPOSITORY, 'web/text.html'), 'utf8')) ?? [];
  const head = '<head><title>Tafelrunde</title></head>';
  writeFileSync(join(webRoot, 'text.html'), `<!doctype html>\n<html lang="de">${head}${body}</html>`);
  return webRoot;
}

function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const dir = tempDir();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, name), content);
  return dir;
}

async function serve(files: Readonly<Record<string, string>> | null) {
  const textsDir = files === null ? null : folderWith(files);
  const openRooms = { forEveryone: true, forOrganisers: false, days: 21, max: 9 };
  const app = await startTestApp({ webRoot: builtClient(), textsDir, openRooms });
  const read = async (path: string, acceptLanguage = 'de') => {
    const answer = await fetch(app.url + path, { headers: { 'accept-language': acceptLanguage } });
    return { status: answer.status, headers: answer.headers, html: await answer.text() };
  };
  return { app, textsDir: textsDir ?? '', read };
}

const BOTH = { 'impressum.de.md': '# Impressum\n\nKlinik Aach', 'impressum.en.md': '# Imprint\n\nAach hospital' };

it('a text is read in the language that is asked for, by the address first and then by the browser, else in German', async () => {
  const { read } = await serve(BOTH);
  const german = await read('/impressum', 'fr, de;q=0.8, en;q=0.5');
  expect(german.html).toContain('<html lang="de">');
  expect(german.html).toContain('<title>Impressum · Tafelrunde</title>');
  expect(german.html).toContain('<p>Klinik Aach</p>');
  for (const [path, accepts] of [
    ['/impressum', 'en-GB, de;q=0.1'],
    ['/impressum', 'de;q=0.1, en;q=0.2'],
    ['/impressum', 'de;q=0, en'],
    ['/impressum?lang=en', 'de'],
    ['/Imprint/?from=mail&lang=en', 'de'],
  ] as const) {
    const english = await read(path, accepts);
    expect(english.html, accepts).toContain('<html lang="en">');
    expect(english.html, accepts).toContain('<p>Aach hospital</p>');
    expect(english.headers.get('content-language')).toBe('en');
  }
  for (const accepts of ['fr', 'en;q=0', '']) expect((await read('/impressum', accepts)).html).toContain('Klinik Aach');
  expect((await read('/impressum?lang=xx', '')).html).toContain('Klinik Aach');
});

it('a text in one language is shown in it to everybody, and says so to screen readers', async () => {
  const { read } = await serve({ 'impressum.de.md': '# Impressum\n\nKlinik Aach\nMarkt 1' });
  const { status, html } = await read('/impressum', 'en');
  expect(status).toBe(200);
  expect(html).toContain('<html lang="en">');
  expect(html).toMatch(/<div lang="de"><h1>Impressum<\/h1>\n<p>Klinik Aach<br>\nMarkt 1<\/p>/);
});

it('no text brings anything that runs, loads or leads elsewhere than it says', async () => {
  const { read } = await serve({
    'impressum.de.md':
      '# Impressum\n\n<script>alert(1)</script> <img src=x onerror=alert(1)>\n\n[x](javascript:alert(1)) ![b](https://fremd.example/b.png) [gut](https://klinik.example) $& $1',
  });
  const { html, headers } = await read('/impressum');
  expect(html).not.toMatch(/<script|<img|href="javascript/);
  expect(html).toContain('&lt;script&gt;');
  expect(html).toContain('<a href="https://klinik.example">gut</a> $&amp; $1');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('cache-control')).toBe('no-cache');
});

it('what a text says of this server is so by the settings in force', async () => {
  const { app, read } = await serve({
    'datenschutz.de.md': '# D\n\n{{server}} {{ open-room-days }}\n\n{{what-is-kept}}',
  });
  const { html } = await read('/datenschutz');
  expect(html).toContain(`${new URL(app.url).host} 21`);
  expect(html).toMatch(/<strong>Wie lange:<\/strong> 21 Tage nach der letzten Benutzung/);
  expect(html).toMatch(/Verbindung prüfen[^<]*<br>\n[^\n]*\n<strong>Wie lange:<\/strong> 7 Tage\./);
});

it('without texts people read what is kept, and that the rest is not there yet', async () => {
  const { read } = await serve(null);
  const privacy = await read('/datenschutz?lang=en');
  expect(privacy.status).toBe(200);
  expect(privacy.html).toContain('<strong>For how long:</strong> 21 days after they were last used');
  expect(privacy.html).toContain('IP addresses are in no database');
  // By the names that the menu of a meeting has.
  for (const [path, quoted, { bar, servers }] of [
    ['/datenschutz', (name: string) => `„${name}“`, de],
    ['/datenschutz?lang=en', (name: string) => `‘${name}’`, en],
  ] as const) {
    expect((await read(path)).html).toContain(`${quoted(bar.more)}, ${quoted(servers.title)}`);
  }
  for (const path of ['/impressum', '/barrierefreiheit']) {
    const { status, html } = await read(path);
    expect(status, path).toBe(404);
    expect(html, path).toContain('noch kein');
  }
});

it('a text that changes is read again, and one that cannot be used leaves the one of before and is named once in the log', async () => {
  const { app, textsDir, read } = await serve(BOTH);
  const file = join(textsDir, 'impressum.de.md');
  const write = (text: string, second: number) => {
    writeFileSync(file, text);
    utimesSync(file, second, second);
  };
  await read('/impressum');
  write('# Impressum\n\nKlinik Buch', 1_000);
  expect((await read('/impressum')).html).toContain('Klinik Buch');
  write('{{Name der Einrichtung}}', 2_000);
  expect((await read('/impressum')).html).toContain('Klinik Buch');
  expect((await read('/impressum')).html).toContain('Klinik Buch');
  const said = app.logLines.filter((line) => line.includes('TEXTS_DIR'));
  expect(said).toEqual([`TEXTS_DIR: ${file} has a blank to fill in: {{Name der Einrichtung}}.`]);
});

it.each([
  ['empty', { 'impressum.de.md': ' \n' }, /impressum\.de\.md is empty\./],
  ['too long', { 'impressum.de.md': 'x'.repeat(256 * 1_024 + 1) }, /is longer than 256 KiB/],
  ['not in UTF-8', { 'impressum.de.md': Buffer.from('Br\xfccke', 'latin1') }, /is not written in UTF-8/],
  ['of another name', { 'impressum.md': '# Impressum' }, /impressum\.md is none of datenschutz\.de\.md/],
  ['not filled in', { 'datenschutz.en.md': '{{ Name }}' }, /has a blank to fill in: \{\{Name\}\}/],
])('a server does not start with a text that is %s, and says which', async (_what, files, sentence) => {
  const dir = folderWith(files);
  await expect(OperatorTexts.open({ dir, warn: () => {} })).rejects.toThrow(sentence);
  await expect(OperatorTexts.open({ dir: join(dir, 'nirgends'), warn: () => {} })).rejects.toThrow(
    /cannot be read \(ENOENT\)/,
  );
});

it('every template is there in both languages, and filled in it is a text that can be used', async () => {
  const names = readdirSync(TEMPLATES).filter((name) => name.endsWith('.md'));
  expect(names).toHaveLength(6);
  const known = ['server', 'what-is-kept', 'what-is-not-kept'];
  const texts = names.map((name) => {
    const template = readFileSync(join(TEMPLATES, name), 'utf8');
    const filled = template.replaceAll(/\{\{([^}]+)\}\}/g, (whole, blank) =>
      known.includes(blank) ? whole : 'Muster',
    );
    expect(filled, name).not.toBe(template);
    return [name, filled] as const;
  });
  await OperatorTexts.open({ dir: folderWith(Object.fromEntries(texts)), warn: () => {} });
});
