import { createHash } from 'node:crypto';
import type { AddressPlace, KeptCopy, TableCount } from './ports.ts';

/** What it was asked for by. */
export type Erased =
  | { readonly kind: 'room'; readonly id: string }
  /** As it was given. */
  | { readonly kind: 'address'; readonly address: string };

/** What was deleted from where. It is for who asked for it, and is itself kept nowhere. */
export interface Receipt {
  readonly erased: Erased;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly version: string;
  readonly deleted: readonly { readonly table: string; readonly rows: number }[];
  /** Whether the database's files were written anew, so that nothing of it is left in them. */
  readonly filesRewritten: boolean;
  /** Where the address stands still, in texts that belong to somebody else. */
  readonly remaining: readonly AddressPlace[];
  /** Copies of before, which may still hold it, and until when they are kept. */
  readonly copies: readonly { readonly file: string; readonly madeAt: string; readonly until: string }[];
}

export interface SignedReceipt {
  readonly receipt: Receipt;
  /** SHA-256 of the receipt as JSON in one line, hexadecimal. */
  readonly sha256: string;
}

export function withDigest(receipt: Receipt): SignedReceipt {
  return { receipt, sha256: createHash('sha256').update(JSON.stringify(receipt)).digest('hex') };
}

/** Of every table that lost rows, how many. */
export function lostRows(before: readonly TableCount[], after: readonly TableCount[]): Receipt['deleted'] {
  const left = new Map(after.map(({ table, rows }) => [table, rows]));
  return before
    .map(({ table, rows }) => ({ table, rows: rows - (left.get(table) ?? 0) }))
    .filter(({ rows }) => rows > 0);
}

export function copiesOfBefore(copies: readonly KeptCopy[]): Receipt['copies'] {
  const iso = (epochMs: number) => new Date(epochMs).toISOString();
  return copies.map(({ file, madeAt, until }) => ({ file, madeAt: iso(madeAt), until: iso(until) }));
}
