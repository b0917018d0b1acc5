import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema/schema.ts';
import { StorageError } from '../storage-error.ts';

interface UseTallyOptions {
  readonly db: Kysely<Schema>;
  /** For a count that could not be written; once until one could again. */
  readonly report: (error: unknown) => void;
}

interface DeviceUse {
  readonly inviteId: string;
  readonly deviceHash: string;
  /** Null: to be forgotten. */
  readonly usedAt: number | null;
}

/** While nothing can be written, the oldest go first. */
const MAX_PENDING_DEVICES = 10_000;

/**
 * Uses of invites that are for the record alone, on their way to the disk: those of invites without a limit, and uses
 * given back, with the browsers they are of. Nobody waits for them or is refused over them; what could not be written goes with the next, and those
 * that come together are written together.
 */
export class UseTally {
  readonly #db: Kysely<Schema>;
  readonly #report: (error: unknown) => void;
  readonly #pending = new Map<string, number>();
  readonly #devices: DeviceUse[] = [];
  #writing: Promise<void> | null = null;
  #failing = false;

  constructor({ db, report }: UseTallyOptions) {
    this.#db = db;
    this.#report = report;
  }

  add(inviteId: string, uses: number): void {
    this.#pending.set(inviteId, this.of(inviteId) + uses);
    void this.settle();
  }

  /** Which browser it was, for its way back. */
  remember(inviteId: string, deviceHash: string, usedAt: number): Promise<void> {
    return this.#note({ inviteId, deviceHash, usedAt });
  }

  forget(inviteId: string, deviceHash: string): Promise<void> {
    return this.#note({ inviteId, deviceHash, usedAt: null });
  }

  isToForget(inviteId: string, deviceHash: string): boolean {
    const last = this.#devices.findLast((use) => use.inviteId === inviteId && use.deviceHash === deviceHash);
    return last?.usedAt === null;
  }

  /** What was given back and is pending. Both are written together, so that nobody else finds it free between them. */
  takeAgain(inviteId: string, deviceHash: string, usedAt: number): Promise<void> {
    this.add(inviteId, 1);
    return this.remember(inviteId, deviceHash, usedAt);
  }

  #note(use: DeviceUse): Promise<void> {
    this.#devices.push(use);
    if (this.#devices.length > MAX_PENDING_DEVICES) this.#devices.shift();
    return this.settle();
  }

  /** Not on the disk yet. */
  of(inviteId: string): number {
    return this.#pending.get(inviteId) ?? 0;
  }

  /** Tries to write all that is pending; what cannot be written stays so. Never fails. */
  settle(): Promise<void> {
    this.#writing ??= this.#writeAll();
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    try {
      // What comes in the same breath goes along.
      await Promise.resolve();
      await this.#write();
    } finally {
      this.#writing = null;
    }
  }

  async #write(): Promise<void> {
    while (this.#pending.size > 0 || this.#devices.length > 0) {
      const counts = [...this.#pending];
      const devices = [...this.#devices];
      try {
        await this.#db.transaction().execute((step) => write(step, counts, devices));
      } catch (error) {
        if (!this.#failing) this.#report(error);
        this.#failing = true;
        // Anything else would fail again for ever.
        if (!(error instanceof StorageError)) this.#settled(counts, devices);
        return;
      }
      this.#failing = false;
      this.#settled(counts, devices);
    }
  }

  #settled(counts: readonly (readonly [string, number])[], devices: readonly DeviceUse[]): void {
    for (const [id, uses] of counts) {
      const rest = this.of(id) - uses;
      if (rest === 0) this.#pending.delete(id);
      else this.#pending.set(id, rest);
    }
    const written = new Set(devices);
    this.#devices.splice(0, this.#devices.length, ...this.#devices.filter((use) => !written.has(use)));
  }
}

async function write(
  step: Kysely<Schema>,
  counts: readonly (readonly [string, number])[],
  devices: readonly DeviceUse[],
): Promise<void> {
  for (const [id, uses] of counts) {
    await step
      .updateTable('invites')
      .set({ uses: sql<number>`max(uses + ${uses}, 0)`, last_used_at: Date.now() })
      .where('id', '=', id)
      .execute();
  }
  for (const { inviteId, deviceHash, usedAt } of devices) {
    if (usedAt === null) {
      const uses = step.deleteFrom('invite_uses').where('invite_id', '=', inviteId);
      await uses.where('device_hash', '=', deviceHash).execute();
    } else {
      // Of an invite that is gone, with its room say, nothing is kept.
      await sql`
        INSERT OR REPLACE INTO invite_uses (invite_id, device_hash, used_at)
        SELECT id, ${deviceHash}, ${usedAt} FROM invites WHERE id = ${inviteId}
      `.execute(step);
    }
  }
}
