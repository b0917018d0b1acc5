// Which characters of a text nobody can see, by Unicode's own classes (UAX 44, UTR 36, UTS 39).

/** Shown as nothing but a gap, whatever their class says: null notehead, blank braille cell and hieroglyphs, Hangul fillers. */
const BLANK = String.raw`\u115F\u1160\u2800\u3164\uFFA0\u{1D159}\u{13441}\u{13442}`;

/** Numbers' and verses' signs in Arabic, Syriac and Kaithi: format characters that are seen. */
const SEEN_FORMATS = String.raw`\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}`;

/** Controls (with the escapes that move a terminal's cursor), lone surrogates, line ends of Unicode's own, turned text. */
const BREAKS = String.raw`\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069`;

/** Zero width, direction marks, fillers, selectors and tags; object replacement, private use and what is no character. */
const HIDDEN = String.raw`\u{16FE4}\p{Default_Ignorable_Code_Point}\p{Co}\p{Noncharacter_Code_Point}\uFFFC`;

/**
 * An emoji as it is typed: a flag, a keycap, or pictures that are joined to one (UTS 51). Tags spell three flags and
 * nothing else, or they would carry hidden text.
 */
const EMOJI = String.raw`\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3|\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}`;
const PICTURE = String.raw`\p{Extended_Pictographic}[\uFE0E\uFE0F\p{EMod}]?`;
const PICTURES = `${PICTURE}(?:\\u200D${PICTURE})*`;

/** Scripts in whose words joiners choose the shape of letters: cursive ones and those of India and around it. */
const JOINING = ['Arab', 'Syrc', 'Mand', 'Nkoo', 'Mong', 'Phag', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu']
  .concat(['Knda', 'Mlym', 'Sinh', 'Khmr', 'Mymr', 'Tibt', 'Bali', 'Java', 'Sund'])
  .map((script) => `\\p{scx=${script}}`)
  .join('');
const JOINING_LETTER = `(?=[\\p{L}\\p{M}])[${JOINING}]`;
/** One joiner within a word of such a script, or at its end behind a letter (RFC 5892, appendix A, as they are written). */
const JOINER = `(?<=${JOINING_LETTER})[\\u200C\\u200D](?![\\u200C\\u200D])(?=${JOINING_LETTER}|(?<=\\u200D)(?!\\p{L}))`;

/** Han and Mongolian letters have shapes that a selector behind them chooses; names in Japan need them. */
const SELECTOR = String.raw`(?<=\p{sc=Han})[\uFE00-\uFE02\u{E0100}-\u{E01EF}]|(?<=(?=\p{L})\p{sc=Mong})[\u180B-\u180F]`;

/** In this order: what stays although a part of it is hidden, then what becomes a space, then what goes. */
const PARTS = new RegExp(
  `(?<kept>${EMOJI}|${PICTURES}|${JOINER}|${SELECTOR})|(?<gap>[${BREAKS}${BLANK}])|(?<gone>[${HIDDEN}]|(?![${SEEN_FORMATS}])\\p{Cf})`,
  'gu',
);

/** More marks over one letter no language has (UTS 39, 5.4); they would run over the lines beside it. */
const MAX_MARKS = 4;
const MARK = String.raw`[\p{Mn}\p{Me}]`;
const SAME_MARK_AGAIN = new RegExp(`(${MARK})\\1+`, 'gu');
const MARKS_TOO_MANY = new RegExp(`(${MARK}{${MAX_MARKS}})${MARK}+`, 'gu');
const MARKS_OF_NOTHING = new RegExp(`(?<=^|[\\s\\p{Cc}])${MARK}+`, 'gu');

/** Each pass may bring together what stood apart; by then nothing of this kind is left. */
const MAX_PASSES = 4;

/** A text without any of these needs no more than to be composed. */
const DOUBTFUL = new RegExp(`[${BREAKS}${BLANK}${HIDDEN}\\p{Cf}\\p{Mn}\\p{Me}]`, 'u');

/** The same text without what cannot be seen; line ends and other controls become spaces. */
export function withoutUnseen(text: string): string {
  let seen = text.normalize('NFC');
  if (!DOUBTFUL.test(seen)) return seen;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const before = seen;
    seen = before
      .replace(PARTS, (...match) => {
        const { kept, gap } = match.at(-1);
        return kept ?? (gap === undefined ? '' : ' ');
      })
      .replace(SAME_MARK_AGAIN, '$1')
      .replace(MARKS_TOO_MANY, '$1')
      .replace(MARKS_OF_NOTHING, '')
      .normalize('NFC');
    if (seen === before) break;
  }
  return seen;
}

/** Everything that is never written as it stands to a terminal. */
export const UNPRINTABLE = new RegExp(`[${BREAKS}${HIDDEN}${BLANK}\\p{Cf}]`, 'gu');
