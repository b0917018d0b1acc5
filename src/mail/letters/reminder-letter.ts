import type { MailLanguage } from '../../protocol/mail.ts';
import type { Letter, Mailbox } from '../ports.ts';
import { ownWayIn } from './own-way-in.ts';
import { render } from './render.ts';
import { sayDay, sayWindow, sayZone } from './times.ts';
import { WORDS } from './words/index.ts';

interface ReminderLetter {
  readonly to: Mailbox;
  readonly language: MailLanguage;
  readonly room: string;
  /** Who gets the answers; null: nobody but the house itself. */
  readonly organiser: Mailbox | null;
  readonly houseName: string;
  /** Of the date, in milliseconds since the epoch. */
  readonly window: { readonly beginsAt: number; readonly endsAt: number };
  readonly zone: string;
  /** Their own. */
  readonly link: string;
}

/** Of a date to which they were invited: their calendar has it already, so there is no calendar part. */
export function reminderLetter(letter: ReminderLetter): Letter {
  const { to, language, room, organiser, houseName, window, zone, link } = letter;
  const words = WORDS[language];
  const subject = words.subjectReminder(room, sayDay(window.beginsAt, zone, language));
  const wayIn = ownWayIn(link, language);
  const page = render({
    language,
    title: subject,
    from: houseName,
    blocks: [
      { is: 'paragraph', text: words.greeting(to.name) },
      { is: 'paragraph', text: words.reminder(room) },
      {
        is: 'facts',
        rows: [
          [words.when, sayWindow(window, zone, language)],
          [words.zone, sayZone(zone, window.beginsAt, language)],
        ],
      },
      ...wayIn.blocks,
    ],
  });
  return {
    to,
    fromName: houseName,
    replyTo: organiser,
    language,
    subject,
    ...page,
    calendar: null,
    pictures: [wayIn.picture],
  };
}
