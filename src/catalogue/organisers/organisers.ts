import { type KeptPasskey, newPublicId } from '../../auth/index.ts';
import { AppError } from '../../platform/errors.ts';
import { Paces, type Rate } from '../../platform/paces.ts';
import type { OrganiserRole } from '../../protocol/accounts/accounts.ts';
import { foundOrThrow } from '../access/found.ts';
import { type Actor, type Deed, requireRight, type Target } from '../access/rights.ts';
import type { NewOrganiser, OrganiserChanges, OrganiserStore, StoredOrganiser } from '../ports.ts';

/** By one organisation: a house that begins, and nobody tries whose addresses have an account somewhere here. */
const INVITED: Rate = { burst: 100, perSecond: 200 / 86_400 };

/** The secret goes behind a link's `#`; null: the account is disabled. */
interface LinkMaker {
  make(organiserId: string): Promise<{ readonly secret: string; readonly expiresAt: number } | null>;
}

/** In which browsers somebody is signed in. */
interface SessionKeeper {
  list(organiserId: string): Promise<readonly { id: string; createdAt: number; usedAt: number }[]>;
  close(organiserId: string, sessionId: string): Promise<boolean>;
  closeAll(organiserId: string): Promise<number>;
}

/** What else than the password somebody signs in with. */
interface SecondFactorKeeper {
  /** Errors: NOT_FOUND when there was none. */
  remove(organiserId: string): Promise<void>;
}

interface PasskeyKeeper {
  list(organiserId: string): Promise<readonly KeptPasskey[]>;
  rename(organiserId: string, passkeyId: string, name: string): Promise<KeptPasskey | null>;
  remove(organiserId: string, passkeyId: string): Promise<boolean>;
  removeAll(organiserId: string): Promise<number>;
}

export interface OrganisersOptions {
  readonly store: OrganiserStore;
  readonly links: LinkMaker;
  readonly sessions: SessionKeeper;
  readonly secondFactor: SecondFactorKeeper;
  readonly passkeys: PasskeyKeeper;
}

export interface Link {
  readonly secret: string;
  readonly expiresAt: number;
}

/**
 * Who has an account in which organisation. Nobody is given a password: a link lets them set their own. That an address
 * has an account in another organisation is the one thing that shows across them (EMAIL_TAKEN), because people sign in by
 * it alone; which one it is does not. Every use case asks the table of rights first.
 */
export class Organisers {
  readonly #store: OrganiserStore;
  readonly #links: LinkMaker;
  readonly #sessions: SessionKeeper;
  readonly #secondFactor: SecondFactorKeeper;
  readonly #passkeys: PasskeyKeeper;
  readonly #paces = new Paces();

  constructor({ store, links, sessions, secondFactor, passkeys }: OrganisersOptions) {
    this.#store = store;
    this.#links = links;
    this.#sessions = sessions;
    this.#secondFactor = secondFactor;
    this.#passkeys = passkeys;
  }

  /** Errors: NOT_FOUND, NOT_ALLOWED, EMAIL_TAKEN, TOO_MANY; RATE_LIMITED, but for the operator. */
  async invite(actor: Actor, person: Omit<NewOrganiser, 'id'>): Promise<{ organiser: StoredOrganiser; link: Link }> {
    requireRight(actor, 'organiser:invite', { organisationId: person.organisationId });
    if (actor.kind === 'organiser') this.#paces.take([{ of: person.organisationId, rate: INVITED }]);
    const organiser = foundOrThrow(await this.#store.create({ ...person, id: newPublicId() }));
    return { organiser, link: foundOrThrow(await this.#links.make(organiser.id)) };
  }

  /** Errors: NOT_FOUND, NOT_ALLOWED. */
  async list(actor: Actor, organisationId: string): Promise<readonly StoredOrganiser[]> {
    requireRight(actor, 'organiser:list', { organisationId });
    return this.#store.list(organisationId);
  }

  /** Errors: NOT_FOUND, NOT_ALLOWED. */
  read(actor: Actor, organiserId: string): Promise<StoredOrganiser> {
    return this.#target(actor, 'organiser:read', organiserId);
  }

  /** Errors: NOT_FOUND, NOT_ALLOWED. */
  rename(actor: Actor, organiserId: string, name: string): Promise<StoredOrganiser> {
    return this.change(actor, organiserId, { name });
  }

  /** Holds from their next step on. Errors: NOT_FOUND, NOT_ALLOWED. */
  setRole(actor: Actor, organiserId: string, role: OrganiserRole): Promise<StoredOrganiser> {
    return this.change(actor, organiserId, { role });
  }

  /** Signed out everywhere, and no link of theirs works. Errors: NOT_FOUND, NOT_ALLOWED. */
  disable(actor: Actor, organiserId: string): Promise<StoredOrganiser> {
    return this.change(actor, organiserId, { isDisabled: true });
  }

  /** With the password of before. Errors: NOT_FOUND, NOT_ALLOWED. */
  enable(actor: Actor, organiserId: string): Promise<StoredOrganiser> {
    return this.change(actor, organiserId, { isDisabled: false });
  }

  /** All of it or, where one of it is not allowed, nothing. Errors: NOT_FOUND, NOT_ALLOWED. */
  async change(actor: Actor, organiserId: string, changes: OrganiserChanges): Promise<StoredOrganiser> {
    for (const deed of deedsOf(changes)) await this.#target(actor, deed, organiserId);
    return foundOrThrow(await this.#store.update(organiserId, changes, adminIn(actor, organiserId)));
  }

  /** The old password goes on until the link is used. Errors: NOT_FOUND, NOT_ALLOWED, INVALID_STATE while disabled. */
  async makeLink(actor: Actor, organiserId: string): Promise<{ organiser: StoredOrganiser; link: Link }> {
    const organiser = await this.#target(actor, 'organiser:make-link', organiserId);
    const link = await this.#links.make(organiserId);
    if (link === null) throw new AppError('INVALID_STATE');
    return { organiser, link };
  }

  /** The password alone lets them in from then on. Errors: NOT_FOUND, also when there was none; NOT_ALLOWED. */
  async removeSecondFactor(actor: Actor, organiserId: string): Promise<void> {
    await this.#target(actor, 'organiser:remove-second-factor', organiserId);
    await this.#secondFactor.remove(organiserId);
  }

  /** By what they sign in without a password; oldest first. Errors: NOT_FOUND, NOT_ALLOWED. */
  async passkeys(actor: Actor, organiserId: string): Promise<readonly KeptPasskey[]> {
    await this.#target(actor, 'organiser:list-passkeys', organiserId);
    return this.#passkeys.list(organiserId);
  }

  /** Errors: NOT_FOUND, NOT_ALLOWED. */
  async renamePasskey(actor: Actor, organiserId: string, passkeyId: string, name: string): Promise<KeptPasskey> {
    await this.#target(actor, 'organiser:rename-passkey', organiserId);
    return foundOrThrow(await this.#passkeys.rename(organiserId, passkeyId, name));
  }

  /** It lets nobody in any more; who came in by it stays. Errors: NOT_FOUND, also for one that is gone; NOT_ALLOWED. */
  async removePasskey(actor: Actor, organiserId: string, passkeyId: string): Promise<void> {
    await this.#target(actor, 'organiser:remove-passkeys', organiserId);
    if (!(await this.#passkeys.remove(organiserId, passkeyId))) throw new AppError('NOT_FOUND');
  }

  /** How many there were. Errors: NOT_FOUND, NOT_ALLOWED. */
  async removePasskeys(actor: Actor, organiserId: string): Promise<number> {
    await this.#target(actor, 'organiser:remove-passkeys', organiserId);
    return this.#passkeys.removeAll(organiserId);
  }

  /** With all that is theirs alone; rooms that they made stay with the organisation. Errors: NOT_FOUND, NOT_ALLOWED. */
  async delete(actor: Actor, organiserId: string): Promise<StoredOrganiser> {
    const organiser = await this.#target(actor, 'organiser:delete', organiserId);
    if (!(await this.#store.delete(organiserId, adminIn(actor, organiserId)))) throw new AppError('NOT_FOUND');
    return organiser;
  }

  /** Newest first. Errors: NOT_FOUND, NOT_ALLOWED. */
  async sessions(actor: Actor, organiserId: string) {
    await this.#target(actor, 'organiser:list-sessions', organiserId);
    return this.#sessions.list(organiserId);
  }

  /** Errors: NOT_FOUND, also for a session that has ended; NOT_ALLOWED. */
  async endSession(actor: Actor, organiserId: string, sessionId: string): Promise<void> {
    await this.#target(actor, 'organiser:end-sessions', organiserId);
    if (!(await this.#sessions.close(organiserId, sessionId))) throw new AppError('NOT_FOUND');
  }

  /** How many have ended. Errors: NOT_FOUND, NOT_ALLOWED. */
  async endSessions(actor: Actor, organiserId: string): Promise<number> {
    await this.#target(actor, 'organiser:end-sessions', organiserId);
    return this.#sessions.closeAll(organiserId);
  }

  async #target(actor: Actor, deed: Deed, organiserId: string): Promise<StoredOrganiser> {
    const organiser = await this.#store.find(organiserId);
    requireRight(actor, deed, organiser && targetOf(organiser));
    return foundOrThrow(organiser);
  }
}

function deedsOf({ name, role, isDisabled }: OrganiserChanges): readonly Deed[] {
  return [
    ...(name === undefined ? [] : (['organiser:rename'] as const)),
    ...(role === undefined ? [] : (['organiser:set-role'] as const)),
    ...(isDisabled === undefined ? [] : ([isDisabled ? 'organiser:disable' : 'organiser:enable'] as const)),
  ];
}

/** Who has to be an admin still when it is done: of two who take each other's place away at once, one has. */
function adminIn(actor: Actor, organiserId: string): string | null {
  return actor.kind === 'organiser' && actor.organiserId !== organiserId ? actor.organiserId : null;
}

function targetOf({ id: organiserId, organisationId }: StoredOrganiser): Target {
  return { organisationId, organiserId };
}
