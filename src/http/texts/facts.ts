import { keptKinds, type Periods } from '../../catalogue/privacy/kinds.ts';
import type { Language } from './names.ts';

/** What is so on this server, for texts that speak of it. */
export interface Facts extends Periods {
  /** The name under which people find it. */
  readonly server: string;
}

const LABELS: Readonly<Record<Language, { readonly why: string; readonly until: string }>> = {
  de: { why: 'Wozu', until: 'Wie lange' },
  en: { why: 'What for', until: 'For how long' },
};

const NOT_KEPT: Readonly<Record<Language, readonly string[]>> = {
  de: [
    'Es wird nichts aufgezeichnet: Bild, Ton und Chat gehen durch den Server und sind danach fort.',
    'IP-Adressen stehen in keiner Datenbank und in keinem Protokoll dieses Programms. Der Server kennt sie nur, solange die Verbindung besteht, und für kurze Zeit, um Missbrauch zu begrenzen.',
    'Ihr Browser spricht nur mit diesem Server: keine Inhalte, Schriften oder Zählungen von Dritten, keine Werbung. Welche Server er wirklich angesprochen hat, sehen Sie in jeder Besprechung unter „Mehr“, „Verbundene Server“.',
    'Wer an Besprechungen teilnimmt, braucht kein Konto und bekommt keine Cookies. Cookies gibt es nur für angemeldete Konten, zwei Stück, und nur zur Anmeldung.',
  ],
  en: [
    'Nothing is recorded: picture, sound and chat pass through the server and are gone afterwards.',
    'IP addresses are in no database and in no log of this program. The server knows them only while the connection lasts, and for a short time to limit abuse.',
    'Your browser speaks to this server alone: no content, fonts or counting by third parties, no advertising. Which servers it has really spoken to you see in every meeting under ‘More’, ‘Connected servers’.',
    'Whoever takes part in meetings needs no account and gets no cookies. There are cookies for signed-in accounts only, two of them, and only for signing in.',
  ],
};

/** By the names that stand between double braces; in Markdown. */
export const FACTS: Readonly<Record<string, (facts: Facts, language: Language) => string>> = {
  server: ({ server }) => server,
  'open-room-days': ({ openRoomDays }) => String(openRoomDays),
  'what-is-kept': (facts, language) => {
    const { why, until } = LABELS[language];
    return keptKinds(facts)
      .map(
        (kind) =>
          `- **${kind.name[language]}.** ${kind.what[language]}.\n  **${why}:** ${kind.why[language]}.\n  **${until}:** ${kind.until[language]}.`,
      )
      .join('\n');
  },
  'what-is-not-kept': (_facts, language) => NOT_KEPT[language].map((sentence) => `- ${sentence}`).join('\n'),
};

const PLACEHOLDER = /\{\{\s*([^{}\n]{1,200}?)\s*\}\}/g;

/** Those of a text's placeholders that nothing is known for: blanks of a template that were not filled in. */
export function blanksOf(markdown: string): readonly string[] {
  const names = [...markdown.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  return names.filter((name) => !Object.hasOwn(FACTS, name));
}

export function filled(markdown: string, facts: Facts, language: Language): string {
  return markdown.replace(PLACEHOLDER, (whole, name: string) => FACTS[name]?.(facts, language) ?? whole);
}
