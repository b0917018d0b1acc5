import { setTimeout as pause } from 'node:timers/promises';
import { foundOrThrow } from '../access/found.ts';
import { type Actor, requireRight } from '../access/rights.ts';
import type { HouseRooms } from '../rooms/house-rooms.ts';
import { type Kind, keptKinds, type Periods } from './kinds.ts';
import type { CopyStore, KeptCopy, KeptDataStore, TableCount } from './ports.ts';
import { copiesOfBefore, type Erased, lostRows, type SignedReceipt, withDigest } from './receipt.ts';

/** Whoever reads just now has read by then. */
const TRIES = 20;
const PAUSE_MS = 50;

interface PrivacyOptions {
  readonly data: KeptDataStore;
  readonly copies: CopyStore;
  readonly rooms: Pick<HouseRooms, 'delete'>;
}

/** What is kept, as a whole and right now. */
export interface PrivacyReport {
  readonly kinds: readonly (Kind & { readonly counts: readonly TableCount[] })[];
  readonly copies: readonly KeptCopy[];
}

/** What is kept of one organisation. */
export interface HouseReport {
  /** Null: it is kept of all organisations together. Nothing: it is counted with a kind before. */
  readonly kinds: readonly (Kind & { readonly counts: readonly TableCount[] | null })[];
}

/** The installation as a whole: nobody's but the operator's. */
const INSTALLATION = { organisationId: null };

/** What is kept of people, and taking it away. */
export class Privacy {
  readonly #options: PrivacyOptions;

  constructor(options: PrivacyOptions) {
    this.#options = options;
  }

  async report(actor: Actor, periods: Periods): Promise<PrivacyReport> {
    requireRight(actor, 'privacy:report', INSTALLATION);
    const { data, copies } = this.#options;
    const counts = await data.countRows();
    const kinds = keptKinds(periods).map((kind) => {
      return { ...kind, counts: counts.filter(({ table }) => kind.tables.some((name) => name === table)) };
    });
    return { kinds, copies: await copies.list() };
  }

  async reportOf(actor: Actor, organisationId: string, periods: Periods): Promise<HouseReport> {
    requireRight(actor, 'organisation:read-kept', { organisationId });
    const counts = new Map((await this.#options.data.countRowsOf(organisationId)).map((each) => [each.table, each]));
    const counted = new Set<string>();
    const kinds = keptKinds(periods).map((kind) => {
      const own = kind.tables.flatMap((name) => counts.get(name) ?? []);
      const fresh = own.filter(({ table }) => !counted.has(table));
      for (const { table } of fresh) counted.add(table);
      return { ...kind, counts: own.length === 0 ? null : fresh };
    });
    return { kinds };
  }

  /** With everything of it; people who are there are put out. Errors: NOT_FOUND. */
  async eraseRoom(actor: Actor, roomId: string, version: string): Promise<SignedReceipt> {
    requireRight(actor, 'privacy:erase', INSTALLATION);
    const { rooms } = this.#options;
    return this.#erase({ kind: 'room', id: roomId }, version, async () => {
      await rooms.delete(actor, roomId);
    });
  }

  /** The account and whatever else is somebody's by their address. Errors: NOT_FOUND: nothing is kept of it anywhere. */
  async eraseAddress(actor: Actor, address: string, version: string): Promise<SignedReceipt> {
    requireRight(actor, 'privacy:erase', INSTALLATION);
    const { data } = this.#options;
    return this.#erase({ kind: 'address', address }, version, async () => {
      const isGone = await data.eraseAddress(address);
      // Nothing of theirs, but perhaps somebody has written it somewhere.
      foundOrThrow(isGone || (await data.placesOf(address)).length > 0 ? address : null);
    });
  }

  async #erase(erased: Erased, version: string, erase: () => Promise<void>): Promise<SignedReceipt> {
    const { data, copies } = this.#options;
    const before = await data.countRows();
    await erase();
    const deleted = lostRows(before, await data.countRows());
    return withDigest({
      erased,
      at: new Date().toISOString(),
      version,
      deleted,
      filesRewritten: await this.#rewriteFiles(),
      remaining: erased.kind === 'address' ? await data.placesOf(erased.address) : [],
      copies: copiesOfBefore(await copies.list()),
    });
  }

  async #rewriteFiles(): Promise<boolean> {
    for (let tried = 1; tried <= TRIES; tried += 1) {
      if (await this.#options.data.rewriteFiles()) return true;
      await pause(PAUSE_MS);
    }
    return false;
  }
}
