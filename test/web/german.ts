import { createInstance, type TFunction } from 'i18next';
import de from '../../web/src/i18n/de.json' with { type: 'json' };
import { isolated } from '../../web/src/i18n/isolated.ts';

/** For components. */
export const inGerman = createInstance();
await inGerman.init({
  lng: 'de',
  resources: { de: { translation: de } },
  interpolation: { escapeValue: true, escape: isolated },
});

/** The client's words as a German reads them. */
export const german: TFunction = inGerman.t;
