// What calendar feeds ask of storage. Times are milliseconds since the epoch.

/** By which somebody's calendar program reads what is reserved; there is one for each organiser. */
export interface KeptFeed {
  readonly organiserId: string;
  readonly createdAt: number;
  /** When a program last read it, to the hour; null: none has. */
  readonly usedAt: number | null;
}

export interface FeedStore {
  find(organiserId: string): Promise<KeptFeed | null>;
  findByHash(secretHash: string): Promise<KeptFeed | null>;
  /** In place of the one of before. Null: the organiser is gone. */
  replace(organiserId: string, secretHash: string): Promise<KeptFeed | null>;
  touch(organiserId: string, at: number): Promise<void>;
  delete(organiserId: string): Promise<boolean>;
}
