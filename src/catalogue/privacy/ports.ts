/** Rows of one table, as much as may be said of them to anybody. */
export interface TableCount {
  readonly table: string;
  readonly rows: number;
  /** Milliseconds since the epoch; null: there are none, or nobody notes when. */
  readonly oldest: number | null;
}

/** Where an address stands. */
export interface AddressPlace {
  readonly table: string;
  readonly column: string;
  readonly rows: number;
}

/** A copy of the database that may still hold what is gone from it. */
export interface KeptCopy {
  readonly file: string;
  readonly madeAt: number;
  /** It is deleted then. */
  readonly until: number;
  /** False: it was moved or deleted since. */
  readonly isThere: boolean;
}

/** What is kept, seen as a whole. Errors: StorageError. */
export interface KeptDataStore {
  countRows(): Promise<readonly TableCount[]>;
  /** Those of one organisation, of every table where rows are somebody's. */
  countRowsOf(organisationId: string): Promise<readonly TableCount[]>;
  /** Everything that is somebody's by their address, with what belongs to it; false: there was nothing. */
  eraseAddress(address: string): Promise<boolean>;
  /** In any column of any table, however it is written. */
  placesOf(address: string): Promise<readonly AddressPlace[]>;
  /** Leaves nothing in the files of what is deleted. False: somebody reads just now, and it is to be tried again. */
  rewriteFiles(): Promise<boolean>;
}

export interface CopyStore {
  /** Also the database that was there before a backup was restored. */
  list(): Promise<readonly KeptCopy[]>;
}
