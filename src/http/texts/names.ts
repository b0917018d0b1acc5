/** What every operator has to tell people, by the path under which it is read. */
export const TEXT_NAMES = ['datenschutz', 'barrierefreiheit', 'impressum'] as const;
export type TextName = (typeof TEXT_NAMES)[number];

export function isTextName(name: string): name is TextName {
  return TEXT_NAMES.some((each) => each === name);
}

export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

type Words = Readonly<Record<Language, string>>;

export const TITLES: Readonly<Record<TextName, Words>> = {
  datenschutz: { de: 'Datenschutz', en: 'Privacy' },
  barrierefreiheit: { de: 'Barrierefreiheit', en: 'Accessibility' },
  impressum: { de: 'Impressum', en: 'Imprint' },
};

/** In Markdown, where the operator has said nothing. Nobody's duties are met by them, and they do not say so. */
export const UNSAID: Readonly<Record<TextName, Words>> = {
  datenschutz: {
    de: `# Datenschutz

Wer diesen Server betreibt, hat hier noch keine eigene Erklärung hinterlegt. Fragen Sie die Person, die Sie eingeladen hat.

## Was dieser Server speichert

{{what-is-kept}}

## Was er nicht tut

{{what-is-not-kept}}
`,
    en: `# Privacy

Whoever runs this server has not yet put a statement of their own here. Ask the person who has invited you.

## What this server keeps

{{what-is-kept}}

## What it does not do

{{what-is-not-kept}}
`,
  },
  barrierefreiheit: {
    de: '# Barrierefreiheit\n\nWer diesen Server betreibt, hat hier noch keine Erklärung hinterlegt. Stoßen Sie auf eine Hürde, sagen Sie es der Person, die Sie eingeladen hat.\n',
    en: '# Accessibility\n\nWhoever runs this server has not yet put a statement here. If something is in your way, tell the person who has invited you.\n',
  },
  impressum: {
    de: '# Impressum\n\nWer diesen Server betreibt, hat hier noch kein Impressum hinterlegt.\n',
    en: '# Imprint\n\nWhoever runs this server has not yet put an imprint here.\n',
  },
};
