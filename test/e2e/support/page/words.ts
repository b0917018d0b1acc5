import { createInstance, type TFunction } from 'i18next';
import de from '../../../../web/src/i18n/de.json' with { type: 'json' };
import en from '../../../../web/src/i18n/en.json' with { type: 'json' };
import { isolated } from '../../../../web/src/i18n/isolated.ts';

const words = createInstance();
await words.init({
  lng: 'de',
  resources: { de: { translation: de }, en: { translation: en } },
  interpolation: { escapeValue: true, escape: isolated },
});

export type Locale = 'de-DE' | 'en-GB';

/** What the pages say, by the keys of the catalogues, for tests that go the same way in either language. */
export function wordsIn(locale: Locale): TFunction {
  return words.getFixedT(locale === 'de-DE' ? 'de' : 'en');
}
