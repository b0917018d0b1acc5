import { expect, test } from 'vitest';
import { piecesOf } from '../../web/src/ui/chat/links.ts';
import { isMentioned } from '../../web/src/ui/chat/mentions.ts';
import { growthOf, LINEAR } from '../helpers/growth.ts';

const linksOf = (text: string) => piecesOf(text).flatMap(({ href }) => (href === null ? [] : [href]));

test.each([
  ['siehe https://example.org/a?b=1#c.', 'https://example.org/a?b=1#c'],
  ['http://example.org', 'http://example.org/'],
  ['www.example.org!', 'https://www.example.org/'],
  ['an office@example.org bitte', 'mailto:office@example.org'],
  ['mailto:office@example.org', 'mailto:office@example.org'],
])('%s is a link', (text, href) => expect(linksOf(text)).toEqual([href]));

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt://example.org/%0aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'ftp://example.org/',
  'file:///etc/passwd',
  'https://bank.de@evil.org/',
  'https://user:secret@evil.org/',
  'Protokoll.md und Plan.zip',
  '<a href="javascript:alert(1)">hier</a>',
])('%s stays words', (text) => expect(linksOf(text)).toEqual([]));

test('words and links together are the message again, whatever is in it', () => {
  const text = 'a https://one.org b\n<img src=x onerror=alert(1)> www.two.org, mail@three.org';
  expect(
    piecesOf(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text);
  expect(linksOf(text)).toHaveLength(3);
});

test.each([
  (size: number) => 'http://'.repeat(size / 7),
  (size: number) => `a@${'a.'.repeat(size / 2)}`,
  (size: number) => 'www.'.repeat(size / 4),
  (size: number) => `https://${'('.repeat(size)}`,
])('a message made to keep the reader of links busy does not (%#)', async (textOf) => {
  expect(await growthOf((size) => piecesOf(textOf(size)), 250)).toBeLessThan(LINEAR);
});

test.each([
  ['Bernd Müller', 'Was meint Herr Müller dazu?', true],
  ['Bernd Müller', '@bernd müller bitte', true],
  ['Bernd Müller', 'Die Müllerin kommt', false],
  ['Bernd Müller', 'Bernd', false],
  ['Stadt Bernburg (Saale)', 'Stadt Bernburg (Saale) hat das Wort', true],
  ['.*', 'irgendetwas', false],
  ['🦊', 'hallo 🦊', true],
])('%s is mentioned in "%s": %s', (name, text, expected) => expect(isMentioned(name, text)).toBe(expected));
