// What passkeys ask of storage. Times are milliseconds since the epoch.

/** One key of somebody's: in a phone, a computer, a password manager or a stick. */
export interface KeptPasskey {
  readonly id: string;
  readonly organiserId: string;
  /** As its owner calls it. */
  readonly name: string;
  readonly createdAt: number;
  /** Null: not yet. */
  readonly usedAt: number | null;
  /** Since when it is known that there are two of it; it lets nobody in any more. Null: nothing says so. */
  readonly copiedAt: number | null;
  /** Its COSE key (RFC 9052), base64url. */
  readonly publicKey: string;
}

export interface NewPasskey {
  readonly id: string;
  readonly organiserId: string;
  /** Base64url; nobody else on this server has the same. */
  readonly credentialId: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly name: string;
}

export interface PasskeyStore {
  /** Errors: NOT_FOUND when the organiser is gone or disabled, TOO_MANY, PASSKEY_REFUSED when somebody has it already. */
  add(passkey: NewPasskey): Promise<KeptPasskey>;
  /** Of accounts that are not disabled. */
  findByCredential(credentialId: string): Promise<KeptPasskey | null>;
  /** Base64url, of those that somebody has. */
  credentialsOf(organiserId: string): Promise<readonly string[]>;
  /** Oldest first. */
  list(organiserId: string): Promise<readonly KeptPasskey[]>;
  /**
   * Notes a use. False when the counter has not gone on although it counts (WebAuthn, 6.1.1): somebody has a copy, which is
   * noted, and from then on neither lets anybody in. False also when it is gone.
   */
  use(passkeyId: string, counter: number): Promise<boolean>;
  /** Null when it is not theirs, or gone. */
  rename(organiserId: string, passkeyId: string, name: string): Promise<KeptPasskey | null>;
  /** False when it is not theirs, or gone. */
  remove(organiserId: string, passkeyId: string): Promise<boolean>;
  /** How many there were. */
  removeAll(organiserId: string): Promise<number>;
}
