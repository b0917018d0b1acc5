import { secrets } from '../../auth/index.ts';
import { type FeedEntry, feedOf } from '../../mail/calendar/feed-calendar.ts';
import { AppError } from '../../platform/errors.ts';
import { foundOrThrow } from '../access/found.ts';
import { type Actor, type Deed, requireRight } from '../access/rights.ts';
import { roomLink } from '../links.ts';
import type { OrganisationStore, OrganiserStore } from '../ports.ts';
import type { StoredReservation } from '../reservations/ports.ts';
import type { Reservations } from '../reservations/reservations.ts';
import type { FeedStore, KeptFeed } from './ports.ts';

/** That it is used at all is what its owner wants to know. */
const NOTED_EVERY_MS = 3_600_000;

interface CalendarFeedsOptions {
  readonly store: FeedStore;
  readonly organisers: Pick<OrganiserStore, 'find'>;
  readonly organisations: Pick<OrganisationStore, 'find'>;
  readonly reservations: Pick<Reservations, 'list'>;
  readonly publicUrl: () => string;
  /** For what could not be noted; who reads has it all the same. */
  readonly report: (error: unknown) => void;
}

/**
 * What an organiser may see of reservations, for a calendar program that asks for it again and again by an address that nobody can
 * guess. It shows that and lets in nowhere. Every use case of the owner asks the table of rights first.
 */
export class CalendarFeeds {
  readonly #options: CalendarFeedsOptions;

  constructor(options: CalendarFeedsOptions) {
    this.#options = options;
  }

  /** Null: there is none. Errors: NOT_FOUND, NOT_ALLOWED. */
  async read(actor: Actor, organiserId: string): Promise<KeptFeed | null> {
    await this.#requireRight(actor, 'feed:read', organiserId);
    return this.#options.store.find(organiserId);
  }

  /** In place of the one of before. The secret is known nowhere afterwards. Errors: NOT_FOUND, NOT_ALLOWED. */
  async make(actor: Actor, organiserId: string): Promise<{ readonly feed: KeptFeed; readonly url: string }> {
    await this.#requireRight(actor, 'feed:make', organiserId);
    const { secret, hash } = secrets.create();
    const feed = foundOrThrow(await this.#options.store.replace(organiserId, hash));
    return { feed, url: `${this.#options.publicUrl()}/kalender/${secret}.ics` };
  }

  /** Idempotent. Errors: NOT_FOUND, NOT_ALLOWED. */
  async revoke(actor: Actor, organiserId: string): Promise<void> {
    await this.#requireRight(actor, 'feed:revoke', organiserId);
    await this.#options.store.delete(organiserId);
  }

  /** iCalendar. Errors: NOT_FOUND for what is none, or none any more, whatever the reason. */
  async calendarOf(secret: string): Promise<string> {
    const { store, organisers, organisations, reservations, report } = this.#options;
    const feed = foundOrThrow(await store.findByHash(secrets.hash(secret)));
    const person = foundOrThrow(await organisers.find(feed.organiserId));
    if (person.isDisabled) throw new AppError('NOT_FOUND');
    const { id: organiserId, organisationId, role } = person;
    const house = foundOrThrow(await organisations.find(organisationId));
    const actor: Actor = { kind: 'organiser', organiserId, organisationId, role };
    const all = await reservations.list(actor, organisationId);
    if ((feed.usedAt ?? 0) < Date.now() - NOTED_EVERY_MS) {
      await store.touch(organiserId, Date.now()).catch(report);
    }
    return feedOf(
      house.name,
      all.filter(({ cancelledAt }) => cancelledAt === null).map((one) => this.#entryOf(one)),
    );
  }

  /** The door's link: whoever reads somebody's calendar must not come in by it. */
  #entryOf({ roomId, roomName, title, seats, series }: StoredReservation): FeedEntry {
    return {
      series,
      summary: title ?? roomName,
      room: roomName,
      seats,
      link: roomLink(this.#options.publicUrl(), roomId),
    };
  }

  async #requireRight(actor: Actor, deed: Deed, organiserId: string): Promise<void> {
    const organiser = await this.#options.organisers.find(organiserId);
    requireRight(actor, deed, organiser && { organisationId: organiser.organisationId, organiserId });
  }
}
