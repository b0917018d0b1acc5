import type { MailLanguage } from '../../protocol/mail.ts';
import type { Letter, Mailbox } from '../ports.ts';
import { qrPicture } from './qr-picture.ts';
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
  const { picture, shownSize } = qrPicture('qr-code@tafelrunde', link);
  const page = render({
    language,
    title: subject,
    from: houseName,
    blocks: [
      { is: 'paragraph', text: words.greeting(to.name) },
      { is: 'paragraph', text: words.called(organiser?.name ?? houseName, room) },
      { is: 'way-in', label: words.enter, link },
      { is: 'paragraph', text: `${words.own}\n${words.needs}` },
      { is: 'picture', cid: picture.cid, label: words.code, size: shownSize },
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
    pictures: [picture],
  };
}
