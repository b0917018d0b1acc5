import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt({ html: false });

/** What a description says between backquotes is code; nothing in it is HTML. */
export function inline(text: string): string {
  return markdown.renderInline(text);
}

export function paragraphs(text: string | undefined): string {
  return text === undefined ? '' : markdown.render(text);
}

export function escaped(text: string): string {
  return markdown.utils.escapeHtml(text);
}

export function code(text: string): string {
  return `<code>${escaped(text)}</code>`;
}
