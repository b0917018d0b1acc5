import type { MailLanguage } from '../../protocol/mail.ts';
import type { Letter, Mailbox } from '../ports.ts';
import type { Block } from './markup.ts';
import { render } from './render.ts';
import { sayDay, sayWindow, sayZone } from './times.ts';
import { WORDS } from './words/index.ts';

interface OwnReminderLetter {
  readonly to: Mailbox;
  readonly what: string;
  readonly roomName: string;
  readonly houseName: string;
  /** Of the date, in milliseconds since the epoch. */
  readonly window: { readonly beginsAt: number; readonly endsAt: number };
  readonly zone: string;
  /** To the organisers' page of the reservation; it opens nothing by itself. */
  readonly link: string;
}

/** Of a date for which one's own room is reserved. Which language an organiser reads nobody knows here: so it is said in both. */
export function ownReminderLetter(letter: OwnReminderLetter): Letter {
  const { to, houseName } = letter;
  const [german, english] = [saidIn('de', letter), saidIn('en', letter)];
  const page = render({
    language: 'de',
    title: german.title,
    from: houseName,
    blocks: [...german.blocks, { is: 'translation', language: 'en', ...english }],
  });
  const subject = `${german.title} / ${english.title}`;
  return { to, fromName: houseName, replyTo: null, language: 'de', subject, ...page, calendar: null, pictures: [] };
}

function saidIn(
  language: MailLanguage,
  { to, what, roomName, window, zone, link }: OwnReminderLetter,
): { readonly title: string; readonly blocks: readonly Block[] } {
  const words = WORDS[language];
  return {
    title: words.subjectReminder(what, sayDay(window.beginsAt, zone, language)),
    blocks: [
      { is: 'paragraph', text: words.greeting(to.name) },
      { is: 'paragraph', text: words.ownReminder(what, roomName) },
      {
        is: 'facts',
        rows: [
          [words.when, sayWindow(window, zone, language)],
          [words.zone, sayZone(zone, window.beginsAt, language)],
        ],
      },
      { is: 'way-in', label: words.toReservation, link },
    ],
  };
}
