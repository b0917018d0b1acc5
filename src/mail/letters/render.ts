import { assertNever } from '../../platform/errors.ts';
import type { MailLanguage } from '../../protocol/mail.ts';
import { LOGO_PLACE } from './logo.ts';
import { type Block, escapeHtml } from './markup.ts';

interface Page {
  readonly language: MailLanguage;
  readonly title: string;
  /** From whom, above all. */
  readonly from: string;
  readonly blocks: readonly Block[];
}

/** A letter as text and as HTML, which say the same. */
export function render(page: Page): { readonly text: string; readonly html: string } {
  return { text: textOf(page), html: htmlOf(page) };
}

function textOf({ title, blocks }: Page): string {
  return `${[title, ...blocks.map(textOfBlock)].filter((part) => part !== '').join('\n\n')}\n`;
}

function textOfBlock(block: Block): string {
  switch (block.is) {
    case 'paragraph':
    case 'small':
      return block.text;
    case 'way-in':
      return `${block.label}:\n${block.link}`;
    case 'facts':
      return block.rows.map(([label, value]) => `${label}: ${value}`).join('\n');
    case 'list':
      return [`${block.label}:`, ...block.items.map((item) => `- ${item}`)].join('\n');
    case 'picture':
      return '';
    case 'translation':
      return ['* * *', block.title, ...block.blocks.map(textOfBlock)].join('\n\n');
    default:
      return assertNever(block);
  }
}

/**
 * Colours that are legible on the paper of either: programs that know the dark one take it, and some turn colours round by
 * themselves. Everything stands in the letter; nothing is fetched.
 */
const STYLE = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  body { margin: 0; padding: 24px 16px; background: #f5f3ee; color: #1e2a2f; font: 17px/1.5 system-ui, Arial, sans-serif; }
  main { max-width: 560px; margin: 0 auto; padding: 24px; background: #ffffff; border-radius: 12px; }
  h1 { margin: 4px 0 16px; font-size: 24px; line-height: 1.25; }
  h2 { margin: 0 0 16px; font-size: 20px; line-height: 1.25; }
  section { margin: 24px 0 0; padding: 24px 0 0; border-top: 1px solid #b9c6cb; }
  p, dl, ul, figure { margin: 0 0 16px; }
  dt, .from, .small, figcaption { color: #4c5b61; font-size: 15px; }
  dd { margin: 0 0 8px; font-weight: 600; }
  a { color: #0a6470; overflow-wrap: anywhere; }
  .way { display: inline-block; padding: 12px 20px; background: #0a6470; color: #ffffff; border-radius: 8px; font-weight: 600; text-decoration: none; }
  img { display: block; background: #ffffff; }
  .logo { margin: 0 0 12px; color: #1e2a2f; font-weight: 600; }
  @media (prefers-color-scheme: dark) {
    body { background: #12191c; color: #eef2f3; }
    main { background: #1d272b; }
    dt, .from, .small, figcaption { color: #b9c6cb; }
    a { color: #7fd3de; }
    .logo { padding: 8px; border-radius: 8px; }
    .way { background: #7fd3de; color: #08262b; }
  }`;

function htmlOf({ language, title, from, blocks }: Page): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${STYLE}
</style>
</head>
<body>
<main>
${LOGO_PLACE}<p class="from">${escapeHtml(from)}</p>
<h1>${escapeHtml(title)}</h1>
${blocks.map(htmlOfBlock).join('\n')}
</main>
</body>
</html>
`;
}

function htmlOfBlock(block: Block): string {
  switch (block.is) {
    case 'paragraph':
      return `<p>${lines(block.text)}</p>`;
    case 'small':
      return `<p class="small">${lines(block.text)}</p>`;
    case 'way-in': {
      const link = escapeHtml(block.link);
      return `<p><a class="way" href="${link}">${escapeHtml(block.label)}</a></p>\n<p class="small"><a href="${link}">${link}</a></p>`;
    }
    case 'facts':
      return `<dl>${block.rows.map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${lines(value)}</dd>`).join('')}</dl>`;
    case 'list':
      return `<p>${escapeHtml(block.label)}:</p>\n<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
    case 'picture': {
      const { cid, label, size } = block;
      const image = `<img src="cid:${escapeHtml(cid)}" alt="${escapeHtml(label)}" width="${size}" height="${size}">`;
      return `<figure>${image}<figcaption>${escapeHtml(label)}</figcaption></figure>`;
    }
    case 'translation': {
      const { language, title, blocks } = block;
      return `<section lang="${language}">\n<h2>${escapeHtml(title)}</h2>\n${blocks.map(htmlOfBlock).join('\n')}\n</section>`;
    }
    default:
      return assertNever(block);
  }
}

function lines(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}
