import type { LogoType } from '../protocol/api/organisation.ts';
import type { MailFailure, MailKind, MailLanguage, MailState } from '../protocol/mail.ts';

// What is sent, and what the outbox asks of storage and of whoever sends. Times are milliseconds since the epoch.

export interface Mailbox {
  readonly name: string | null;
  readonly address: string;
}

/** What METHOD says, in the calendar part and in the header of its part alike (RFC 6047, 2.4). */
export type CalendarMethod = 'REQUEST' | 'CANCEL';

export interface CalendarPart {
  readonly method: CalendarMethod;
  /** iCalendar, with CRLF. */
  readonly content: string;
}

/** A picture that is shown within the HTML by `cid:`. */
export interface Picture {
  readonly cid: string;
  readonly filename: string;
  readonly contentType: 'image/png' | 'image/jpeg';
  /** Base64. */
  readonly content: string;
}

/** What a house shows beside its name. */
export interface HouseLogo {
  readonly type: LogoType;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
}

/** All that somebody gets. */
export interface Letter {
  readonly to: Mailbox;
  /** In place of the installation's own name. */
  readonly fromName: string | null;
  readonly replyTo: Mailbox | null;
  readonly language: MailLanguage;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly calendar: CalendarPart | null;
  readonly pictures: readonly Picture[];
}

/** What a mail belongs to, with which it goes, and who sees what became of it. */
export interface MailSubject {
  readonly kind: MailKind;
  readonly organisationId: string | null;
  /** Who had it sent; null: the operator, or whom it is for. */
  readonly sentBy: string | null;
  /** Whose account it is about. */
  readonly organiserId: string | null;
  readonly roomId: string | null;
  /** For whom of the room's plan. */
  readonly seatId: string | null;
}

export interface NewMail extends MailSubject {
  readonly id: string;
  readonly letter: Letter;
  /** What has not gone by then is of no use any more. */
  readonly giveUpAt: number;
}

/** One that is to be sent now. */
export interface DueMail {
  readonly id: string;
  readonly letter: Letter;
  /** Its house's, as it is now. */
  readonly logo: HouseLogo | null;
  /** How often it was tried before. */
  readonly attempts: number;
  readonly giveUpAt: number;
}

/** What became of a mail; to whom it went says what it belongs to. */
export interface Delivery extends MailSubject {
  readonly id: string;
  readonly state: MailState;
  readonly failure: MailFailure | null;
  readonly createdAt: number;
  readonly changedAt: number;
}

export interface OutboxStore {
  /**
   * All or none; of those whose seat, room or account is gone there is nothing to send, and they are left out. Errors:
   * TOO_MANY beyond `maxWaiting` in all.
   */
  post(mails: readonly NewMail[], maxWaiting: number): Promise<void>;
  /** Oldest first; they are under way from then on. */
  claim(limit: number): Promise<readonly DueMail[]>;
  /** What was under way when a server ended waits again. Only for a server that is alone on its database. */
  release(): Promise<void>;
  /** Not yet; `attempts` of it so far. */
  postpone(mailId: string, until: { dueAt: number; attempts: number }): Promise<void>;
  /** For good: the letter and its address are deleted. */
  settle(mailId: string, failure: MailFailure | null): Promise<void>;
  /** Newest first. */
  deliveriesOf(about: { readonly roomId: string } | { readonly organiserId: string }): Promise<readonly Delivery[]>;
  /** Those that were settled before, or whose time was over before and that nobody sends. */
  deleteSettled(before: number): Promise<void>;
}

/** What became of one attempt. */
export type Attempt =
  | { readonly is: 'sent' }
  /** The server will never take it. `status`: of SMTP. */
  | { readonly is: 'refused'; readonly failure: MailFailure; readonly status: number | null }
  /** This one may go later. */
  | { readonly is: 'deferred'; readonly status: number | null }
  /** No mail goes just now, through no fault of this one. */
  | { readonly is: 'unreached'; readonly code: string };

export interface MailTransport {
  /** Never fails. Aborted, it may have gone all the same. */
  send(mailId: string, letter: Letter, signal: AbortSignal): Promise<Attempt>;
}
