import type { TFunction } from 'i18next';
import { roomCodeInGroups } from '../../../../src/protocol/room-code.ts';

/** A mail to those whom somebody invites. */
export interface Invitation {
  readonly subject: string;
  /** Plain, with line ends of one character. */
  readonly text: string;
}

/** What guests must know of a room. */
interface GuestsRoom {
  readonly name: string;
  readonly link: string;
  /** To be typed on the start page; null: it has none. */
  readonly code?: string | null;
  /** Null: they need none, or it is known to nobody here. */
  readonly password: string | null;
  /** They need one that is told to them in another way. */
  readonly passwordApart?: boolean;
  /** Until they are let in. */
  readonly waits: boolean;
}

export function invitationTo(
  { name, link, code = null, password, passwordApart = false, waits }: GuestsRoom,
  t: TFunction,
): Invitation {
  return {
    subject: t('made.mail.subject', { name }),
    text: [
      t('made.mail.greeting'),
      t('made.mail.invites', { name }),
      `${t('made.mail.how')}\n${link}`,
      ...(code === null ? [] : [t('made.mail.code', { code: roomCodeInGroups(code), host: new URL(link).host })]),
      ...(password === null ? [] : [t('made.mail.password', { password })]),
      ...(passwordApart ? [t('made.mail.passwordApart')] : []),
      ...(waits ? [t('made.mail.lobby')] : []),
      t('made.mail.needs'),
    ].join('\n\n'),
  };
}

/** Opens a mail program with it, to nobody yet (RFC 6068: line ends are CRLF, and everything else is encoded). */
export function mailAddress({ subject, text }: Invitation): string {
  const body = text.replaceAll('\n', '\r\n');
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
