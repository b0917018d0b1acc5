import type { Notice } from '../../call/call-state.ts';
import { type Moment, thisMoment } from '../../call/moments.ts';
import { ONE_EVENT_MS, tellsAllOf } from './one-event.ts';

/** Long enough to read twice. */
export const SHOWN_MS = 10_000;
/** For so long what was missed can be read again. */
export const KEPT_MS = 120_000;
/** More at once would leave no room for the pictures: the oldest shrinks before its time. */
const MOST_OPEN = 3;
/** More than these nobody reads again. */
const MOST_KEPT = 8;

/** Something that lasts as long as its cause: it stays or shrinks, and is gone with the cause. */
export interface Standing {
  readonly key: string;
  readonly shrinks: boolean;
  /** How bad it is, where it may become worse: it is opened again then, and not when it only becomes what it was before. */
  readonly grade?: number;
}

/** `gone`: its place is kept, so that what stands below does not come under a finger that is on its way down. */
type Look = 'open' | 'shrunk' | 'gone';

export interface StandingEntry extends Standing {
  readonly isOpen: boolean;
}

export interface PassingEntry {
  readonly id: number;
  readonly at: Moment;
  readonly notice: Notice;
  readonly look: Look;
}

export interface Board {
  /** In the order in which they came. */
  readonly standing: readonly StandingEntry[];
  readonly passing: readonly PassingEntry[];
}

/** All that is to be said at the table: one list, in which nothing moves that is there already. */
export class NoticeBoard {
  readonly #listeners = new Set<() => void>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #board: Board = { standing: [], passing: [] };
  #count = 0;
  /** How many hold it; in the beginning one: nobody can read yet. */
  #held = 1;

  getSnapshot = (): Board => this.#board;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What lasts now. What is new comes last; what was there keeps its place and its look. */
  setStanding(wanted: readonly Standing[]): void {
    const kept = this.#board.standing.filter(({ key }) => wanted.some((one) => one.key === key));
    const fresh = wanted.filter(({ key }) => !kept.some((one) => one.key === key));
    const standing = [
      ...kept.map((one) => {
        const now = wanted.find(({ key }) => key === one.key);
        const { grade = 0 } = one;
        const isWorse = (now?.grade ?? 0) > grade;
        // Its time begins anew.
        if (isWorse) this.#stop(one.key);
        return {
          ...one,
          shrinks: now?.shrinks === true,
          grade: Math.max(grade, now?.grade ?? 0),
          isOpen: one.isOpen || isWorse,
        };
      }),
      ...fresh.map((one) => ({ ...one, isOpen: true })),
    ];
    const before = this.#board.standing;
    const isSame = standing.length === before.length && fresh.length === 0;
    const isUnchanged = ({ shrinks, grade }: StandingEntry, at: number) =>
      shrinks === before[at]?.shrinks && grade === (before[at]?.grade ?? 0);
    if (isSame && standing.every(isUnchanged)) return;
    this.#set({ standing });
  }

  /** Again in full: pressed on its pill, or its cause was met once more. */
  reopen(key: string): void {
    this.#stop(key);
    this.#look(key, true);
  }

  shrink(key: string): void {
    this.#look(key, false);
  }

  /** False: another one has just told all of it. */
  post(notice: Notice): boolean {
    const at = thisMoment();
    const recent = this.#board.passing.filter((entry) => at - entry.at < ONE_EVENT_MS);
    if (recent.some((entry) => tellsAllOf(entry.notice, notice))) return false;
    this.#count += 1;
    const others = this.#board.passing.filter((entry) => !(recent.includes(entry) && tellsAllOf(notice, entry.notice)));
    const passing = [...others, { id: this.#count, at, notice, look: 'open' as const }];
    const open = passing.filter(({ look }) => look === 'open');
    const tooMany = new Set(open.slice(0, -MOST_OPEN).map(({ id }) => id));
    this.#set({
      passing: passing
        .slice(-MOST_KEPT)
        .map((entry) => (tooMany.has(entry.id) ? { ...entry, look: 'shrunk' as const } : entry)),
    });
    return true;
  }

  dismiss(id: number): void {
    this.#lookOfPassing(({ id: other }) => other === id, 'gone');
  }

  /** What was missed, once more. */
  reopenPassing(): void {
    const last = this.#board.passing.filter(({ look }) => look === 'shrunk').slice(-MOST_OPEN);
    for (const { id } of last) this.#stop(`passing ${id}`);
    this.#lookOfPassing((entry) => last.includes(entry), 'open');
  }

  /** What has happened at a table that one has left is no news at the next. */
  clear(): void {
    this.#set({ standing: [], passing: [] });
  }

  /** Nobody can read them, or somebody is about to press: time stands still until as many have released it. */
  hold(): void {
    this.#held += 1;
    if (this.#held === 1) for (const key of [...this.#timers.keys()]) this.#stop(key);
  }

  release(): void {
    this.#held -= 1;
    if (this.#held === 0) this.#wind();
  }

  #look(key: string, isOpen: boolean): void {
    this.#set({ standing: this.#board.standing.map((one) => (one.key === key ? { ...one, isOpen } : one)) });
  }

  #lookOfPassing(fits: (entry: PassingEntry) => boolean, look: Look): void {
    this.#set({ passing: this.#board.passing.map((entry) => (fits(entry) ? { ...entry, look } : entry)) });
  }

  #set(part: Partial<Board>): void {
    const board = { ...this.#board, ...part };
    const lastOpen = board.passing.findLastIndex(({ look }) => look === 'open');
    // A place is kept only for the sake of those below it.
    this.#board = { ...board, passing: board.passing.filter(({ look }, at) => look !== 'gone' || at < lastOpen) };
    this.#wind();
    for (const listener of this.#listeners) listener();
  }

  /** A timer for each that has one to come, and for no other. */
  #wind(): void {
    const due = new Map<string, () => void>();
    for (const { key, shrinks, isOpen } of this.#board.standing) {
      if (shrinks && isOpen) due.set(key, () => this.shrink(key));
    }
    for (const { id, look } of this.#board.passing) {
      if (look === 'open') due.set(`passing ${id}`, () => this.#lookOfPassing((one) => one.id === id, 'shrunk'));
      if (look === 'shrunk') due.set(`kept ${id}`, () => this.dismiss(id));
    }
    for (const key of [...this.#timers.keys()]) if (!due.has(key)) this.#stop(key);
    if (this.#held > 0) return;
    for (const [key, then] of due) {
      if (this.#timers.has(key)) continue;
      const ms = key.startsWith('kept ') ? KEPT_MS : SHOWN_MS;
      this.#timers.set(
        key,
        setTimeout(() => {
          this.#timers.delete(key);
          then();
        }, ms),
      );
    }
  }

  #stop(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }
}
