import type { BrowserFamily } from '../../../../src/protocol/media/check-report.ts';

/** Those that others name beside themselves come first. */
const FAMILIES: readonly (readonly [BrowserFamily, RegExp])[] = [
  ['Edge', /\bEdg(?:A|iOS)?\/(\d{1,3})/],
  ['Opera', /\bOPR\/(\d{1,3})/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d{1,3})/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d{1,3})/],
  ['Chrome', /\b(?:Chrome|CriOS)\/(\d{1,3})/],
  ['Safari', /\bVersion\/(\d{1,3})\S* (?:Mobile\/\S+ )?Safari\//],
];

/** Family and major version, as much as helps whoever is asked for help; 0: not known. */
export function browserOf(userAgent: string): { family: BrowserFamily; major: number } {
  for (const [family, pattern] of FAMILIES) {
    const found = pattern.exec(userAgent);
    if (found) return { family, major: Number(found[1]) };
  }
  return { family: 'other', major: 0 };
}
