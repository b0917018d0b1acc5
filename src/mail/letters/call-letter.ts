import type { MailLanguage } from '../../protocol/mail.ts';
import type { Letter, Mailbox } from '../ports.ts';
import { ownWayIn } from './own-way-in.ts';
import { render } from './render.ts';
import { WORDS } from './words/index.ts';

interface CallLetter {
  readonly to: Mailbox;
  readonly language: MailLanguage;
  readonly room: string;
  readonly organiser: Mailbox | null;
  readonly houseName: string;
  /** Their own. */
  readonly link: string;
}

/** Everyone is to come now. */
export function callLetter({ to, language, room, organiser, houseName, link }: CallLetter): Letter {
  const words = WORDS[language];
  const subject = words.subjectCalled(room);
  const wayIn = ownWayIn(link, language);
  const page = render({
    language,
    title: subject,
    from: houseName,
    blocks: [
      { is: 'paragraph', text: words.greeting(to.name) },
      { is: 'paragraph', text: words.called(organiser?.name ?? houseName, room) },
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
