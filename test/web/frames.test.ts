import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGES } from '../../src/http/pages/pages.ts';
import { framed } from '../../web/frames/frames.ts';

const ROOT = join(import.meta.dirname, '../../web');
const pageOf = (name: string) => framed(readFileSync(join(ROOT, name), 'utf8'), ROOT);

describe.each(PAGES)('%s', (name) => {
  it('is whole: one head and one body, with nothing left to be filled but the licences', () => {
    const html = pageOf(name);
    expect(html).toMatch(/^<!doctype html>\n<html lang="de">/);
    for (const one of ['<head>', '<body>', '<title>', 'name="viewport"', 'name="color-scheme"']) {
      expect(html.split(one), one).toHaveLength(2);
    }
    expect(html).not.toMatch(/<!-- (in|head|body)\b/);
  });

  it('names its address to no other site, and is in no search engine', () => {
    expect(pageOf(name)).toContain('<meta name="referrer" content="no-referrer" />');
    expect(pageOf(name)).toContain('<meta name="robots" content="noindex" />');
  });
});

it.each(PAGES.filter((name) => name !== 'lizenzen.html'))(
  '%s says in both languages that it needs JavaScript',
  (name) => {
    const words = /<noscript>(.+)<\/noscript>/.exec(pageOf(name))?.[1];
    expect(words).toMatch(/^(Für|Zum) .+ braucht diese Seite JavaScript\. – This page needs JavaScript .+\.$/);
  },
);

it('a page with a part that its frame does not find is no page', () => {
  expect(() => framed('<!-- in frames/page.html -->\n<body>\n</body>\n', ROOT)).toThrow('a page has no head');
});
