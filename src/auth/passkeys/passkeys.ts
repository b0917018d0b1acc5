import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { COSEALG, decodeAttestationObject } from '@simplewebauthn/server/helpers';
import { AppError } from '../../platform/errors.ts';
import type { Assertion, Attestation } from '../../protocol/accounts/passkeys.ts';
import type { TellOwner } from '../accounts/ports.ts';
import { originOf } from '../address.ts';
import { Challenges } from '../challenges.ts';
import { FailureLimit } from '../passwords/failure-limit.ts';
import { newPublicId } from '../secrets.ts';
import type { KeptPasskey, PasskeyStore } from './ports.ts';
import type { RelyingParty } from './relying-party.ts';

const NAME = 'Tafelrunde';
/** Somebody looks for a stick, types its PIN, or takes the phone out of the bag. */
export const CEREMONY_MS = 5 * 60_000;
/** What all authenticators have one of. */
const ALGORITHMS = [COSEALG.EdDSA, COSEALG.ES256, COSEALG.RS256];
/** Of one address. A signature cannot be guessed: this only tells a program that tries that it may stop. */
const ADDRESS = { failures: 60, windowMs: 10 * 60_000 };

/** Who adds one, in which of their browsers. */
interface Owner {
  readonly organiserId: string;
  readonly sessionId: string;
}

/**
 * Keys by which somebody signs in without a password (WebAuthn). The device asks for its owner's finger, face or PIN each
 * time, so that it stands for both factors. Only the public half is kept; it works under this server's name alone.
 */
export class Passkeys {
  readonly #store: PasskeyStore;
  readonly #tellOwner: TellOwner;
  readonly #challenges = new Challenges({ forMs: CEREMONY_MS });
  readonly #limit = new FailureLimit({ name: 'address', ...ADDRESS });

  constructor({ store, tellOwner }: { store: PasskeyStore; tellOwner: TellOwner }) {
    this.#store = store;
    this.#tellOwner = tellOwner;
  }

  /** What a browser asks of the device that shall hold a new one. */
  async beginAdding(
    owner: Owner & { readonly email: string; readonly name: string },
    { id: rpID }: RelyingParty,
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const { organiserId, email, name } = owner;
    const options = await generateRegistrationOptions({
      rpName: NAME,
      rpID,
      userID: new TextEncoder().encode(organiserId),
      userName: email,
      userDisplayName: name,
      timeout: CEREMONY_MS,
      attestationType: 'none',
      // Not a second one in the same place.
      excludeCredentials: (await this.#store.credentialsOf(organiserId)).map((id) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: ALGORITHMS,
    });
    this.#challenges.add(options.challenge, { holder: holderOf(owner), from: organiserId });
    return options;
  }

  /** Errors: PASSKEY_REFUSED, TOO_MANY, NOT_FOUND when the account is gone. */
  async add(
    owner: Owner,
    { name, passkey }: { name: string; passkey: Attestation },
    { id: expectedRPID, origin: expectedOrigin }: RelyingParty,
  ): Promise<KeptPasskey> {
    const { id, clientDataJSON, attestationObject } = passkey;
    const { registrationInfo } = await verified(() => {
      refuseCertificates(attestationObject);
      return verifyRegistrationResponse({
        response: {
          id,
          rawId: id,
          type: 'public-key',
          clientExtensionResults: {},
          response: { clientDataJSON, attestationObject },
        },
        expectedChallenge: (challenge) => this.#challenges.take(challenge, holderOf(owner)),
        expectedOrigin,
        expectedRPID,
        requireUserVerification: true,
        supportedAlgorithmIDs: ALGORITHMS,
      });
    });
    if (registrationInfo?.credential.id !== id) throw new AppError('PASSKEY_REFUSED');
    const { publicKey, counter } = registrationInfo.credential;
    const kept = await this.#store.add({
      id: newPublicId(),
      organiserId: owner.organiserId,
      credentialId: id,
      publicKey: Buffer.from(publicKey).toString('base64url'),
      counter,
      name,
    });
    await this.#tellOwner(owner.organiserId, 'passkey-added');
    return kept;
  }

  /** The same for everybody: which of their passkeys somebody takes, they choose themselves. */
  async beginSignIn(
    { browser, address }: { browser: string; address: string },
    { id: rpID }: RelyingParty,
  ): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const options = await generateAuthenticationOptions({ rpID, timeout: CEREMONY_MS, userVerification: 'required' });
    this.#challenges.add(options.challenge, { holder: browser, from: originOf(address).address });
    return options;
  }

  /** Whose it is, and which. Errors: PASSKEY_REFUSED, RATE_LIMITED. */
  async whose(
    assertion: Assertion,
    { browser, address }: { browser: string | null; address: string },
    party: RelyingParty,
  ): Promise<{ organiserId: string; passkeyId: string }> {
    try {
      return await this.#whose(assertion, browser, party);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'PASSKEY_REFUSED') throw error;
      const retryAfterMs = await this.#limit.take(originOf(address).address);
      throw retryAfterMs === null ? error : new AppError('RATE_LIMITED', { retryAfterMs });
    }
  }

  /** Oldest first. */
  list(organiserId: string): Promise<readonly KeptPasskey[]> {
    return this.#store.list(organiserId);
  }

  /** Null when it is not theirs, or gone. */
  rename(organiserId: string, passkeyId: string, name: string): Promise<KeptPasskey | null> {
    return this.#store.rename(organiserId, passkeyId, name);
  }

  /** False when it is not theirs, or gone. */
  async remove(organiserId: string, passkeyId: string): Promise<boolean> {
    const isRemoved = await this.#store.remove(organiserId, passkeyId);
    if (isRemoved) await this.#tellOwner(organiserId, 'passkey-removed');
    return isRemoved;
  }

  /** How many there were. */
  async removeAll(organiserId: string): Promise<number> {
    const removed = await this.#store.removeAll(organiserId);
    if (removed > 0) await this.#tellOwner(organiserId, 'passkey-removed');
    return removed;
  }

  /** Forgets all failures, and what is asked and not answered. */
  close(): void {
    this.#limit.close();
    this.#challenges.clear();
  }

  async #whose(
    { id, userHandle, ...response }: Assertion,
    browser: string | null,
    { id: expectedRPID, origin: expectedOrigin }: RelyingParty,
  ): Promise<{ organiserId: string; passkeyId: string }> {
    const kept = await this.#store.findByCredential(id);
    if (kept === null || browser === null) throw new AppError('PASSKEY_REFUSED');
    const { organiserId, publicKey } = kept;
    const { authenticationInfo } = await verified(() =>
      verifyAuthenticationResponse({
        response: { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response },
        expectedChallenge: (challenge) => this.#challenges.take(challenge, browser),
        expectedOrigin,
        expectedRPID,
        requireUserVerification: true,
        // Whether it has gone on is asked behind the signature, in the step that notes it.
        credential: { id, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter: 0 },
      }),
    );
    const isTheirs = userHandle === Buffer.from(organiserId).toString('base64url');
    if (!isTheirs || !(await this.#store.use(kept.id, authenticationInfo.newCounter))) {
      throw new AppError('PASSKEY_REFUSED');
    }
    return { organiserId, passkeyId: kept.id };
  }
}

function holderOf({ organiserId, sessionId }: Owner): string {
  return `${organiserId} ${sessionId}`;
}

/** Whoever sends certificates names servers that are asked whether they still hold; none was wanted. Errors: Error. */
function refuseCertificates(attestationObject: string): void {
  const decoded = decodeAttestationObject(new Uint8Array(Buffer.from(attestationObject, 'base64url')));
  const isPlain = decoded.get('fmt') === 'none' || decoded.get('fmt') === 'packed';
  if (!isPlain || decoded.get('attStmt').get('x5c') !== undefined) throw new Error('attested by certificates');
}

/** What the library cannot read it says by errors of any kind. Errors: PASSKEY_REFUSED. */
async function verified<T extends { readonly verified: boolean }>(verify: () => Promise<T>): Promise<T> {
  const verification = await Promise.resolve()
    .then(verify)
    .catch((cause: unknown) => {
      throw new AppError('PASSKEY_REFUSED', { cause });
    });
  if (!verification.verified) throw new AppError('PASSKEY_REFUSED');
  return verification;
}
