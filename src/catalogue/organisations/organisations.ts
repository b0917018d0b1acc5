import { newPublicId } from '../../auth/index.ts';
import { AppError } from '../../platform/errors.ts';
import { isLegible, legibleShadeOf } from '../../protocol/accounts/colour.ts';
import { foundOrThrow } from '../access/found.ts';
import { type Actor, requireRight } from '../access/rights.ts';
import type {
  Logo,
  NewOrganisation,
  OrganisationChanges,
  OrganisationStore,
  Quotas,
  StoredOrganisation,
} from '../ports.ts';
import { readLogo } from './logo.ts';

/** What was said of a new one. */
export type NewHouse = Pick<StoredOrganisation, 'name'> & Partial<Omit<NewOrganisation, 'id' | 'name'>>;

const NOTHING_SAID = {
  senderName: null,
  colour: null,
  federalState: null,
  maxRooms: null,
  maxSeats: null,
  roomDefaults: {},
} as const;
const INSTALLATION = { organisationId: null } as const;

/** Member houses on one installation. Every use case asks the table of rights first. */
export class Organisations {
  readonly #store: OrganisationStore;

  constructor(store: OrganisationStore) {
    this.#store = store;
  }

  /** Errors: NOT_ALLOWED, NAME_TAKEN, COLOUR_FAINT. */
  async create(actor: Actor, house: NewHouse): Promise<StoredOrganisation> {
    requireRight(actor, 'organisation:create', INSTALLATION);
    requireLegible(house);
    return this.#store.create({ ...NOTHING_SAID, ...house, id: newPublicId() });
  }

  /** All of the installation. Errors: NOT_ALLOWED. */
  async list(actor: Actor): Promise<readonly StoredOrganisation[]> {
    requireRight(actor, 'organisation:list', INSTALLATION);
    return this.#store.list();
  }

  /** Errors: NOT_FOUND. */
  async read(actor: Actor, organisationId: string): Promise<StoredOrganisation> {
    requireRight(actor, 'organisation:read', { organisationId });
    return foundOrThrow(await this.#store.find(organisationId));
  }

  /** A house's own admins are not told that another has its name; the operator is. Errors: NOT_FOUND, NOT_ALLOWED, NAME_TAKEN, COLOUR_FAINT. */
  async update(actor: Actor, organisationId: string, changes: OrganisationChanges): Promise<StoredOrganisation> {
    requireRight(actor, 'organisation:update', { organisationId });
    requireLegible(changes);
    return foundOrThrow(await this.#store.update(organisationId, changes, { sharesName: actor.kind !== 'operator' }));
  }

  /** In place of the one before. Errors: NOT_FOUND, NOT_ALLOWED, LOGO_INVALID, LOGO_TOO_LARGE. */
  async setLogo(actor: Actor, organisationId: string, picture: Buffer): Promise<StoredOrganisation> {
    requireRight(actor, 'organisation:update', { organisationId });
    return foundOrThrow(await this.#store.setLogo(organisationId, await readLogo(organisationId, picture)));
  }

  /** Errors: NOT_FOUND, NOT_ALLOWED. */
  async removeLogo(actor: Actor, organisationId: string): Promise<StoredOrganisation> {
    requireRight(actor, 'organisation:update', { organisationId });
    return foundOrThrow(await this.#store.setLogo(organisationId, null));
  }

  /** For whoever has been told its path. Null: it is nobody's. */
  async logo(key: string): Promise<Pick<Logo, 'type' | 'bytes'> | null> {
    return this.#store.findLogo(key);
  }

  /** Rooms and people beyond a lower quota stay; no more come until there are fewer. Errors: NOT_FOUND, NOT_ALLOWED. */
  async setQuotas(actor: Actor, organisationId: string, quotas: Partial<Quotas>): Promise<StoredOrganisation> {
    requireRight(actor, 'organisation:set-quotas', { organisationId });
    return foundOrThrow(await this.#store.setQuotas(organisationId, quotas));
  }

  /** With all that belongs to it. The ids of its rooms, in which people may be. Errors: NOT_FOUND, NOT_ALLOWED. */
  async delete(actor: Actor, organisationId: string): Promise<readonly string[]> {
    requireRight(actor, 'organisation:delete', { organisationId });
    return foundOrThrow(await this.#store.delete(organisationId));
  }
}

function requireLegible({ colour }: Pick<OrganisationChanges, 'colour'>): void {
  if (colour == null || isLegible(colour)) return;
  throw new AppError('COLOUR_FAINT', { details: { legible: legibleShadeOf(colour) } });
}
