import { readFileSync } from 'node:fs';

const DOCS = new URL('../../../../docs/', import.meta.url);

/** The blocks of code below a heading of a guide, as they stand there. Throws when there is none. */
export function blocksOf(guide: string, heading: string): readonly string[] {
  const text = readFileSync(new URL(guide, DOCS), 'utf8');
  const [, below = ''] = text.split(`\n## ${heading}\n`);
  const [section = ''] = below.split('\n## ');
  const blocks = [...section.matchAll(/^```\n([\s\S]+?)^```$/gm)].map(([, block = '']) => block);
  if (blocks.length === 0) throw new Error(`'${heading}' of ${guide} has no block of code`);
  return blocks;
}
