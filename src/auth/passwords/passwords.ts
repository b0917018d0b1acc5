import { createHmac, generateKeySync, randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import argon2 from 'argon2';
import { canonicalPassword } from '../../protocol/base/canonical-password.ts';
import { HashQueue, type HashQueueOptions, type Turn } from './hash-queue.ts';
import { passwordForms } from './password-forms.ts';

/** What one hash costs. Cheaper ones are for tests alone. */
export interface PasswordCost {
  readonly memoryKiB: number;
  readonly passes: number;
}

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane. */
const OWASP_COST: PasswordCost = { memoryKiB: 19 * 1024, passes: 2 };
/** A meeting's people arrive within minutes; short, so that little is known about a process's memory. */
const REMEMBER_MS = 5 * 60_000;
/** One entry per room in use and hour is far below it. */
const MAX_REMEMBERED = 1_000;

interface PasswordsOptions extends Partial<HashQueueOptions> {
  readonly cost?: PasswordCost;
}

interface Candidate {
  /** Keeps equal passwords of different rooms apart. */
  readonly roomId: string;
  /** Null: the room is missing, or has no password. */
  readonly hash: string | null;
  readonly password: string;
  readonly turn: Turn;
}

/**
 * Hashes and compares passwords, as many at once as there are cores. Two hundred people who bring the same right
 * password within seconds cost one hash: attempts under way are shared, and a right one is remembered for minutes
 * (as an HMAC under a key that lives in this process alone).
 */
export class Passwords {
  readonly #cost: PasswordCost;
  readonly #queue: HashQueue;
  readonly #memoryKey = generateKeySync('hmac', { length: 256 });
  readonly #underWay = new Map<string, Promise<boolean>>();
  /** Token of a right password -> until when it is remembered, in the order of being learned. */
  readonly #remembered = new Map<string, number>();
  /** What a password is compared with where there is none. */
  readonly #dummyHash: string;

  /** Async because the hash that stands for missing ones is made here, before anybody can time it. */
  static async create(options: PasswordsOptions = {}): Promise<Passwords> {
    const cost = options.cost ?? OWASP_COST;
    return new Passwords({ ...options, cost, dummyHash: await argon2id(randomBytes(32).toString('base64url'), cost) });
  }

  private constructor({
    cost,
    dummyHash,
    concurrency = availableParallelism(),
    ...bounds
  }: PasswordsOptions & { cost: PasswordCost; dummyHash: string }) {
    this.#cost = cost;
    this.#dummyHash = dummyHash;
    this.#queue = new HashQueue({ concurrency, ...bounds });
  }

  /** argon2id in PHC form; the operator's own, unless it is said whose turn it is. Errors: RATE_LIMITED when too many wait. */
  async hash(password: string, turn: Turn = { known: true }): Promise<string> {
    return this.#queue.run(turn, () => argon2id(canonicalPassword(password), this.#cost));
  }

  /** Also as it may have been pasted. A null hash costs the same and never fits. Errors: RATE_LIMITED when too many wait. */
  async verify(candidate: Candidate): Promise<boolean> {
    const token = this.#tokenOf(candidate);
    if (this.#remembers(token)) return true;
    // Who is known does not wait with those who are not.
    const attempt = `${candidate.turn.known} ${token}`;
    const shared = this.#underWay.get(attempt);
    if (shared) return shared;
    const result = this.#compare(candidate).finally(() => this.#underWay.delete(attempt));
    this.#underWay.set(attempt, result);
    const fits = await result;
    if (fits) this.#remember(token);
    return fits;
  }

  async #compare({ hash, password, turn }: Candidate): Promise<boolean> {
    const fits = await this.#queue.run(turn, async () => {
      for (const form of passwordForms(password)) {
        if (await argon2.verify(hash ?? this.#dummyHash, form)) return true;
      }
      return false;
    });
    return fits && hash !== null;
  }

  #tokenOf({ roomId, hash, password }: Candidate): string {
    const parts = JSON.stringify([roomId, hash, passwordForms(password)]);
    return createHmac('sha256', this.#memoryKey).update(parts).digest('base64url');
  }

  #remembers(token: string): boolean {
    const until = this.#remembered.get(token);
    if (until === undefined) return false;
    if (until > Date.now()) return true;
    this.#remembered.delete(token);
    return false;
  }

  #remember(token: string): void {
    this.#remembered.set(token, Date.now() + REMEMBER_MS);
    if (this.#remembered.size <= MAX_REMEMBERED) return;
    const [oldest] = this.#remembered.keys();
    if (oldest !== undefined) this.#remembered.delete(oldest);
  }
}

function argon2id(password: string, { memoryKiB, passes }: PasswordCost): Promise<string> {
  return argon2.hash(password, { type: argon2.argon2id, memoryCost: memoryKiB, timeCost: passes, parallelism: 1 });
}
