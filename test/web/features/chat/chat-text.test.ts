import { expect, test } from 'vitest';
import { isMentioned } from '../../../../web/src/features/chat/composer/mentions.ts';
import { piecesOf } from '../../../../web/src/features/chat/links.ts';
import { STALLING_LENGTH } from '../../../helpers/stalling.ts';

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
  'http://'.repeat(STALLING_LENGTH / 7),
  `a@${'a.'.repeat(STALLING_LENGTH / 2)}`,
  'www.'.repeat(STALLING_LENGTH / 4),
  `https://${'('.repeat(STALLING_LENGTH)}`,
])('a message made to keep the reader of links busy does not, and is shown whole (%#)', (text) => {
  const length = piecesOf(text).reduce((sum, piece) => sum + piece.text.length, 0);
  expect(length).toBe(text.length);
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
