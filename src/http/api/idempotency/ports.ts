// What is asked of storage, so that a request that is sent again is done once.

/** One that says a key. Nothing of it can be read without its caller's credential. */
export interface KeyedRequest {
  /** Follows from the credential and the key alone. */
  readonly id: string;
  readonly organiserId: string;
  /** What was asked for, as a keyed hash. */
  readonly mark: Buffer;
}

export interface KnownRequest {
  readonly mark: Buffer;
  /** Encrypted; null: it has begun, and nobody has noted what came of it. */
  readonly answer: Buffer | null;
}

/** Every promise resolves after the change has reached the disk. Errors: StorageError. */
export interface AnswerStore {
  /** Notes that it begins now, and answers null; or what is known of it from within the last day. */
  begin(request: KeyedRequest): Promise<KnownRequest | null>;
  /** Of one caller so many answers and bytes are kept; the oldest go first. */
  keep(request: Pick<KeyedRequest, 'id' | 'organiserId'>, answer: Buffer): Promise<void>;
  /** It may begin anew. */
  forget(id: string): Promise<void>;
}
