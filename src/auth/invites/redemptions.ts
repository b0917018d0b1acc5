import pLimit, { type LimitFunction } from 'p-limit';

/** What one browser's attempts to come in by one invite have in common. */
interface SharedUse {
  readonly inTurn: LimitFunction;
  /** Attempts that have not ended yet. */
  underWay: number;
  /** Gives back what one of them has counted. */
  undo: (() => Promise<void>) | null;
  /** One of them is in: the use is theirs for good. */
  isSpent: boolean;
}

/**
 * Attempts to come in by invites. A page that is loaded again, or renews its line, comes a second time while it is still
 * being let in; what the first attempt has counted then belongs to both. The last that fails gives it back, unless one
 * of them is in: else the link were free while its owner sits at the table.
 */
export class Redemptions {
  readonly #uses = new Map<string, SharedUse>();

  /** `of`: the invite and the browser; null when it does not say which it is, and shares with nobody. */
  begin(of: string | null): Redemption {
    const use = (of === null ? undefined : this.#uses.get(of)) ?? {
      inTurn: pLimit(1),
      underWay: 0,
      undo: null,
      isSpent: false,
    };
    if (of !== null) this.#uses.set(of, use);
    use.underWay += 1;
    return new Redemption(use, () => {
      if (of !== null && use.underWay === 0) this.#uses.delete(of);
    });
  }
}

/** One attempt. It ends once, and what is said of it later changes nothing. */
export class Redemption {
  readonly #use: SharedUse;
  readonly #ended: () => void;
  #hasEnded = false;

  constructor(use: SharedUse, ended: () => void) {
    this.#use = use;
    this.#ended = ended;
  }

  /** One after the other, so that each finds what the one before has counted or given back. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#use.inTurn(work);
  }

  counted(undo: () => Promise<void>): void {
    this.#use.undo = undo;
  }

  /** They are in. */
  keep(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#use.isSpent = true;
    this.#leave();
  }

  /** It came to nothing. */
  async giveBack(): Promise<void> {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    const use = this.#use;
    try {
      await use.inTurn(async () => {
        // Others under way answer for it from here on.
        if (use.underWay > 1 || use.isSpent || use.undo === null) return;
        const { undo } = use;
        use.undo = null;
        await undo();
      });
    } finally {
      this.#leave();
    }
  }

  #leave(): void {
    this.#use.underWay -= 1;
    this.#ended();
  }
}
