import type { MailLanguage } from '../../protocol/mail.ts';
import type { Picture } from '../ports.ts';
import type { Block } from './markup.ts';
import { qrPicture } from './qr-picture.ts';
import { WORDS } from './words/index.ts';

const CODE = 'qr-code@tafelrunde';

/** One's own link, as a button and as a code that travels within the letter. */
export function ownWayIn(
  link: string,
  language: MailLanguage,
): { readonly blocks: readonly Block[]; readonly picture: Picture } {
  const words = WORDS[language];
  const { picture, shownSize } = qrPicture(CODE, link);
  return {
    picture,
    blocks: [
      { is: 'way-in', label: words.enter, link },
      { is: 'paragraph', text: `${words.own}\n${words.needs}` },
      { is: 'picture', cid: picture.cid, label: words.code, size: shownSize },
    ],
  };
}
