import { Secret, TOTP } from 'otpauth';
import { AppError } from '../../platform/errors.ts';
import type { Secrets } from '../../rooms/ports/auth.ts';
import { FailureLimit } from '../passwords/failure-limit.ts';
import { generatedForm, newPassword } from '../secrets.ts';
import type { SecondFactorStore, TellOwner } from './ports.ts';

const ISSUER = 'Tafelrunde';
/** What every authenticator takes (RFC 6238, 1.2); many leave other wishes unheard. */
const KIND = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const SECRET_BYTES = 20;
/** A code before and one after: phones' clocks differ (RFC 6238, 6). */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** Of a million codes three are right at any time, and only who has the password comes to guess. */
const CODES = { failures: 5, windowMs: 10 * 60_000 };
const CODES_DAILY = { failures: 30, windowMs: 86_400_000 };

interface SecondFactorOptions {
  readonly store: SecondFactorStore;
  readonly secrets: Secrets;
  readonly tellOwner: TellOwner;
}

/**
 * A code of an authenticator app beside the password, and ten codes for who has lost the phone. Each code works once. The
 * app's secret is kept as it is, because both ends reckon with it; recovery codes as hashes.
 */
export class SecondFactor {
  readonly #store: SecondFactorStore;
  readonly #secrets: Secrets;
  readonly #tellOwner: TellOwner;
  readonly #limits = [
    new FailureLimit({ name: 'codes', ...CODES }),
    new FailureLimit({ name: 'codesDaily', ...CODES_DAILY }),
  ];

  constructor({ store, secrets, tellOwner }: SecondFactorOptions) {
    this.#store = store;
    this.#secrets = secrets;
    this.#tellOwner = tellOwner;
  }

  /** For the app, as text and as what its QR code says. Asked for at sign-in once it is confirmed. Errors: INVALID_STATE when one is. */
  async begin({
    organiserId,
    email,
  }: {
    organiserId: string;
    email: string;
  }): Promise<{ secret: string; url: string }> {
    const secret = new Secret({ size: SECRET_BYTES });
    if (!(await this.#store.begin(organiserId, secret.base32))) throw new AppError('INVALID_STATE');
    return { secret: secret.base32, url: new TOTP({ ...KIND, issuer: ISSUER, label: email, secret }).toString() };
  }

  /** By a first code of the app. The recovery codes, which are known nowhere afterwards. Errors: CODE_WRONG, RATE_LIMITED, INVALID_STATE. */
  async confirm(organiserId: string, code: string): Promise<readonly string[]> {
    const kept = await this.#store.find(organiserId);
    if (kept === null || kept.isConfirmed) throw new AppError('INVALID_STATE');
    const step = await this.#limited(organiserId, async () => stepOf(kept.secret, code));
    const codes = Array.from({ length: RECOVERY_CODES }, newPassword);
    const hashes = codes.map((each) => this.#secrets.hash(each));
    if (!(await this.#store.confirm(organiserId, { secret: kept.secret, step, hashes }))) {
      throw new AppError('INVALID_STATE');
    }
    return codes;
  }

  /**
   * Goes on when none was set up. `by`: the browser, where its owner has signed in in it before; nobody's guesses elsewhere
   * use its tries up. Errors: CODE_REQUIRED, CODE_WRONG, RATE_LIMITED.
   */
  async require(organiserId: string, code: string | null, { by }: { by: string | null }): Promise<void> {
    const kept = await this.#store.find(organiserId);
    if (!kept?.isConfirmed) return;
    if (code === null) throw new AppError('CODE_REQUIRED');
    await this.#limited(`${organiserId} ${by ?? 'strangers'}`, async () => {
      const step = stepOf(kept.secret, code);
      if (step !== null) return (await this.#store.spendStep(organiserId, step)) || null;
      const recovery = generatedForm(code);
      if (recovery === null) return null;
      return (await this.#store.spendRecoveryCode(organiserId, this.#secrets.hash(recovery))) || null;
    });
  }

  /** Errors: NOT_FOUND when there was none. */
  async remove(organiserId: string): Promise<void> {
    if (!(await this.#store.remove(organiserId))) throw new AppError('NOT_FOUND');
    await this.#tellOwner(organiserId, 'second-factor-removed');
  }

  /** Forgets all failures. */
  close(): void {
    for (const limit of this.#limits) limit.close();
  }

  /** A failure is taken before the attempt and given back after it: of many at once only as many run as may fail. */
  async #limited<T>(key: string, attempt: () => Promise<T | null>): Promise<T> {
    const taken: FailureLimit[] = [];
    const giveBack = () => Promise.all(taken.map((limit) => limit.giveBack(key)));
    for (const limit of this.#limits) {
      const retryAfterMs = await limit.take(key);
      if (retryAfterMs !== null) {
        await giveBack();
        throw new AppError('RATE_LIMITED', { retryAfterMs });
      }
      taken.push(limit);
    }
    const result = await attempt();
    if (result === null) throw new AppError('CODE_WRONG');
    await giveBack();
    return result;
  }
}

/** Of which half minute a code is; null: of none near now. */
function stepOf(secret: string, code: string): number | null {
  const token = code.replace(/\s/gu, '');
  if (!/^\d{6}$/.test(token)) return null;
  const totp = new TOTP({ ...KIND, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token, window: WINDOW });
  return delta === null ? null : totp.counter() + delta;
}
