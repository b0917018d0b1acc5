import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../platform/errors.ts';
import { blanksOf } from './facts.ts';
import { LANGUAGES, type Language, TEXT_NAMES, type TextName, UNSAID } from './names.ts';

/** The longest statement that anybody reads is a fifth of it. */
const MAX_TEXT_BYTES = 256 * 1_024;

const FILES = TEXT_NAMES.flatMap((name) => LANGUAGES.map((language) => `${name}.${language}.md`));

interface OperatorText {
  readonly markdown: string;
  readonly language: Language;
  /** False: what stands in place of one. */
  readonly isSaid: boolean;
}

interface OperatorTextsOptions {
  /** Null: the operator has none. */
  readonly dir: string | null;
  readonly warn: (sentence: string) => void;
}

interface Kept {
  /** Of the file when it was read last, also in vain. */
  readonly stamp: string;
  /** Null: it was never any good. */
  readonly markdown: string | null;
}

/** The operator's texts, read at the start and again when they change. */
export class OperatorTexts {
  readonly #options: OperatorTextsOptions;
  readonly #kept = new Map<string, Kept>();

  private constructor(options: OperatorTextsOptions) {
    this.#options = options;
  }

  /** Errors: StartError, which names every file that cannot be used and says why. */
  static async open(options: OperatorTextsOptions): Promise<OperatorTexts> {
    const { dir } = options;
    const problems: string[] = [];
    const texts = new OperatorTexts({ ...options, warn: (sentence) => problems.push(sentence) });
    if (dir === null) return new OperatorTexts(options);
    const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
      throw new StartError(`TEXTS_DIR: the folder ${dir} cannot be read (${error.code}).`);
    });
    for (const name of names.filter((each) => /\.(?:md|markdown|txt|html?)$/i.test(each) && !FILES.includes(each))) {
      problems.push(`TEXTS_DIR: ${join(dir, name)} is none of ${FILES.join(', ')}.`);
    }
    for (const file of FILES) await texts.#look(join(dir, file));
    if (problems.length > 0) throw new StartError(problems.join('\n'));
    return new OperatorTexts(options);
  }

  /** In the language that is asked for, or else in the other one; or what stands in its place. */
  async find(name: TextName, language: Language): Promise<OperatorText> {
    const { dir } = this.#options;
    for (const each of [language, ...LANGUAGES.filter((other) => other !== language)]) {
      const markdown = dir === null ? null : await this.#look(join(dir, `${name}.${each}.md`));
      if (markdown !== null) return { markdown, language: each, isSaid: true };
    }
    return { markdown: UNSAID[name][language], language, isSaid: false };
  }

  /** What cannot be used leaves the text of before. */
  async #look(file: string): Promise<string | null> {
    const found = await stat(file).catch(() => null);
    if (found === null) {
      this.#kept.delete(file);
      return null;
    }
    const stamp = `${found.mtimeMs} ${found.size} ${found.ino}`;
    const kept = this.#kept.get(file);
    if (kept?.stamp === stamp) return kept.markdown;
    const read = await readText(file, found.size);
    if (read.problem !== null) this.#options.warn(`TEXTS_DIR: ${file} ${read.problem}.`);
    const markdown = read.markdown ?? kept?.markdown ?? null;
    this.#kept.set(file, { stamp, markdown });
    return markdown;
  }
}

type Read =
  | { readonly markdown: string; readonly problem: null }
  | { readonly markdown: null; readonly problem: string };

async function readText(file: string, size: number): Promise<Read> {
  const wrong = (problem: string) => ({ markdown: null, problem });
  if (size > MAX_TEXT_BYTES) return wrong(`is longer than ${MAX_TEXT_BYTES / 1_024} KiB`);
  try {
    const markdown = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
    if (markdown.trim() === '') return wrong('is empty');
    const [blank] = blanksOf(markdown);
    return blank === undefined ? { markdown, problem: null } : wrong(`has a blank to fill in: {{${blank}}}`);
  } catch (error) {
    if (error instanceof TypeError) return wrong('is not written in UTF-8');
    return wrong(`cannot be read (${error instanceof Error && 'code' in error ? error.code : error})`);
  }
}
