import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** A page's first line names the frame that it is put into; what is in its head and body goes where the frame says. */
const FRAME = /^<!-- in (\S+) -->\n/;

/** Puts each page into its frame, so that what all pages need stands once. */
export function frames(root: string): Plugin {
  return {
    name: 'frames',
    // Before Vite looks for scripts, styles and pictures.
    transformIndexHtml: { order: 'pre', handler: (html) => framed(html, root) },
  };
}

/** A frame may have one itself. */
export function framed(html: string, root: string): string {
  const name = FRAME.exec(html)?.[1];
  if (name === undefined) return html;
  const frame = ['head', 'body'].reduce(
    (whole, part) => whole.replace(`<!-- ${part} -->`, () => partOf(html, part)),
    readFileSync(join(root, name), 'utf8'),
  );
  return framed(frame, root);
}

function partOf(html: string, part: string): string {
  const text = new RegExp(`<${part}>\n(.*?)</${part}>`, 's').exec(html)?.[1];
  if (text === undefined) throw new Error(`a page has no ${part}`);
  return text.trim();
}
