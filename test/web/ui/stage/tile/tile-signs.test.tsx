import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, test } from 'vitest';
import { TileSigns } from '../../../../../web/src/ui/stage/tile/tile-signs.tsx';
import { inGerman } from '../../../german.ts';

const STYLES = readFileSync(new URL('../../../../../web/src/ui/stage/tile/tile.module.css', import.meta.url), 'utf8');

test('every sign on a picture has its words in one line of their own, which a small picture leaves to screen readers', () => {
  const html = renderToStaticMarkup(
    <I18nextProvider i18n={inGerman}>
      <TileSigns handPlace={2} hasFloor isPinned isSpotlit signs interrupted="microphone" isWeak />
    </I18nextProvider>,
  );
  expect(html).toContain('<span>hat das Wort</span>');
  expect(html).toContain('<span>Hand 2</span>');
  const words = html.match(/<\/svg>(?!<span>[^<]+<\/span><\/span>)/g);
  expect(words, 'words that no style finds').toBeNull();
  expect(STYLES).toMatch(/\.sign \{[^}]*white-space: nowrap/);
  expect(STYLES).toMatch(/@container \(width < 12rem\) \{\s*\.sign:not\(\[data-hand\]\) > span \{[^}]*clip-path/);
});

test('of somebody of whom nothing is to be known there is no sign', () => {
  const none = { handPlace: 0, hasFloor: false, isPinned: false, isSpotlit: false, signs: false, isWeak: false };
  expect(
    renderToStaticMarkup(
      <I18nextProvider i18n={inGerman}>
        <TileSigns {...none} interrupted={null} />
      </I18nextProvider>,
    ),
  ).toBe('');
});
