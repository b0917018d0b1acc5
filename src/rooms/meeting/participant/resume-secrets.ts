/** Answers and events that may be lost on the way before the client has heard one of them. */
const MAX_SECRETS = 4;

/** By which secret they came, and whether the new one goes out in the answer to a command or in an event. */
export interface HowIssued {
  /** The hash of it. */
  readonly cameBy?: string | undefined;
  readonly byEvent?: boolean;
}

/** The secrets that bring one person back, by their SHA-256, newest first; those before the last until it was heard of. */
export class ResumeSecrets {
  #hashes: readonly string[];
  /** Which of them the last answer to a join carried. */
  #answered: string | null;

  constructor(former: ResumeSecrets | null = null) {
    this.#hashes = former?.hashes ?? [];
    this.#answered = former?.answered ?? null;
  }

  get hashes(): readonly string[] {
    return this.#hashes;
  }

  get answered(): string | null {
    return this.#answered;
  }

  has(hash: string): boolean {
    return this.#hashes.includes(hash);
  }

  isNewest(hash: string): boolean {
    return this.#hashes[0] === hash;
  }

  /**
   * A new one is on its way to them. The one they came back by stays good until its successor is heard of, however often
   * that is lost on the way; so do those that the client may hold instead because an event with a newer one was lost.
   */
  add(hash: string, { cameBy, byEvent = false }: HowIssued = {}): void {
    this.#hashes = [hash, ...(cameBy === undefined ? this.#hashes : [cameBy])].slice(0, MAX_SECRETS);
    if (!byEvent) this.#answered = hash;
  }

  /** They have agreed on this one beforehand. */
  agreeOn(hash: string): void {
    this.#hashes = [hash];
  }

  /** They use what the last answer gave them, so it arrived: the secrets before it have had their day. */
  heardAnswer(): void {
    const answered = this.#answered === null ? -1 : this.#hashes.indexOf(this.#answered);
    if (answered >= 0 && answered < this.#hashes.length - 1) this.#hashes = this.#hashes.slice(0, answered + 1);
  }
}
