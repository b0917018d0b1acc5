import type { MailLanguage } from '../../protocol/mail.ts';

// What letters are made of, said once for their text and their HTML.

export type Block =
  | { readonly is: 'paragraph'; readonly text: string }
  | { readonly is: 'way-in'; readonly label: string; readonly link: string }
  | { readonly is: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly is: 'list'; readonly label: string; readonly items: readonly string[] }
  | { readonly is: 'picture'; readonly cid: string; readonly label: string; readonly size: number }
  | { readonly is: 'small'; readonly text: string }
  /** The same once more. */
  | {
      readonly is: 'translation';
      readonly language: MailLanguage;
      readonly title: string;
      readonly blocks: readonly Block[];
    };

/** For text and for attributes in quotation marks. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
