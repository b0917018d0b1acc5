import type { CallState } from '../../catalogue/calls/calls.ts';
import type { InvitedSeat } from '../../catalogue/calls/ports.ts';
import type { Delivery } from '../../mail/ports.ts';
import type { Presence } from '../../protocol/calls.ts';
import type { MailFailure, MailState } from '../../protocol/mail.ts';
import { shorten, table } from './render.ts';
import { formatTime } from './text.ts';

/** What became of a mail, for scripts; to whom it went says what it belongs to. */
export interface MailView {
  readonly id: string;
  readonly kind: string;
  readonly state: MailState;
  readonly failure: MailFailure | null;
  readonly createdAt: string;
  readonly changedAt: string;
}

export function mailView({ id, kind, state, failure, createdAt, changedAt }: Delivery): MailView {
  const times = { createdAt: new Date(createdAt).toISOString(), changedAt: new Date(changedAt).toISOString() };
  return { id, kind, state, failure, ...times };
}

const STATES: Readonly<Record<MailState, string>> = {
  waiting: 'waits',
  sending: 'on its way',
  sent: 'taken by the mail server',
  failed: 'failed',
};
const FAILURES: Readonly<Record<MailFailure, string>> = {
  'address-refused': 'there is no such address',
  'mail-refused': 'the mail server refused it',
  'too-late': 'it could not go in time',
};

export function inWords({ state, failure }: Pick<MailView, 'state' | 'failure'>): string {
  return failure === null ? STATES[state] : `failed: ${FAILURES[failure]}`;
}

export function mailTable(mails: readonly MailView[]): string {
  const rows = mails.map((mail) => [mail.kind, formatTime(Date.parse(mail.createdAt)), inWords(mail)]);
  return table(['Mail', 'Written', 'State'], rows);
}

const PRESENCES: Readonly<Record<Presence, string>> = { away: '', 'at-door': 'at the door', here: 'here' };

export function callTable(seats: readonly CallState[]): string {
  const rows = seats.map(({ name, address, call, presence }) => [
    shorten(name),
    address?.email ?? '',
    call === null ? '' : formatTime(call.calledAt),
    call?.mail ? inWords(call.mail) : '',
    call?.openedAt == null ? '' : formatTime(call.openedAt),
    PRESENCES[presence],
  ]);
  return table(['Seat', 'E-mail', 'Called', 'Mail', 'Link opened', 'Now'], rows);
}

export function invitedTable(seats: readonly InvitedSeat[]): string {
  const rows = seats.map(({ name, address, mailed }) => [
    shorten(name),
    address?.email ?? '',
    mailed?.kind ?? '',
    mailed === null ? '' : formatTime(mailed.at),
    mailed?.mail ? inWords(mailed.mail) : '',
  ]);
  return table(['Seat', 'E-mail', 'Last mail', 'Written', 'State'], rows);
}
