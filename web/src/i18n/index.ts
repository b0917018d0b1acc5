import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { Part } from '../loading/part.ts';
import type de from './de.json';
import { isolated } from './isolated.ts';

export type Language = 'de' | 'en';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof de };
  }
}

const LOADED = {
  de: {
    door: () => import('./de.json?door'),
    rest: () => import('./de.json?rest'),
    check: () => import('./de.json?check'),
    admin: () => import('./de.json?admin'),
  },
  en: {
    door: () => import('./en.json?door'),
    rest: () => import('./en.json?rest'),
    check: () => import('./en.json?check'),
    admin: () => import('./en.json?admin'),
  },
} as const satisfies Readonly<Record<Language, unknown>>;

type TextPart = keyof (typeof LOADED)['de'];

/** What this page shows beside the door's texts. */
let behind: TextPart = 'rest';

let begun = () => {};
const hasBegun = new Promise<void>((resolve) => {
  begun = resolve;
});

/** The remembered language, the browser's, or German; with the texts of the door. */
export async function startI18n(remembered: Language | null): Promise<void> {
  const browser = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'de' || tag === 'en');
  const language = remembered ?? browser ?? 'de';
  const { default: texts } = await new Part({ load: LOADED[language].door }).load();
  i18next.on('languageChanged', (changed) => {
    document.documentElement.lang = changed;
  });
  await i18next.use(initReactI18next).init({
    lng: language,
    // Every text is there in both languages.
    fallbackLng: false,
    resources: { [language]: { translation: texts } },
    // React escapes already; what is left to do is to keep names and texts from turning the sentence around them.
    interpolation: { escapeValue: true, escape: isolated },
  });
  begun();
}

/** What is read behind the door, in the language of now. Errors: what the browser says when it does not come. */
export async function learnRest(): Promise<void> {
  // It may be wanted sooner than it is known in which language; and what is learnt before is lost.
  await hasBegun;
  await learn(i18next.language === 'de' ? 'de' : 'en', 'rest');
}

/** What is read on the page that checks one's connection, in place of what is behind the door. Errors: as `learnRest`. */
export async function learnCheck(): Promise<void> {
  behind = 'check';
  await hasBegun;
  await learn(i18next.language === 'de' ? 'de' : 'en', 'check');
}

/** What is read on the organisers' pages, in place of what is behind the door. Errors: as `learnRest`. */
export async function learnAdmin(): Promise<void> {
  behind = 'admin';
  await hasBegun;
  await learn(i18next.language === 'de' ? 'de' : 'en', 'admin');
}

/** For whoever wants the other language: then it is there. */
export function preloadOther(): void {
  whole(i18next.language === 'de' ? 'en' : 'de').preload();
}

/** Everything in this language from here on; as it was when its texts do not come. */
export async function speak(language: Language): Promise<void> {
  await whole(language).loadOrReload();
  await i18next.changeLanguage(language);
}

function whole(language: Language): Part<void> {
  return new Part({
    load: async () => {
      await Promise.all([learn(language, 'door'), learn(language, behind)]);
    },
  });
}

async function learn(language: Language, which: TextPart): Promise<void> {
  const { default: texts } = await LOADED[language][which]();
  i18next.addResourceBundle(language, 'translation', texts, true, true);
}
