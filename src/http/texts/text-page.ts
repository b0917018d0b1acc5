import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { type Facts, filled } from './facts.ts';
import { LANGUAGES, type Language, TEXT_NAMES, type TextName, TITLES } from './names.ts';
import type { OperatorTexts } from './operator-texts.ts';

/** Built with the browser client: the frame, with its style sheet, around any text. */
export const TEXT_PAGE = 'text.html';

// HTML in a text stays text, lines stay lines as in an address, and no picture could be shown under the policy of these pages.
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable('image');

interface TextPageOptions {
  readonly texts: OperatorTexts;
  readonly webRoot: string;
  readonly facts: () => Facts;
}

const WORDS: Readonly<Record<Language, { readonly start: string; readonly others: string; readonly other: string }>> = {
  de: { start: 'Zur Startseite', others: 'Weitere Texte', other: 'English' },
  en: { start: 'To the start page', others: 'More texts', other: 'Deutsch' },
};

/** One of the operator's texts as a page that needs no script; 404: there is none, and the page says so. */
export async function textPage(
  name: TextName,
  language: Language,
  { texts, webRoot, facts }: TextPageOptions,
): Promise<{ readonly status: 200 | 404; readonly html: string; readonly language: Language }> {
  const [frame, text] = await Promise.all([readFile(join(webRoot, TEXT_PAGE), 'utf8'), texts.find(name, language)]);
  // What is kept is said by the program itself, whoever runs it.
  const status = text.isSaid || name === 'datenschutz' ? 200 : 404;
  const html = inFrame(frame, {
    html: `<html lang="${language}">`,
    title: `${TITLES[name][language]} · Tafelrunde`,
    top: topOf(name, language),
    text: `<div lang="${text.language}">${markdown.render(filled(text.markdown, facts(), text.language))}</div>`,
    foot: footOf(name, language),
  });
  return { status, html, language };
}

interface Parts {
  readonly html: string;
  readonly title: string;
  readonly top: string;
  readonly text: string;
  readonly foot: string;
}

/** Functions, because a text may hold what `replace` would take for a pattern. */
function inFrame(frame: string, { html, title, top, text, foot }: Parts): string {
  return frame
    .replace('<html lang="de">', () => html)
    .replace(/<title>.*?<\/title>/, () => `<title>${title}</title>`)
    .replace('<!-- top -->', () => top)
    .replace('<!-- foot -->', () => foot)
    .replace('<!-- text -->', () => text);
}

function topOf(name: TextName, language: Language): string {
  const [other = language] = LANGUAGES.filter((each) => each !== language);
  const { start, other: label } = WORDS[language];
  return `<a href="/">${start}</a><a href="/${name}?lang=${other}" lang="${other}" hreflang="${other}">${label}</a>`;
}

function footOf(name: TextName, language: Language): string {
  const links = TEXT_NAMES.filter((each) => each !== name).map(
    (each) => `<a href="/${each}?lang=${language}">${TITLES[each][language]}</a>`,
  );
  return `<nav aria-label="${WORDS[language].others}">${links.join('')}</nav>`;
}

/** `?lang=en`, or what the browser prefers (RFC 9110, 12.5.4), or German. */
export function languageOf(url: string, acceptLanguage = ''): Language {
  const known = (tag = ''): Language | undefined =>
    LANGUAGES.find((each) => each === tag.trim().slice(0, 2).toLowerCase());
  const wanted = known(/[?&]lang=(de|en)(?![^&#])/.exec(url)?.[1]);
  if (wanted !== undefined) return wanted;
  const preferred = acceptLanguage
    .split(',')
    .slice(0, 20)
    .map((part) => ({ language: known(part.split(';')[0]), weight: Number(/;\s*q=([\d.]+)/.exec(part)?.[1] ?? 1) }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  return preferred.find(({ language }) => language !== undefined)?.language ?? 'de';
}
