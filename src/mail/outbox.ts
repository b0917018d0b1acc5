import { randomUUID } from 'node:crypto';
import { AppError } from '../platform/errors.ts';
import { Paces, type Rate } from '../platform/paces.ts';
import { DELIVERY_MS } from '../platform/periods.ts';
import { emailKey } from '../protocol/accounts/email.ts';
import type { Delivery, NewMail, OutboxStore } from './ports.ts';

const DAY_SECONDS = 86_400;
/** To one address from one house: a few corrections in a row, and nobody's mailbox is filled. */
const TO_ADDRESS: Rate = { burst: 12, perSecond: 30 / DAY_SECONDS };
/** A house that calls three full rooms together in an hour. */
const OF_HOUSE: Rate = { burst: 1_500, perSecond: 3_000 / DAY_SECONDS };
/** What mail servers take from one sender in a day before they think of spam. */
const OF_ALL: Rate = { burst: 5_000, perSecond: 10_000 / DAY_SECONDS };
/** Some weeks of a mail server that nobody looks after; each takes about 20 kB. */
const MAX_WAITING = 5_000;

interface OutboxOptions {
  readonly store: OutboxStore;
  /** Whether mail goes out at all. */
  readonly isOn: boolean;
  /** MAIL_FROM, where it is known. */
  readonly from?: string | null;
  /** There is something to send. */
  readonly posted?: () => void;
}

/** Mails that are on their way, and what became of them. A mail that was posted goes, also after kill -9. */
export class Outbox {
  readonly #store: OutboxStore;
  readonly #posted: () => void;
  readonly #paces = new Paces();
  readonly isOn: boolean;
  /** Whose address mail has; null: none goes out from here. */
  readonly from: string | null;

  constructor({ store, isOn, from = null, posted = () => {} }: OutboxOptions) {
    this.#store = store;
    this.#posted = posted;
    this.isOn = isOn;
    this.from = from;
  }

  /**
   * All or none; their ids. `keep`: in one step with what they belong to. Errors: MAIL_OFF, RATE_LIMITED, TOO_MANY (as many
   * wait as may).
   */
  async post(
    mails: readonly Omit<NewMail, 'id'>[],
    keep: OutboxStore['post'] = (posted, maxWaiting) => this.#store.post(posted, maxWaiting),
  ): Promise<readonly string[]> {
    if (!this.isOn) throw new AppError('MAIL_OFF');
    this.#paces.take(
      mails.flatMap(({ organisationId, letter }) => [
        { of: `from ${organisationId} to ${emailKey(letter.to.address)}`, rate: TO_ADDRESS },
        { of: `from ${organisationId}`, rate: OF_HOUSE },
        { of: 'all', rate: OF_ALL },
      ]),
    );
    const posted = mails.map((mail) => ({ ...mail, id: randomUUID() }));
    await keep(posted, MAX_WAITING);
    this.#posted();
    return posted.map(({ id }) => id);
  }

  /** Newest first. Whoever asks has asked the table of rights before. */
  deliveriesOf(about: Parameters<OutboxStore['deliveriesOf']>[0]): Promise<readonly Delivery[]> {
    return this.#store.deliveriesOf(about);
  }

  forgetOld(): Promise<void> {
    return this.#store.deleteSettled(Date.now() - DELIVERY_MS);
  }
}
