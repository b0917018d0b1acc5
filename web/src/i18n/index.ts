import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import de from './de.json';
import en from './en.json';
import { isolated } from './isolated.ts';

export type Language = 'de' | 'en';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof de };
  }
}

/** The remembered language, the browser's, or German. */
export async function startI18n(remembered: Language | null): Promise<void> {
  const browser = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'de' || tag === 'en');
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18next.use(initReactI18next).init({
    lng: remembered ?? browser ?? 'de',
    fallbackLng: 'de',
    resources: { de: { translation: de }, en: { translation: en } },
    // React escapes already; what is left to do is to keep names and texts from turning the sentence around them.
    interpolation: { escapeValue: true, escape: isolated },
  });
}
