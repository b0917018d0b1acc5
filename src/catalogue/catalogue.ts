import { createOriginKey } from '../auth/index.ts';
import type { Outbox } from '../mail/outbox.ts';
import type { InviteRepository } from '../storage/index.ts';
import { Calls, type CallsOptions } from './calls/calls.ts';
import { Invitations } from './calls/invitations.ts';
import type { CallStore, ReminderStore } from './calls/ports.ts';
import { Reminders } from './calls/reminders.ts';
import { CalendarFeeds } from './feeds/calendar-feeds.ts';
import type { FeedStore } from './feeds/ports.ts';
import { Organisations } from './organisations/organisations.ts';
import { ForgottenPasswords } from './organisers/forgotten-passwords.ts';
import { OrganiserMail } from './organisers/organiser-mail.ts';
import { Organisers, type OrganisersOptions } from './organisers/organisers.ts';
import { PasswordMail } from './organisers/password-mail.ts';
import type { OrganisationStore, OrganiserStore } from './ports.ts';
import type { CopyStore, KeptDataStore } from './privacy/ports.ts';
import { Privacy } from './privacy/privacy.ts';
import type { ReservationStore } from './reservations/ports.ts';
import { Reservations } from './reservations/reservations.ts';
import { type HouseRoomStore, HouseRooms, type HouseRoomsOptions } from './rooms/house-rooms.ts';
import { type GuardedRooms, RoomCodes } from './rooms/room-codes.ts';
import { RoomInvites } from './rooms/room-invites.ts';
import { RoomPlans, type RoomPlansOptions } from './rooms/room-plans.ts';
import { Tokens, type TokensOptions } from './tokens/tokens.ts';
import { Webhooks, type WebhooksOptions } from './webhooks/webhooks.ts';

interface AskedLinks {
  makeAsked: ConstructorParameters<typeof ForgottenPasswords>[0]['links']['makeAsked'];
}

interface CatalogueOptions {
  readonly stores: {
    readonly organisations: OrganisationStore;
    readonly organisers: OrganiserStore;
    readonly rooms: HouseRoomStore & GuardedRooms;
    readonly keptData: KeptDataStore;
    readonly copies: CopyStore;
    readonly invites: InviteRepository;
    readonly plans: RoomPlansOptions['plans'];
    readonly reservations: ReservationStore;
    readonly calls: CallStore;
    readonly reminders: ReminderStore;
    readonly webhooks: WebhooksOptions['store'];
    readonly feeds: FeedStore;
  };
  readonly accounts: Omit<OrganisersOptions, 'store' | 'links'> & {
    readonly links: OrganisersOptions['links'] & AskedLinks;
    readonly tokens: TokensOptions['tokens'];
  };
  readonly mail: {
    readonly outbox: Outbox;
    /** Of this installation; known when it listens. */
    readonly publicUrl: () => string;
    readonly report: (error: unknown) => void;
  };
  readonly webhooks: Pick<WebhooksOptions, 'mayReach' | 'posted'>;
  readonly meetings: HouseRoomsOptions['meetings'];
  readonly presence: CallsOptions['presence'];
  readonly hashPassword: HouseRoomsOptions['hashPassword'];
  /** Seats at once that this server carries. */
  readonly capacitySeats: number;
}

/** The use cases that CLI, pages and REST share. Who does it is always said, and the table of rights always asked. */
export interface Catalogue {
  readonly organisations: Organisations;
  readonly organisers: Organisers;
  readonly organiserMail: OrganiserMail;
  readonly forgottenPasswords: ForgottenPasswords;
  readonly rooms: HouseRooms;
  readonly roomCodes: RoomCodes;
  readonly privacy: Privacy;
  readonly invites: RoomInvites;
  readonly plans: RoomPlans;
  readonly reservations: Reservations;
  readonly calls: Calls;
  readonly invitations: Invitations;
  readonly reminders: Reminders;
  readonly tokens: Tokens;
  readonly webhooks: Webhooks;
  readonly feeds: CalendarFeeds;
  /** Idempotent. */
  close(): Promise<void>;
}

export function composeCatalogue({
  stores,
  accounts,
  meetings,
  presence,
  hashPassword,
  mail,
  webhooks,
  capacitySeats,
}: CatalogueOptions): Catalogue {
  const { links, sessions, secondFactor, passkeys } = accounts;
  const { outbox, publicUrl, report } = mail;
  const store = stores.organisers;
  const passwordMail = new PasswordMail({ outbox, organisations: stores.organisations, publicUrl });
  const forgottenPasswords = new ForgottenPasswords({ organisers: store, links, mail: passwordMail, report });
  const { organisations, rooms, invites, plans } = stores;
  const reservations = new Reservations({ store: stores.reservations, meetings, capacitySeats });
  const houseRooms = new HouseRooms({ organisations, rooms, meetings, hashPassword });
  const reminders = new Reminders({
    store: stores.reminders,
    reservations: stores.reservations,
    organisations,
    organisers: store,
    outbox,
    publicUrl,
    report,
  });
  const roomCodes = new RoomCodes({ rooms, originOf: createOriginKey() });
  return {
    organisations: new Organisations(organisations),
    organisers: new Organisers({ store, links, sessions, secondFactor, passkeys }),
    organiserMail: new OrganiserMail({ store, links, mail: passwordMail, outbox }),
    forgottenPasswords,
    rooms: houseRooms,
    roomCodes,
    invites: new RoomInvites({ rooms, invites, meetings }),
    plans: new RoomPlans({ rooms, plans, invites, meetings }),
    calls: new Calls({ rooms, store: stores.calls, organisations, organisers: store, outbox, presence, publicUrl }),
    tokens: new Tokens({ organisers: store, tokens: accounts.tokens }),
    webhooks: new Webhooks({ store: stores.webhooks, publicUrl, ...webhooks }),
    privacy: new Privacy({ data: stores.keptData, copies: stores.copies, rooms: houseRooms }),
    invitations: new Invitations({
      rooms,
      store: stores.calls,
      organisations,
      organisers: store,
      outbox,
      publicUrl,
      reservations: stores.reservations,
    }),
    reminders,
    reservations,
    feeds: new CalendarFeeds({
      store: stores.feeds,
      organisers: store,
      organisations,
      reservations,
      publicUrl,
      report,
    }),
    close: async () => {
      roomCodes.close();
      await reminders.close();
      await forgottenPasswords.close();
    },
  };
}
