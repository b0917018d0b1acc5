import type { Generated, Kysely, Selectable } from 'kysely';
import type { OrganiserRole } from '../../protocol/accounts/accounts.ts';
import type { FederalState } from '../../protocol/reservations/federal-states.ts';
import type { ReminderMinutes } from '../../protocol/reservations/reminder.ts';
import type { RedeemedInvite } from '../../rooms/ports/auth.ts';
import type { KeptStanding, StoredRoom, StoredStay } from '../../rooms/ports/storage.ts';
import type { KeptAnswerTable } from './tables/answer.ts';
import type { ReservationMailTable, SeatAddressTable, SeatCallTable } from './tables/call.ts';
import type { BackupTable } from './tables/copy.ts';
import type { CalendarFeedTable } from './tables/feed.ts';
import type { LogoTable } from './tables/logo.ts';
import type { MailTable } from './tables/mail.ts';
import type { PasskeyTable } from './tables/passkey.ts';
import type { PasswordLinkTable } from './tables/password-link.ts';
import type { OrganiserReminderTable, ReservationReminderTable, RunningDateTable } from './tables/reservation.ts';
import type { ApiTokenTable } from './tables/token.ts';
import type { OpenMeetingTable, WebhookDeliveryTable, WebhookTable } from './tables/webhook.ts';

// The tables as SQLite holds them: booleans are 0 or 1, times are milliseconds since the epoch.

export interface RoomTable {
  id: string;
  code: string;
  name: string;
  password_hash: string | null;
  lobby: StoredRoom['lobby'];
  lobby_message: string | null;
  join_before_host: number;
  locked: number;
  max_participants: number;
  mute_on_entry: number;
  camera_on_entry: StoredRoom['cameraOnEntry'];
  renaming: number;
  pseudonyms: number;
  trusted_pass: number;
  lobby_replies: number;
  chat: number;
  attendance_days: number;
  quorum: number | null;
  created_at: number;
  updated_at: number;
  organisation_id: Generated<string | null>;
  organiser_id: Generated<string | null>;
  only_reserved: Generated<number>;
}

export interface InviteTable {
  id: string;
  room_id: string;
  role: RedeemedInvite['role'];
  secret_hash: string;
  label: string | null;
  max_uses: number | null;
  uses: Generated<number>;
  expires_at: number | null;
  revoked_at: Generated<number | null>;
  created_at: number;
  trusted: number;
  seat_id: string | null;
  last_used_at: Generated<number | null>;
}

/** Which browser has used an invite that is for few or for a time. */
export interface InviteUseTable {
  invite_id: string;
  device_hash: string;
  used_at: number;
}

export interface SeatTable {
  id: string;
  room_id: string;
  position: number;
  name: string;
}

export interface StayTable {
  id: string;
  room_id: string;
  display_name: string;
  role: StoredStay['role'];
  seat: string | null;
  joined_at: number;
  left_at: number | null;
  keep_until: number;
}

/** What a meeting that goes on knows of a browser. */
export interface StandingTable {
  room_id: string;
  device_hash: string;
  standing: KeptStanding['standing'];
  noted_at: number;
}

/** What a check of somebody's connection has found; the report as JSON. */
export interface CheckTable {
  code: string;
  checked_at: number;
  report: string;
}

/** A room that was made without an account: it goes when it was not used for long. */
export interface OpenRoomTable {
  room_id: string;
  last_used_at: number;
}

export interface OrganisationTable {
  id: string;
  name: string;
  name_key: string;
  sender_name: string | null;
  colour: string | null;
  federal_state: FederalState | null;
  max_rooms: number | null;
  max_seats: number | null;
  /** JSON. */
  room_defaults: string;
  created_at: number;
  updated_at: number;
}

export interface OrganiserTable {
  id: string;
  organisation_id: string;
  email: string;
  email_key: string;
  name: string;
  role: OrganiserRole;
  password_hash: Generated<string | null>;
  disabled_at: Generated<number | null>;
  created_at: number;
  updated_at: number;
}

export interface SessionTable {
  id: string;
  organiser_id: string;
  token_hash: string;
  created_at: number;
  used_at: number;
}

/** In which browser somebody has signed in. */
export interface OrganiserBrowserTable {
  organiser_id: string;
  browser_hash: string;
  seen_at: number;
}

/** An authenticator app. */
export interface SecondFactorTable {
  organiser_id: string;
  secret: string;
  confirmed_at: Generated<number | null>;
  /** Of the last code that was used, in half minutes since the epoch. */
  last_step: Generated<number>;
}

export interface RecoveryCodeTable {
  organiser_id: string;
  code_hash: string;
}

/** Who an organiser is to an OpenID provider. */
export interface SubjectTable {
  issuer: string;
  subject: string;
  organiser_id: string;
}

/** A room that is reserved, once or again and again. */
export interface ReservationTable {
  id: string;
  room_id: string;
  title: string | null;
  seats: number;
  minutes_before: number;
  minutes_after: number;
  reminder_minutes: ReminderMinutes | null;
  /** Local time of `zone`. */
  start: string;
  minutes: number;
  zone: string;
  rule: string | null;
  uid: string;
  sequence: number;
  cancelled_at: number | null;
  /** By which edition of the time zones its windows were worked out. */
  zone_rules: string;
  created_at: number;
  updated_at: number;
}

/** A date that is otherwise; local times. */
export interface ReservationChangeTable {
  reservation_id: string;
  date: string;
  moved_start: string | null;
  moved_minutes: number | null;
  sequence: number;
}

/** What follows from both: for how long its seats are kept. */
export interface ReservationWindowTable {
  reservation_id: string;
  date: string;
  begins_at: number;
  ends_at: number;
  opens_at: number;
  closes_at: number;
}

export interface Schema {
  seat_addresses: SeatAddressTable;
  seat_calls: SeatCallTable;
  reservation_mails: ReservationMailTable;
  reservation_reminders: ReservationReminderTable;
  organiser_reminders: OrganiserReminderTable;
  mails: MailTable;
  subjects: SubjectTable;
  api_tokens: ApiTokenTable;
  calendar_feeds: CalendarFeedTable;
  kept_answers: KeptAnswerTable;
  webhooks: WebhookTable;
  webhook_deliveries: WebhookDeliveryTable;
  open_meetings: OpenMeetingTable;
  passkeys: PasskeyTable;
  second_factors: SecondFactorTable;
  recovery_codes: RecoveryCodeTable;
  organisations: OrganisationTable;
  logos: LogoTable;
  organisers: OrganiserTable;
  sessions: SessionTable;
  organiser_browsers: OrganiserBrowserTable;
  password_links: PasswordLinkTable;
  rooms: RoomTable;
  invites: InviteTable;
  invite_uses: InviteUseTable;
  seats: SeatTable;
  stays: StayTable;
  standings: StandingTable;
  checks: CheckTable;
  open_rooms: OpenRoomTable;
  backups: BackupTable;
  reservations: ReservationTable;
  reservation_changes: ReservationChangeTable;
  reservation_windows: ReservationWindowTable;
  running_dates: RunningDateTable;
}

export type TableName = keyof Schema;

/** Reading goes by a connection of its own: it waits for nobody's write, and needs no room on the disk. */
export interface Connections {
  readonly read: Kysely<Schema>;
  readonly write: Kysely<Schema>;
}

export type OrganisationRow = Selectable<OrganisationTable>;
export type OrganiserRow = Selectable<OrganiserTable>;
export type RoomRow = Selectable<RoomTable>;
export type InviteRow = Selectable<InviteTable>;
export type StayRow = Selectable<StayTable>;
export type ReservationRow = Selectable<ReservationTable>;
export type ReservationChangeRow = Selectable<ReservationChangeTable>;
