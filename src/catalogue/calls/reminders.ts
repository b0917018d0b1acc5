import { reminderLetter } from '../../mail/letters/reminder-letter.ts';
import type { Outbox } from '../../mail/outbox.ts';
import { Scope, Timer } from '../../platform/scope.ts';
import { inviteLink } from '../links.ts';
import type { ReservationStore, StoredReservation } from '../reservations/ports.ts';
import type { CallsOptions } from './calls.ts';
import { sendOwnReminder } from './own-reminders.ts';
import type { DueReminder, ReminderStore } from './ports.ts';
import { postPrepared } from './prepared.ts';
import { type Sender, senderFrom } from './sender.ts';
import { newSeriesInvite } from './series-invite.ts';

/** A reminder may be a minute late. */
const LOOK_EVERY_MS = 60_000;

interface RemindersOptions extends Pick<CallsOptions, 'organisations' | 'organisers' | 'publicUrl'> {
  readonly store: ReminderStore;
  readonly reservations: Pick<ReservationStore, 'find'>;
  readonly outbox: Outbox;
  /** For what did not go, on a full disk say; it is tried again. */
  readonly report: (error: unknown) => void;
}

/**
 * Before a date begins those who were invited to it by mail are written to once more, each with their own link, and so is the room's
 * organiser. What is due is looked up in what is kept, and that they were reminded is kept with the mail: a restart leaves out nobody
 * and writes to nobody twice.
 */
export class Reminders {
  readonly #options: RemindersOptions;
  readonly #scope = new Scope();
  readonly #look = new Timer(this.#scope);
  #sending: Promise<void> = Promise.resolve();

  constructor(options: RemindersOptions) {
    this.#options = options;
  }

  /** For a server that is alone on its database. */
  start(): void {
    if (!this.#options.outbox.isOn || this.#scope.closed) return;
    this.#sending = this.sendDue().finally(() => this.#look.start(LOOK_EVERY_MS, () => this.start()));
  }

  /** Idempotent. */
  async close(): Promise<void> {
    this.#scope.close();
    await this.#sending;
  }

  /** Never fails: what did not go is reported, and holds up no other reservation. */
  async sendDue(): Promise<void> {
    const { store, report } = this.#options;
    const failed = (error: unknown): [] => {
      report(error);
      return [];
    };
    const due = await store.due().catch(failed);
    for (const reservationId of new Set(due.map((each) => each.reservationId))) {
      if (this.#scope.closed) return;
      await this.#sendOf(due.filter((each) => each.reservationId === reservationId)).catch(report);
    }
    for (const own of await store.dueOwn().catch(failed)) {
      if (this.#scope.closed) return;
      await sendOwnReminder(this.#options, own).catch(report);
    }
  }

  async #sendOf(due: readonly DueReminder[]): Promise<void> {
    const { reservations, organisers, outbox, store } = this.#options;
    const reservation = due[0] && (await reservations.find(due[0].reservationId));
    // It may have gone since.
    if (!reservation) return;
    const { owner } = reservation;
    const person = owner?.organiserId ? await organisers.find(owner.organiserId) : null;
    const from = await senderFrom(this.#options, person, owner);
    const prepared = due.map((each) => this.#mailTo(each, reservation, from));
    await postPrepared(outbox, prepared, (reminders, maxWaiting) => store.remind(reminders, maxWaiting));
  }

  #mailTo(
    { reservationId, seatId, name, address, beginsAt, endsAt }: DueReminder,
    to: StoredReservation,
    from: Sender,
  ) {
    const { roomId, roomName, title, series, owner } = to;
    const { invite, secret } = newSeriesInvite({ roomId, seatId, label: name, lastEnd: endsAt });
    const letter = reminderLetter({
      to: { name, address: address.email },
      language: address.language,
      room: title ?? roomName,
      organiser: from.organiser,
      houseName: from.houseName ?? roomName,
      window: { beginsAt, endsAt },
      zone: series.zone,
      link: inviteLink(this.#options.publicUrl(), roomId, secret),
    });
    const mail = {
      kind: 'reminder',
      organisationId: owner?.organisationId ?? null,
      sentBy: from.organiserId,
      organiserId: null,
      roomId,
      seatId,
      letter,
      giveUpAt: beginsAt,
    } as const;
    return { reservationId, seatId, beginsAt, invite, mail };
  }
}
