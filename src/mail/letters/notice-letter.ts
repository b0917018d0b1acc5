import type { AccountChange, MailLanguage } from '../../protocol/mail.ts';
import type { Letter, Mailbox } from '../ports.ts';
import type { Block } from './markup.ts';
import { render } from './render.ts';
import { sayMoment } from './times.ts';
import { WORDS } from './words/index.ts';
import { NOTICE_WORDS } from './words/notices.ts';

export type Notice =
  | { readonly is: 'account'; readonly change: AccountChange }
  | { readonly is: 'webhook-off'; readonly host: string };

interface NoticeLetter {
  readonly to: Mailbox;
  readonly notice: Notice;
  readonly house: { readonly name: string; readonly senderName: string | null };
  /** Where something can be done about it; it opens nothing by itself. */
  readonly link: string;
  readonly at: number;
}

/**
 * What somebody is told who has not asked for it. Which language they read nobody knows here, and whoever has got hold of their
 * account is not to choose it: so it is said in both.
 */
export function noticeLetter({ to, notice, house, link, at }: NoticeLetter): Letter {
  const fromName = house.senderName ?? house.name;
  const said = (language: MailLanguage) => saidIn(language, { to, notice, house, link, at });
  const [german, english] = [said('de'), said('en')];
  const page = render({
    language: 'de',
    title: german.title,
    from: fromName,
    blocks: [...german.blocks, { is: 'translation', language: 'en', ...english }],
  });
  const subject = `${german.title} / ${english.title}`;
  return { to, fromName, replyTo: null, language: 'de', subject, ...page, calendar: null, pictures: [] };
}

function saidIn(
  language: MailLanguage,
  { to, notice, house, link, at }: NoticeLetter,
): { readonly title: string; readonly blocks: readonly Block[] } {
  const [words, own] = [WORDS[language], NOTICE_WORDS[language]];
  const greeting: Block = { is: 'paragraph', text: words.greeting(to.name) };
  const when: Block = { is: 'facts', rows: [[words.when, sayMoment(at, language)]] };
  if (notice.is === 'webhook-off') {
    const { subject, said } = own.webhookOff;
    const text = said(notice.host, house.name);
    return {
      title: subject,
      blocks: [greeting, { is: 'paragraph', text }, when, { is: 'way-in', label: own.toHouse, link }],
    };
  }
  const { subject, said } = own.changeOf[notice.change];
  return {
    title: subject,
    blocks: [
      greeting,
      { is: 'paragraph', text: said(house.name) },
      when,
      { is: 'paragraph', text: own.wasIt },
      { is: 'way-in', label: own.toAccount, link },
    ],
  };
}
