// What checks ask of storage, as small as they need it.

/** What somebody's check has found, by the code that they were told. */
export interface KeptCheck {
  readonly code: string;
  /** Milliseconds since the epoch. */
  readonly checkedAt: number;
  /** A CheckReport as JSON. */
  readonly report: string;
}

export interface CheckStore {
  /** False: another has this code. Beyond a number the oldest go. */
  add(check: KeptCheck): Promise<boolean>;
  /** In place of what was said under this code. False: that has gone, and stays so. */
  replace(check: KeptCheck): Promise<boolean>;
}
