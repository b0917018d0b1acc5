import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText, isVisible, plainName } from '../../../src/protocol/base/text.ts';
import { commandSchemas, refusalOf } from '../../../src/protocol/index.ts';
import { SAMPLES } from '../../helpers/protocol-samples.ts';

/** Of every kind of character that shows nothing: fillers, blanks, joiners, selectors, tags, directions, controls. */
const UNSEEN = [
  ...['\u00AD', '\u034F', '\u061C', '\u115F', '\u1160', '\u17B4', '\u17B5', '\u180B', '\u180E', '\u180F'],
  ...['\u200B', '\u200C', '\u200D', '\u200E', '\u200F', '\u2028', '\u2029', '\u202A', '\u202E', '\u2060', '\u2062'],
  ...['\u2065', '\u2066', '\u2069', '\u206A', '\u2800', '\u3164', '\uFE00', '\uFE0F', '\uFEFF', '\uFFA0', '\uFFF0'],
  ...['\uFFF9', '\uFFFC', '\uFFFF', '\uD800', '\uDC00', '\uE000', '\u0000', '\u001B', '\u007F', '\u009B'],
  ...['\u{1BCA0}', '\u{1D159}', '\u{1D173}', '\u{13430}', '\u{13441}', '\u{E0001}', '\u{E0041}', '\u{E007F}'],
  ...['\u{E0100}', '\u{E01EF}', '\u{E0FFF}', '\u{F0000}', '\u{16FE4}'],
];

const codeOf = (text: string) => [...text].map((character) => character.codePointAt(0)?.toString(16)).join(' ');

describe('what nobody can see', () => {
  it.each(UNSEEN)('is no text by itself, and parts no word', (character) => {
    const code = codeOf(character);
    for (const text of [character, character.repeat(9), ` ${character} `, `${character}\u0301`]) {
      expect(isVisible(text), code).toBe(false);
      expect(isVisible(cleanText(text)), code).toBe(false);
    }
    expect(['Muster', 'Mu ster'], code).toContain(cleanLine(`Mu${character}ster`));
    expect(cleanLine(`${character}Muster${character}`), code).toBe('Muster');
    expect(plainName(`Mu${character}ster`), code).toBe('muster');
  });

  it('is nothing either where only marks or gaps are left', () => {
    for (const text of [
      '',
      ' ',
      '\u00A0\u3000\u2003',
      '\u0301',
      '\u0301'.repeat(55),
      '\u20DD\u0489',
      '\u2800 \u3164',
    ]) {
      expect(isVisible(text), codeOf(text)).toBe(false);
    }
    for (const text of ['../signaling', '7', 'Ж', '字', '😀', '©', '🇩🇪', 'ـ']) expect(isVisible(text), text).toBe(true);
  });

  it('is refused with one code wherever a text is written', () => {
    for (const character of ['', ' ', '\u3164', '\u2800', '\u0301', '\u200D\uFE0F']) {
      const refused = {
        'room:join': { ...SAMPLES['room:join'], displayName: character },
        'plan:set': { seats: [{ name: character }], quorum: null, version: 'x' },
        'poll:open': { ...SAMPLES['poll:open'], question: character },
        'chat:send': { text: character, to: 'all' },
        'lobby:message': { text: character },
        'lobby:reply': { text: character },
        'lobby:deny': { participantId: 'x', note: character },
      } as const;
      for (const [name, command] of Object.entries(refused)) {
        const parsed = commandSchemas[name as keyof typeof refused].safeParse(command);
        expect(parsed.error && refusalOf(parsed.error), `${name} ${codeOf(character)}`).toBe('TEXT_INVISIBLE');
      }
      const options = commandSchemas['poll:open'].safeParse({ ...SAMPLES['poll:open'], options: ['Ja', character] });
      expect(options.error && refusalOf(options.error)).toBe('TEXT_INVISIBLE');
    }
    const both = commandSchemas['room:join'].safeParse({ displayName: '' });
    expect(both.error && refusalOf(both.error)).toBe('BAD_REQUEST');
  });
});

describe('what names and words need', () => {
  it.each([
    ['Zoë', 'Nguyễn Thị Ánh', 'Þórður', 'Siobhán O’Neill', 'Ẹ́mi'],
    ['สมชายที่น้ำ', 'བསྒྲུབས', 'שִׁמְעוֹן', 'הִתְחַזֵּ֣ק', 'مُحَمَّدٌ'],
    ['क्षत्रिय', 'क्‍ष', 'क्‌ष', 'ශ්‍රී', 'র‍্যাব', 'നന്‍', 'می‌خواهم', 'ه‍'],
    ['葛\u{E0100}城', '辻\u{E0101}', 'ᠮᠣᠩ\u180Eᠠ', '\u0600١٢'],
    ['👩‍⚕️', '👨‍👩‍👧‍👦', '👍🏽', '🏳️‍🌈', '🇩🇪', '1️⃣', '❤️', '☎︎', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '👩🏿‍❤️‍💋‍👨🏼'],
  ])('stays: %s, %s, %s, %s', (...words) => {
    for (const word of words) {
      expect(codeOf(cleanLine(word))).toBe(codeOf(word.normalize('NFC')));
      expect(cleanText(word)).toBe(word.normalize('NFC'));
      expect(isVisible(word)).toBe(true);
    }
  });

  it('is told from the same sign where it only hides', () => {
    for (const text of [
      'a\u200Cb',
      'a\u200Db',
      'Ж\u200CЖ',
      '\u200Dक',
      'ا\u200C',
      '1\uFE0F',
      'a\uFE0F',
      'a\u{E0100}b',
    ]) {
      expect(cleanLine(text), codeOf(text)).not.toMatch(/\p{Default_Ignorable_Code_Point}/u);
    }
    expect(cleanLine('🏴\u{E0068}\u{E0069}\u{E007F}')).toBe('🏴');
    expect(cleanLine('😀\u200D')).toBe('😀');
    expect(cleanLine('क्\u200D\u200D\u200Dष')).not.toMatch(/\u200D\u200D/);
  });
});

it('no letter bears more marks than a language has, and none stands on nothing', () => {
  const heap = '\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307'.repeat(7);
  expect(
    cleanLine(`Z${heap}algo`)
      .match(/[\p{Mn}\p{Me}]+/gu)
      ?.map(({ length }) => length),
  ).toEqual([4]);
  expect(cleanLine(`Za${'\u0489'.repeat(55)}`)).toBe('Za\u0489');
  expect(cleanLine(`Anna \u0301\u0302Bart`)).toBe('Anna Bart');
  expect(cleanText(`Anna\n\u0301Bart`)).toBe('Anna\nBart');
});

it('what is clean stays as it is, whatever it was made of', () => {
  const parts = [
    ...UNSEEN,
    'a',
    'é',
    'क',
    '्',
    'ب',
    '葛',
    'ᠮ',
    '😀',
    '👩',
    '🏴',
    '1',
    '⃣',
    '🇩',
    '\u0301',
    '\u0323',
    ' ',
    '\n',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 24 }), (characters) => {
      const line = cleanLine(characters.join(''));
      expect(cleanLine(line)).toBe(line);
      const text = cleanText(characters.join(''));
      expect(cleanText(text)).toBe(text);
      expect(line).not.toMatch(
        /[\u200B\u200E\u202A-\u202E\u2066-\u2069\u3164\u2800\u00AD\u{E0041}]|[\p{Mn}\p{Me}]{5}/u,
      );
    }),
    { numRuns: 2_000 },
  );
});

it('two ways of writing one name have one plain form, and two names have two', () => {
  expect(plainName('  MÜLLER-Strauß ')).toBe(plainName('Mu\u0308ller-STRAUSS'));
  expect(plainName('Ｂｕｃｈ am  Wald')).toBe(plainName('buch am wald'));
  expect(plainName('ΟΔΥΣΣΕΥΣ')).toBe(plainName('Οδυσσευς'));
  expect(plainName('Müller')).not.toBe(plainName('Mueller'));
  expect(plainName('Muller')).not.toBe(plainName('Müller'));
});
