/** How much a room has on its worker. */
export interface RoomCounts {
  readonly sessions: number;
  readonly producers: number;
  readonly consumers: number;
}

/** A room as its worker sees it. */
export interface Tenant {
  counts(): RoomCounts;
  workerLost(): void;
  /** Idempotent; releases itself. */
  close(): void;
}

/** A room without anybody weighs as much as a conversation of two, so that rooms spread before people are in them. */
const ROOM_WEIGHT = 8;

/** The rooms on one worker, and those that are just being built there. */
export class Tenants {
  readonly #all = new Set<Tenant>();
  #reserved = 0;

  get count(): number {
    return this.#all.size;
  }

  /** What the worker has to carry, to compare it with others. */
  get load(): number {
    let load = this.#reserved * ROOM_WEIGHT;
    for (const tenant of this.#all) {
      const { producers, consumers } = tenant.counts();
      load += ROOM_WEIGHT + producers + consumers;
    }
    return load;
  }

  /** Of all of them together. */
  get counts(): RoomCounts {
    const counts = [...this.#all].map((tenant) => tenant.counts());
    const sum = (key: keyof RoomCounts) => counts.reduce((total, count) => total + count[key], 0);
    return { sessions: sum('sessions'), producers: sum('producers'), consumers: sum('consumers') };
  }

  /** Counts it from now on, and has it once it is built. Errors: as `build`. */
  async take<T extends Tenant>(build: () => Promise<T>): Promise<T> {
    this.#reserved += 1;
    try {
      const tenant = await build();
      this.#all.add(tenant);
      return tenant;
    } finally {
      this.#reserved -= 1;
    }
  }

  release(tenant: Tenant): void {
    this.#all.delete(tenant);
  }

  /** Their worker is gone: they are nobody's until they are told. */
  releaseAll(): readonly Tenant[] {
    const all = [...this.#all];
    this.#all.clear();
    return all;
  }

  /** Idempotent; each releases itself. */
  close(): void {
    for (const tenant of [...this.#all]) tenant.close();
  }
}
