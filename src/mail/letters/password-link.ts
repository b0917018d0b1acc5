import type { MailLanguage } from '../../protocol/mail.ts';
import type { Letter, Mailbox } from '../ports.ts';
import { render } from './render.ts';
import { sayMoment } from './times.ts';
import { WORDS } from './words/index.ts';

interface PasswordLetter {
  readonly to: Mailbox;
  readonly language: MailLanguage;
  /** Whether it is somebody's first one, or a forgotten one. */
  readonly why: 'account' | 'forgotten';
  readonly house: { readonly name: string; readonly senderName: string | null };
  readonly link: string;
  readonly expiresAt: number;
}

/** A link by which somebody sets their password. */
export function passwordLetter({ to, language, why, house, link, expiresAt }: PasswordLetter): Letter {
  const words = WORDS[language];
  const subject = why === 'account' ? words.subjectAccount(house.name) : words.subjectForgotten;
  const page = render({
    language,
    title: subject,
    from: house.senderName ?? house.name,
    blocks: [
      { is: 'paragraph', text: words.greeting(to.name) },
      { is: 'paragraph', text: why === 'account' ? words.account(house.name) : words.forgotten(house.name) },
      { is: 'way-in', label: words.setPassword, link },
      { is: 'small', text: words.validUntil(sayMoment(expiresAt, language)) },
    ],
  });
  const fromName = house.senderName ?? house.name;
  return { to, fromName, replyTo: null, language, subject, ...page, calendar: null, pictures: [] };
}
