/** More than one meeting ever marks; the oldest goes first. */
const MAX_MARKED = 1_000;

/** Somebody who comes, of whom no stay is known yet. */
export interface Newcomer {
  readonly invite: { readonly inviteId: string; readonly isPersonal: boolean } | null;
  readonly deviceHash: string | null;
}

interface Stay extends Newcomer {
  readonly id: string;
  /** Where they came from, as keyed hashes. */
  readonly origins: readonly string[];
}

interface Mark {
  readonly id: string;
  readonly inviteId: string | null;
  readonly deviceHash: string | null;
  readonly origins: readonly string[];
}

/**
 * People who are known again in this meeting: by an invite of their own, and by what their browser calls itself. A link
 * that many share does not say who of them it is, unless somebody hides what their browser calls itself. Where they
 * came from is kept too, for those who come from there and are nobody known.
 */
export class KnownBearers {
  #marks: readonly Mark[] = [];

  add(stay: Stay): void {
    const { id, invite, deviceHash, origins } = stay;
    this.delete(stay);
    this.#marks = [
      ...this.#marks.slice(1 - MAX_MARKED),
      { id, inviteId: invite?.inviteId ?? null, deviceHash, origins },
    ];
  }

  delete(stay: Stay): void {
    this.#marks = this.#marks.filter((mark) => mark.id !== stay.id && !isSame(mark, stay));
  }

  /** Somebody who is here. */
  includes(stay: Stay): boolean {
    return this.#marks.some((mark) => mark.id === stay.id || isSame(mark, stay));
  }

  /** Known by this alone, from before a restart. */
  addBrowser(deviceHash: string): void {
    this.add({ id: deviceHash, invite: null, deviceHash, origins: [] });
  }

  get browsers(): readonly string[] {
    return this.#marks.flatMap(({ deviceHash }) => deviceHash ?? []);
  }

  clear(): void {
    this.#marks = [];
  }

  has(newcomer: Newcomer): boolean {
    return this.#marks.some((mark) => isSame(mark, newcomer));
  }

  hasOrigin(origin: string): boolean {
    return this.#marks.some(({ origins }) => origins.includes(origin));
  }
}

/** Whether the newcomer is who is meant: by the browser, or by an invite of their own. */
export function isSame(mark: Pick<Mark, 'inviteId' | 'deviceHash'>, { invite, deviceHash }: Newcomer): boolean {
  if (deviceHash !== null && mark.deviceHash === deviceHash) return true;
  return invite !== null && invite.inviteId === mark.inviteId && (invite.isPersonal || deviceHash === null);
}
