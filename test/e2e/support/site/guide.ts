import { readFileSync } from 'node:fs';

const DOCS = new URL('../../../../docs/', import.meta.url);
const HEADINGS = ['##', '###'];

/** The blocks of code below a heading of a guide, as they stand there. Throws when there is none. */
export function blocksOf(guide: string, heading: string): readonly string[] {
  const text = readFileSync(new URL(guide, DOCS), 'utf8');
  const blocks = [...sectionOf(text, heading).matchAll(/^```\n([\s\S]+?)^```$/gm)].map(([, block = '']) => block);
  if (blocks.length === 0) throw new Error(`'${heading}' of ${guide} has no block of code`);
  return blocks;
}

/** Up to the next heading of its level or of one above. */
function sectionOf(text: string, heading: string): string {
  for (const [level, marks] of HEADINGS.entries()) {
    const [, below] = text.split(`\n${marks} ${heading}\n`);
    if (below !== undefined)
      return below.split(new RegExp(`^(?:${HEADINGS.slice(0, level + 1).join('|')}) `, 'm'))[0] ?? '';
  }
  return '';
}
