import { type Feature, type Kept, type Meeting, PerMeeting } from '../meeting/index.ts';
import type { KeptStanding, StandingStore } from '../ports/storage.ts';

/** Whoever was there is back within minutes of a restart; a room that opens later opens to another meeting. */
export const RESTART_WINDOW_MS = 15 * 60_000;

type Standing = KeptStanding['standing'];

interface Pending {
  /** All that is kept of a meeting that is over goes, before anything is noted. */
  readonly isOver: boolean;
  /** Null: to be forgotten. */
  readonly changes: ReadonlyMap<string, Standing | null>;
}

interface StandingsOptions {
  readonly store: StandingStore;
  /** For what could not be kept; once until something could again. */
  readonly report: (error: unknown) => void;
}

/**
 * Keeps who has sat at the table, was removed or put back, by what their browsers call themselves, for as long as the
 * meeting lasts: so a crash or a restart neither sends who was let in back to the lobby nor lets in who was removed.
 * Nobody waits for it; what cannot be kept costs a press by the chair.
 */
export class Standings implements Feature {
  readonly #store: StandingStore;
  readonly #report: (error: unknown) => void;
  readonly #startedAt = performance.now();
  /** Rooms that have been open under this process: what was kept of them before is over. */
  readonly #opened = new Set<string>();
  /** By room: whose browsers sat at the table when the server was started again. */
  readonly #seatedBefore = new Map<string, ReadonlySet<string>>();
  /** What is kept of the meetings that go on. */
  readonly #kept = new PerMeeting(() => ({ standings: new Map<string, Standing>() }));
  /** By room, on its way to the disk. */
  readonly #pending = new Map<string, Pending>();
  #writing: Promise<void> | null = null;
  #isFailing = false;
  #isSuspended = false;

  constructor({ store, report }: StandingsOptions) {
    this.#store = store;
    this.#report = report;
  }

  /** What the meeting knew before the server was started again. To be read before the room is opened. */
  async before(roomId: string): Promise<readonly KeptStanding[]> {
    return this.#opened.has(roomId) ? [] : this.#store.list(roomId);
  }

  /**
   * Whether this browser sat at the table when the server was started again, minutes ago: its person has shown what the
   * room asks for, and does not know why it should be asked for in the middle of a meeting.
   */
  async wasCutOff(roomId: string, deviceHash: string | null): Promise<boolean> {
    if (!this.#isJustStarted) return false;
    const before = await this.before(roomId);
    if (deviceHash === null) return false;
    if (this.#seatedBefore.get(roomId)?.has(deviceHash)) return true;
    return before.some((one) => one.deviceHash === deviceHash && one.standing === 'seated');
  }

  get #isJustStarted(): boolean {
    return performance.now() - this.#startedAt <= RESTART_WINDOW_MS;
  }

  opened(meeting: Meeting, { standings: before }: Kept): void {
    const isFirst = !this.#opened.has(meeting.id);
    this.#opened.add(meeting.id);
    const kept = this.#kept.of(meeting).standings;
    meeting.scope.onClose(() => {
      this.#seatedBefore.delete(meeting.id);
      // Whoever knocked or was refused and went again has ended no meeting.
      if (meeting.hasBegun) this.#isOver(meeting.id);
      else this.#opened.delete(meeting.id);
    });
    if (!isFirst || before.length === 0) return;
    if (!this.#isJustStarted) {
      this.#isOver(meeting.id);
      return;
    }
    const lists = { seated: meeting.seatedBefore, removed: meeting.banned, 'put-back': meeting.putBack };
    for (const { deviceHash, standing } of before) {
      kept.set(deviceHash, standing);
      lists[standing].addBrowser(deviceHash);
    }
    this.#seatedBefore.set(meeting.id, new Set(meeting.seatedBefore.browsers));
  }

  changed(meeting: Meeting): void {
    const known = this.#kept.of(meeting);
    const kept = known.standings;
    const standings = standingsIn(meeting);
    const changes = new Map<string, Standing | null>();
    for (const [deviceHash, standing] of standings) {
      if (kept.get(deviceHash) !== standing) changes.set(deviceHash, standing);
    }
    for (const deviceHash of kept.keys()) if (!standings.has(deviceHash)) changes.set(deviceHash, null);
    if (changes.size === 0) return;
    known.standings = standings;
    const pending = this.#pending.get(meeting.id);
    this.#note(meeting.id, {
      isOver: pending?.isOver ?? false,
      changes: new Map([...(pending?.changes ?? []), ...changes]),
    });
  }

  /** The server goes away, and the meetings do not end by it. */
  suspend(): void {
    this.#isSuspended = true;
  }

  /** Tries to write what is on its way; what cannot be written stays so. Never fails. */
  settled(): Promise<void> {
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  #isOver(roomId: string): void {
    if (!this.#isSuspended) this.#note(roomId, { isOver: true, changes: new Map() });
  }

  #note(roomId: string, pending: Pending): void {
    this.#pending.set(roomId, pending);
    void this.settled();
  }

  async #write(): Promise<void> {
    // What comes in the same breath goes along.
    await Promise.resolve();
    for (let [next] = this.#pending; next; [next] = this.#pending) {
      const [roomId, { isOver, changes }] = next;
      this.#pending.delete(roomId);
      try {
        if (isOver) await this.#store.forget(roomId);
        if (changes.size > 0) await this.#store.note(roomId, changes);
        this.#isFailing = false;
      } catch (error) {
        if (!this.#isFailing) this.#report(error);
        this.#isFailing = true;
        // With the next, which knows better.
        const newer = this.#pending.get(roomId);
        const before = newer?.isOver ? [] : [...changes];
        const isStillOver = isOver || newer?.isOver === true;
        this.#pending.set(roomId, { isOver: isStillOver, changes: new Map([...before, ...(newer?.changes ?? [])]) });
        return;
      }
    }
  }
}

/** Of who has only sat there nothing is kept where they could come in again without showing anything. */
function standingsIn({ stored, seatedBefore, putBack, banned }: Meeting): Map<string, Standing> {
  const isGuarded = stored.lobby !== 'off' || !stored.joinBeforeHost || stored.passwordHash !== null;
  const standings = new Map<string, Standing>();
  if (isGuarded) for (const deviceHash of seatedBefore.browsers) standings.set(deviceHash, 'seated');
  for (const deviceHash of putBack.browsers) standings.set(deviceHash, 'put-back');
  for (const deviceHash of banned.browsers) standings.set(deviceHash, 'removed');
  return standings;
}
