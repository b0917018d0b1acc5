import { isSame, type Newcomer } from './known-bearers.ts';

/** More than one meeting ever decides about; the oldest goes first. */
const MAX_KEPT = 1_000;

interface Stay extends Newcomer {
  readonly id: string;
}

interface Kept<T> {
  readonly id: string;
  readonly inviteId: string | null;
  readonly deviceHash: string | null;
  readonly value: T;
}

/** What was decided about people who left: it holds when they come again while the meeting lasts. */
export class PerBearer<T> {
  #kept: readonly Kept<T>[] = [];

  /** Of somebody who leaves, as it is now; null: nothing. */
  keep({ id, invite, deviceHash }: Stay, value: T | null): void {
    const others = this.#kept.filter((one) => !isSame(one, { invite, deviceHash }));
    const kept = { id, inviteId: invite?.inviteId ?? null, deviceHash };
    this.#kept = value === null ? others : [...others.slice(1 - MAX_KEPT), { ...kept, value }];
  }

  /** `formerId`: who they were, for whoever is known by nothing else. */
  of(newcomer: Newcomer, { formerId = null }: { readonly formerId?: string | null } = {}): T | null {
    const known = this.#kept.find((one) => one.id === formerId) ?? this.#kept.find((one) => isSame(one, newcomer));
    return known?.value ?? null;
  }
}
