import type { OrganiserRole } from '../protocol/accounts/accounts.ts';
import type { LogoType } from '../protocol/api/organisation.ts';
import type { FederalState } from '../protocol/reservations/federal-states.ts';
import type { StoredRoom } from '../rooms/ports/storage.ts';
import type { RoomDefaults } from './organisations/room-defaults.ts';

// What the catalogue asks of storage. Times are milliseconds since the epoch.

/** A house's sign, as it is known without its picture. */
export interface LogoFacts {
  /** In its path: another picture has another one, and nobody finds it who does not know both house and picture. */
  readonly key: string;
  readonly type: LogoType;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

export interface Logo extends LogoFacts {
  readonly bytes: Buffer;
}

/** A house on this installation; nothing of one is visible to another. */
export interface StoredOrganisation {
  readonly id: string;
  readonly name: string;
  /** Who its mail comes from; null: its name. */
  readonly senderName: string | null;
  /** `#rrggbb`; null: the installation's own. */
  readonly colour: string | null;
  readonly logo: LogoFacts | null;
  /** Whose public holidays are said to those who plan; null: those of all. */
  readonly federalState: FederalState | null;
  /** How many rooms it may have; null: any number. */
  readonly maxRooms: number | null;
  /** How many people may be in its rooms at once; null: any number. */
  readonly maxSeats: number | null;
  /** What its new rooms are set to where nothing else is said. */
  readonly roomDefaults: RoomDefaults;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type NewOrganisation = Omit<StoredOrganisation, 'logo' | 'createdAt' | 'updatedAt'>;
/** What its own admins may change. */
export type OrganisationChanges = Partial<Omit<NewOrganisation, 'id' | keyof Quotas>>;
/** What the operator alone sets. */
export type Quotas = Pick<StoredOrganisation, 'maxRooms' | 'maxSeats'>;

export interface OrganisationStore {
  /** Errors: NAME_TAKEN, also by a name that differs in case or width alone. */
  create(organisation: NewOrganisation): Promise<StoredOrganisation>;
  find(organisationId: string): Promise<StoredOrganisation | null>;
  /** By name. */
  list(): Promise<readonly StoredOrganisation[]>;
  /** `sharesName`: another house may have its name. Null: it is gone. Errors: NAME_TAKEN. */
  update(
    organisationId: string,
    changes: OrganisationChanges,
    how?: { readonly sharesName: boolean },
  ): Promise<StoredOrganisation | null>;
  /** Null: it is gone. */
  setQuotas(organisationId: string, quotas: Partial<Quotas>): Promise<StoredOrganisation | null>;
  /** In place of the one before; null: none. Null: it is gone. */
  setLogo(organisationId: string, logo: Logo | null): Promise<StoredOrganisation | null>;
  /** Null: it is nobody's, or not any more. */
  findLogo(key: string): Promise<Pick<Logo, 'type' | 'bytes'> | null>;
  /** With its organisers and rooms. The ids of the rooms; null: it is gone. */
  delete(organisationId: string): Promise<readonly string[] | null>;
}

/** Somebody with an account. */
export interface StoredOrganiser {
  readonly id: string;
  readonly organisationId: string;
  /** As it was written. */
  readonly email: string;
  readonly name: string;
  readonly role: OrganiserRole;
  /** False until they have followed their link. */
  readonly hasPassword: boolean;
  readonly isDisabled: boolean;
  /** Beside the password. */
  readonly hasSecondFactor: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type NewOrganiser = Pick<StoredOrganiser, 'id' | 'organisationId' | 'email' | 'name' | 'role'>;
export type OrganiserChanges = Partial<Pick<StoredOrganiser, 'name' | 'role' | 'isDisabled'>>;

export interface OrganiserStore {
  /** Null: the organisation is gone. Errors: EMAIL_TAKEN, also by another spelling of the address. */
  create(organiser: NewOrganiser): Promise<StoredOrganiser | null>;
  find(organiserId: string): Promise<StoredOrganiser | null>;
  /** By what all spellings of an address have in common. */
  findByEmail(emailKey: string): Promise<StoredOrganiser | null>;
  /** By name. */
  list(organisationId: string): Promise<readonly StoredOrganiser[]>;
  /**
   * Who is disabled is signed out, and no link of theirs works any more. `adminId`: who does it must be an admin of the same house
   * in the step that does it; NOT_ALLOWED otherwise. Null: they are gone.
   */
  update(organiserId: string, changes: OrganiserChanges, adminId?: string | null): Promise<StoredOrganiser | null>;
  /** With all that is theirs alone; rooms that they made stay with the organisation. `adminId`: as above. */
  delete(organiserId: string, adminId?: string | null): Promise<boolean>;
}

/** Whose a room is; one that has no owner is the operator's. */
export interface RoomOwner {
  readonly organisationId: string;
  /** Who made it; null: the operator, or somebody whose account is gone. */
  readonly organiserId: string | null;
}

/** A room with whose it is; null: the operator's. */
export type OwnedRoom = StoredRoom & {
  readonly owner: RoomOwner | null;
  /** Nine digits for the telephone, which no other room has. */
  readonly code: string;
};

/** All of a room that is said once and for all of its meetings. */
export type RoomSettings = Omit<StoredRoom, 'id' | 'name' | 'passwordHash' | 'sharedSeats' | 'createdAt' | 'updatedAt'>;
