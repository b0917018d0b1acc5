import { AppError } from '../../platform/errors.ts';
import { type AttendanceList, agoOf, type Command, clockReading } from '../../protocol/index.ts';
import { numberedName } from '../../protocol/text.ts';
import type { Commands } from '../meeting/commands.ts';
import type { Feature } from '../meeting/feature.ts';
import type { Meeting } from '../meeting/meeting.ts';
import { authorize, type Membership } from '../meeting/membership.ts';
import type { Participant } from '../meeting/participant.ts';
import { joinedOf } from '../meeting/participant-state.ts';
import type { AttendanceStore, StoredStay } from '../ports.ts';

const DAY_MS = 86_400_000;
/** Of some 150 bytes each, so that an answer is far from what a connection may have waiting. */
const PAGE = 2_000;
/** Five hundred people who come ten times each. Whoever comes and goes for hours must not fill the disk. */
const MAX_STAYS = 5_000;
/** So many go at once, since looking for them goes through all. */
const FORGOTTEN_AT_ONCE = 250;
/** Some thousand people who come and go while the disk is full; the oldest are lost first. */
const MAX_BACKLOG = 10_000;

interface AttendanceServiceOptions {
  readonly store: AttendanceStore;
  /** Of the plan. */
  readonly seatName: (meeting: Meeting, seatId: string) => string | null;
  /** For what could not be kept: the meeting goes on. */
  readonly report: (error: unknown) => void;
}

/** What is noted of one meeting: by participant who is here now, and of those who have left. */
interface Notes {
  /** For how long, as people were told last. */
  days: number;
  readonly open: Map<string, StoredStay>;
  ended: StoredStay[];
}

/** Who was at the table from when to when, where a room keeps it. A drop within the resume window ends no stay. */
export class AttendanceService implements Feature {
  readonly commands: Commands<'attendance:list'> = {
    'attendance:list': (membership, command) => this.list(membership, command),
  };
  readonly #store: AttendanceStore;
  readonly #seatName: AttendanceServiceOptions['seatName'];
  readonly #report: (error: unknown) => void;
  readonly #notes = new WeakMap<Meeting, Notes>();
  /** Goes to the disk one after the other, in the order in which things happened. */
  readonly #backlog: (() => Promise<void>)[] = [];
  #writing: Promise<void> | null = null;
  #isFailing = false;

  constructor({ store, seatName, report }: AttendanceServiceOptions) {
    this.#store = store;
    this.#seatName = seatName;
    this.#report = report;
  }

  /**
   * The stays that this room still keeps, oldest first, page by page.
   * Errors: NOT_ALLOWED; STORAGE_UNAVAILABLE while not all of them could be written; INVALID_STATE when the page before
   * is not kept any more, so that it must be begun anew.
   */
  async list(membership: Membership, { after }: Command<'attendance:list'>): Promise<AttendanceList> {
    authorize(membership, 'attendance:list');
    const { meeting } = membership;
    await this.settled();
    if (this.#backlog.length > 0) throw new AppError('STORAGE_UNAVAILABLE', { details: { reason: 'not yet written' } });
    const stays = await this.#store.pageOfStays(meeting.id, { after: after ?? null, limit: PAGE + 1 });
    if (stays === null) throw new AppError('INVALID_STATE', { details: { reason: 'the page before is gone' } });
    // Who lost the chair meanwhile does not get it.
    authorize(membership, 'attendance:list');
    const now = Date.now();
    const page = stays.slice(0, PAGE);
    const rows = page.map(({ displayName, role, seat, joinedAt, leftAt }) => {
      const leftAgoMs = leftAt === null ? null : agoOf(leftAt, now);
      return { displayName, role, seat, joinedAgoMs: agoOf(joinedAt, now), leftAgoMs };
    });
    return { clock: clockReading(now), rows, next: stays.length > PAGE ? (page.at(-1)?.id ?? null) : null };
  }

  /** All that has happened so far is on the disk, or could not be written although it was tried again. */
  async settled(): Promise<void> {
    if (this.#backlog.length === 0) return;
    this.#writing ??= this.#writeBacklog();
    await this.#writing;
  }

  /** Switched on, it notes from then on; switched off, what was noted of this meeting is deleted. */
  changed(meeting: Meeting): void {
    if (meeting.settings.attendanceDays === 0) this.#forget(meeting);
    else this.#note(meeting);
  }

  #note(meeting: Meeting): void {
    const now = Date.now();
    const days = meeting.settings.attendanceDays;
    const notes = this.#notesOf(meeting);
    const changed = notes.days === days ? [] : changeRetention(notes, days, now);
    const present = new Map<string, Participant>(meeting.seated.map((participant) => [participant.id, participant]));
    for (const [participantId, stay] of notes.open) {
      if (present.has(participantId)) continue;
      const ended = { ...stay, leftAt: now, keepUntil: now + days * DAY_MS };
      notes.open.delete(participantId);
      notes.ended.push(ended);
      changed.push(ended);
    }
    for (const [participantId, participant] of present) {
      const { state, seatId } = participant;
      const displayName = numberedName(participant);
      const role = joinedOf(state)?.role ?? 'participant';
      const seat = seatId === null ? null : this.#seatName(meeting, seatId);
      const known = notes.open.get(participantId);
      if (known?.role === role && known.seat === seat && known.displayName === displayName) continue;
      const fresh = {
        id: crypto.randomUUID(),
        joinedAt: now,
        leftAt: null,
        keepUntil: now + days * DAY_MS,
      };
      const stay = { ...(known ?? fresh), displayName, role, seat };
      notes.open.set(participantId, stay);
      changed.push(stay);
    }
    const forgotten = forgetBriefest(notes);
    if (changed.length > 0) this.#write(() => this.#store.saveStays(meeting.id, changed));
    if (forgotten.length > 0) this.#write(() => this.#store.deleteStays(meeting.id, forgotten));
  }

  #notesOf(meeting: Meeting): Notes {
    let notes = this.#notes.get(meeting);
    if (notes) return notes;
    notes = { days: meeting.settings.attendanceDays, open: new Map(), ended: [] };
    this.#notes.set(meeting, notes);
    meeting.scope.onClose(() => this.changed(meeting));
    return notes;
  }

  #forget(meeting: Meeting): void {
    const notes = this.#notes.get(meeting);
    if (!notes) return;
    const stayIds = [...notes.open.values(), ...notes.ended].map(({ id }) => id);
    notes.open.clear();
    notes.ended = [];
    if (stayIds.length > 0) this.#write(() => this.#store.deleteStays(meeting.id, stayIds));
  }

  #write(work: () => Promise<void>): void {
    this.#backlog.push(work);
    if (this.#backlog.length > MAX_BACKLOG) this.#backlog.shift();
    void this.settled();
  }

  /** What the disk does not take now is tried again with what comes next; each of these may be done twice. */
  async #writeBacklog(): Promise<void> {
    try {
      for (let work = this.#backlog[0]; work; work = this.#backlog[0]) {
        const isDone = await this.#try(work);
        if (!isDone) return;
        if (this.#backlog[0] === work) this.#backlog.shift();
      }
    } finally {
      this.#writing = null;
    }
  }

  async #try(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.#isFailing = false;
      return true;
    } catch (error) {
      const mayWorkLater = error instanceof AppError && error.code === 'STORAGE_UNAVAILABLE';
      // Once, and not for everyone who comes and goes while the disk is full.
      if (!mayWorkLater || !this.#isFailing) this.#report(error);
      this.#isFailing = mayWorkLater;
      return !mayWorkLater;
    }
  }
}

/**
 * Beyond the bound those who were there for the shortest time go: who comes and goes again and again to fill the list
 * takes nobody off it who took part. Answers their ids.
 */
function forgetBriefest(notes: Notes): readonly string[] {
  const excess = notes.open.size + notes.ended.length - MAX_STAYS;
  if (excess <= 0) return [];
  const lasted = ({ joinedAt, leftAt }: StoredStay) => (leftAt ?? Number.POSITIVE_INFINITY) - joinedAt;
  const briefest = new Set(
    notes.ended.toSorted((one, other) => lasted(one) - lasted(other)).slice(0, excess + FORGOTTEN_AT_ONCE),
  );
  notes.ended = notes.ended.filter((stay) => !briefest.has(stay));
  return [...briefest].map(({ id }) => id);
}

/** What has changed by it. Nobody who has left is kept for longer than they were told. */
function changeRetention(notes: Notes, days: number, now: number): StoredStay[] {
  notes.days = days;
  for (const [participantId, stay] of notes.open) {
    notes.open.set(participantId, { ...stay, keepUntil: now + days * DAY_MS });
  }
  for (const [index, stay] of notes.ended.entries()) {
    const keepUntil = Math.min(stay.keepUntil, (stay.leftAt ?? now) + days * DAY_MS);
    notes.ended[index] = { ...stay, keepUntil };
  }
  return [...notes.open.values(), ...notes.ended];
}
