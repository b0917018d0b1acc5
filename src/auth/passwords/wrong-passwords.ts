import { createHmac, generateKeySync } from 'node:crypto';

/** Far more than honest people mistype in a day; what is pushed out is compared and counted anew. */
const MAX_REMEMBERED = 20_000;

interface Candidate {
  readonly roomId: string;
  /** Null: the room is missing, or has no password. */
  readonly hash: string | null;
  readonly password: string;
}

/**
 * What was found wrong, so that it counts once however often it is tried: thirty people who all type last year's
 * password are one guess. Kept as an HMAC under a key that lives in this process alone; a changed password is another.
 */
export class WrongPasswords {
  readonly #key = generateKeySync('hmac', { length: 256 });
  readonly #tokens = new Set<string>();

  has(candidate: Candidate): boolean {
    return this.#tokens.has(this.#tokenOf(candidate));
  }

  /** False when it was known. */
  add(candidate: Candidate): boolean {
    const token = this.#tokenOf(candidate);
    if (this.#tokens.has(token)) return false;
    this.#tokens.add(token);
    if (this.#tokens.size > MAX_REMEMBERED) {
      const [oldest] = this.#tokens;
      if (oldest !== undefined) this.#tokens.delete(oldest);
    }
    return true;
  }

  clear(): void {
    this.#tokens.clear();
  }

  #tokenOf({ roomId, hash, password }: Candidate): string {
    return createHmac('sha256', this.#key)
      .update(JSON.stringify([roomId, hash, password]))
      .digest('base64url');
  }
}
