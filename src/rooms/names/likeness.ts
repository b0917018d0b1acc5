import unhomoglyph from 'unhomoglyph';
import { cleanLine, plainName } from '../../protocol/base/text.ts';

/** What a screen itself writes behind a name: who that is, or the how many of that name. */
const OWN_MARKS = new Set(['sie', 'ich', 'you', 'me']);
/** Words by which those who lead are called on screens. */
const CHAIR_WORDS = ['Leitung', 'Leiter', 'Leiterin', 'Moderation', 'Moderator', 'Moderatorin', 'Vertretung', 'Regie']
  .concat(['Stellvertretung', 'Gastgeber', 'Gastgeberin', 'Veranstalter', 'Veranstalterin', 'Administrator', 'Admin'])
  .concat(['Host', 'Cohost', 'Chair', 'Chairperson', 'Deputy', 'Organiser', 'Organizer']);

/** How a name looks to somebody who reads it in passing. */
export interface Likeness {
  /** Two names that share one of these are hard to tell apart. */
  readonly keys: readonly string[];
  /** Says by itself that its bearer leads: '(Leitung)', 'Host'. */
  readonly callsItselfChair: boolean;
}

/**
 * By the shapes of its letters (UTS 39, 4: skeletons) and without case, width, gaps and what cannot be seen. Shapes are
 * compared as written and in lower case: a capital I looks like a small L, and case alone makes no other name.
 */
export function likenessOf(name: string): Likeness {
  let bare = cleanLine(name);
  let callsItselfChair = false;
  for (;;) {
    const [, before, within] = /^(.+?)\s*[([]\s*([\p{L}\p{N}-]+)\s*[)\]]$/u.exec(bare) ?? [];
    if (before === undefined || within === undefined) break;
    if (isChairWord(within)) callsItselfChair = true;
    else if (!OWN_MARKS.has(plainName(within)) && !/^\d{1,3}$/.test(within)) break;
    bare = before;
  }
  return { keys: keysOf(bare), callsItselfChair: callsItselfChair || isChairWord(bare) };
}

function keysOf(name: string): readonly string[] {
  return [...new Set([plainName(skeletonOf(name)), skeletonOf(plainName(name))])];
}

function isChairWord(word: string): boolean {
  return keysOf(word).some((key) => CHAIR_LOOKS.has(key));
}

/** Things by the name they bear, to be found by any name that looks like it. */
export class Lookalikes<T> {
  readonly #byKey = new Map<string, T[]>();

  constructor(things: Iterable<T>, likenessOf: (thing: T) => Likeness) {
    for (const thing of things) {
      for (const key of likenessOf(thing).keys) {
        const alike = this.#byKey.get(key);
        if (alike) alike.push(thing);
        else this.#byKey.set(key, [thing]);
      }
    }
  }

  /** Each once. */
  of({ keys }: Likeness): readonly T[] {
    return [...new Set(keys.flatMap((key) => this.#byKey.get(key) ?? []))];
  }
}

/** Marks over these letters that make no letter of any language, or they would be one with it by now. */
const STRAY_MARKS = /(?<=[\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{N}]\p{Mn}*)\p{Mn}/gu;
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\s]/gu;
const PUNCTUATION = /[\p{P}\p{Sk}]/gu;

/** What all strings that look the same have in common; for comparing alone, never for showing. */
function skeletonOf(text: string): string {
  const letters = text.normalize('NFC').replace(STRAY_MARKS, '').replace(UNSEEN, '').normalize('NFD');
  const shapes = unhomoglyph(letters).normalize('NFD');
  return shapes.replace(PUNCTUATION, '') || shapes;
}

const CHAIR_LOOKS: ReadonlySet<string> = new Set(CHAIR_WORDS.flatMap(keysOf));
