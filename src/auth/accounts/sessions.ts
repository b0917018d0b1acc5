import { REMEMBER_BROWSER_MS, SESSION_IDLE_MS, SESSION_MS } from '../../platform/periods.ts';
import type { Secrets } from '../../rooms/ports/auth.ts';
import { newPublicId } from '../secrets.ts';
import type { Ground, KeptSession, SessionBounds, SessionStore } from './ports.ts';

/** Of days nobody needs to know more, and a disk is not written for every page. */
const TOUCH_EVERY_MS = 3_600_000;

interface SessionsOptions {
  readonly store: SessionStore;
  readonly secrets: Secrets;
  readonly report: (error: unknown) => void;
}

/** Who is signed in where. What a browser holds is 256 random bits; the database has their hash alone. */
export class Sessions {
  readonly #store: SessionStore;
  readonly #secrets: Secrets;
  readonly #report: (error: unknown) => void;

  constructor({ store, secrets, report }: SessionsOptions) {
    this.#store = store;
    this.#secrets = secrets;
    this.#report = report;
  }

  /**
   * A new one, also for who has one: what was in this browser before, perhaps by somebody else's hand, opens nothing any
   * more. Null when the account was changed while the password was compared.
   */
  async open(wanted: {
    organiserId: string;
    ground: Ground;
    formerToken: string | null;
    browser: string;
  }): Promise<string | null> {
    const { organiserId, ground, formerToken, browser } = wanted;
    const { secret: token, hash: tokenHash } = this.#secrets.create();
    const replaces = formerToken === null ? null : this.#secrets.hash(formerToken);
    const session = { id: newPublicId(), organiserId, tokenHash, replaces, browserHash: this.#secrets.hash(browser) };
    return (await this.#store.open(session, ground)) ? token : null;
  }

  async find(token: string): Promise<KeptSession | null> {
    const session = await this.#store.find(this.#secrets.hash(token), bounds());
    if (session === null) return null;
    // On a full disk people stay signed in all the same.
    if (Date.now() - session.usedAt > TOUCH_EVERY_MS) await this.#store.touch(session.id).catch(this.#report);
    return session;
  }

  list(organiserId: string): Promise<readonly KeptSession[]> {
    return this.#store.list(organiserId, bounds());
  }

  /** False when it is not theirs, or has ended. */
  close(organiserId: string, sessionId: string): Promise<boolean> {
    return this.#store.close(organiserId, sessionId);
  }

  /** How many have ended. */
  closeAll(organiserId: string): Promise<number> {
    return this.#store.closeAll(organiserId);
  }

  deleteEnded(): Promise<void> {
    return this.#store.deleteEnded({ ...bounds(), browsersSeenAfter: Date.now() - REMEMBER_BROWSER_MS });
  }
}

function bounds(): SessionBounds {
  const now = Date.now();
  return { createdAfter: now - SESSION_MS, usedAfter: now - SESSION_IDLE_MS };
}
