import type { SeatInvite } from '../../auth/invites/seat-invite.ts';
import type { NewMail } from '../../mail/ports.ts';
import type { MailFailure, MailKind, MailLanguage, MailState } from '../../protocol/mail.ts';

// What calling people together asks of storage. Times are milliseconds since the epoch.

/** Where mail for an expected person goes. */
export interface SeatAddress {
  readonly email: string;
  readonly language: MailLanguage;
}

/** An expected person, with what became of the last call to them. */
export interface CalledSeat {
  readonly id: string;
  readonly name: string;
  readonly address: SeatAddress | null;
  readonly call: {
    readonly calledAt: number;
    readonly mail: { readonly state: MailState; readonly failure: MailFailure | null } | null;
    /** When the link in it was first opened in a browser. */
    readonly openedAt: number | null;
  } | null;
}

/** An expected person, with the last mail to them about a reservation. */
export interface InvitedSeat extends Pick<CalledSeat, 'id' | 'name' | 'address'> {
  readonly mailed: {
    readonly kind: MailKind;
    readonly at: number;
    /** Of the series: up to which of its changes they were told; null: not of all before, or it was not noted. */
    readonly sequence: number | null;
    /** Null: what became of it is not kept any more. */
    readonly mail: { readonly state: MailState; readonly failure: MailFailure | null } | null;
  } | null;
}

/** To one of them: their own link, and the mail that brings it. */
export interface SeatCall {
  readonly seatId: string;
  readonly invite: SeatInvite;
  readonly mail: NewMail;
}

/** `seatId`: for whom it is, also where nothing of the mail itself says so. */
export interface SeatMail {
  readonly seatId: string;
  readonly mail: NewMail;
  /** Up to which change of the series they know it by this. */
  readonly sequence: number | null;
}

/** To a seat for as long as a series goes on. */
export type SeriesInvite = Omit<SeatInvite, 'maxUses' | 'expiresAt'> & {
  readonly maxUses: null;
  readonly expiresAt: number;
};

/** Somebody who was invited to a date that begins soon, and was not reminded of it. */
export interface DueReminder {
  readonly reservationId: string;
  readonly seatId: string;
  readonly name: string;
  readonly address: SeatAddress;
  readonly beginsAt: number;
  readonly endsAt: number;
}

export interface SeatReminder extends Pick<DueReminder, 'reservationId' | 'seatId' | 'beginsAt'> {
  readonly invite: SeriesInvite;
  readonly mail: NewMail;
}

/** An organiser whose room is reserved for a date that begins soon, and who was not reminded of it. */
export interface DueOwnReminder extends Omit<DueReminder, 'seatId' | 'name' | 'address'> {
  readonly organiserId: string;
}

export interface OwnReminder extends Omit<DueOwnReminder, 'endsAt'> {
  readonly mail: NewMail;
}

export interface ReminderStore {
  /** Soonest first, those of one date in the plan's order. */
  due(): Promise<readonly DueReminder[]>;
  /**
   * Links, mails, and that they were reminded: all or none. Those who are not to be reminded any more are left out. Errors:
   * TOO_MANY, as below.
   */
  remind(reminders: readonly SeatReminder[], maxWaiting: number): Promise<void>;
  /** The organisers of reserved rooms, but for those who are invited under their own address. Soonest first. */
  dueOwn(): Promise<readonly DueOwnReminder[]>;
  /** Mails and that they were reminded, as above. */
  remindOwn(reminders: readonly OwnReminder[], maxWaiting: number): Promise<void>;
}

export interface CallStore {
  /** In the plan's order. */
  list(roomId: string): Promise<readonly CalledSeat[]>;
  /** Null: mail for them goes nowhere any more. False: there is no such seat in this room. */
  setAddress(roomId: string, seatId: string, address: SeatAddress | null): Promise<boolean>;
  /**
   * Links, mails and that they were called: all or none. Seats that are gone are left out; what was called since `calledBefore`
   * as well. The ids of those who are called. Errors: TOO_MANY beyond `maxWaiting` mails in all.
   */
  call(calls: readonly SeatCall[], bounds: { calledBefore: number; maxWaiting: number }): Promise<readonly string[]>;
  /** In the plan's order. */
  listInvited(roomId: string, reservationId: string): Promise<readonly InvitedSeat[]>;
  /** Links beside those of before, mails, and that they were written to: all or none. Errors: TOO_MANY, as above. */
  invite(
    reservationId: string,
    invites: readonly SeriesInvite[],
    mails: readonly SeatMail[],
    maxWaiting: number,
  ): Promise<void>;
  /** A link was opened in a browser, by its secret's hash; of others nothing is noted. */
  noteOpened(roomId: string, secretHash: string): Promise<void>;
}
