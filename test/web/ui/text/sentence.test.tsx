import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { noticeText } from '../../../../web/src/ui/notices/notice-text.ts';
import { nameText } from '../../../../web/src/ui/text/name-text.ts';
import { Sentence } from '../../../../web/src/ui/text/sentence.tsx';
import { german } from '../../german.ts';

const html = (say: (keep: (text: string) => string) => string) => renderToStaticMarkup(<Sentence say={say} />);

test('a name in a sentence is kept from translation and in its own direction, the words around it are not', () => {
  expect(html((keep) => `Das Wort hat ${keep('Das')}.`)).toBe(
    '<span>Das Wort hat </span><bdi translate="no">Das</bdi><span>.</span>',
  );
  expect(html((keep) => `${keep('سارة')}, ${keep('Anna')}`)).toBe(
    '<bdi translate="no">سارة</bdi><span>, </span><bdi translate="no">Anna</bdi>',
  );
  expect(html(() => 'Niemand hat das Wort.')).toBe('<span>Niemand hat das Wort.</span>');
});

test('of a name with marks the name alone is kept, so that what it is not can be translated', () => {
  const twin = { displayName: 'Anna', mark: { twin: 2, claims: 'chair' as const } };
  expect(html((keep) => nameText(german, twin, keep))).toBe(
    '<bdi translate="no">Anna</bdi><span> (2), nicht die Leitung</span>',
  );
});

test('somebody’s text that looks like a mark in a sentence stays that text', () => {
  const mark = '\uE0007\uE000';
  expect(html((keep) => `${keep('Anna')}: ${mark}`)).toContain(`<span>${mark}</span>`);
  const replied = { kind: 'replied', participantId: 'a', displayName: 'Anna', mark: null, text: mark } as const;
  expect(html((keep) => noticeText(german, replied, keep))).toContain('<bdi translate="no">Anna</bdi>');
});

test.each([
  ['of people', { kind: 'knocked', participantId: 'a', displayName: 'Herbst', mark: null }, 'Herbst'],
  ['of devices', { kind: 'device-instead', source: 'microphone', label: 'Desk Mic' }, 'Desk Mic'],
] as const)('a notice keeps the names %s', (_, notice, name) => {
  expect(html((keep) => noticeText(german, notice, keep))).toContain(`<bdi translate="no">${name}</bdi>`);
});
