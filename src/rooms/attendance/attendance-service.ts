import { Backlog } from '../../platform/backlog.ts';
import { AppError } from '../../platform/errors.ts';
import { type AttendanceList, agoOf, type Command, clockReading } from '../../protocol/index.ts';
import { numberedName } from '../../protocol/meeting/people.ts';
import {
  authorize,
  type Commands,
  type Feature,
  joinedOf,
  type Meeting,
  type Membership,
  type Participant,
  PerMeeting,
} from '../meeting/index.ts';
import type { AttendanceStore } from '../ports/storage.ts';
import { changeRetention, DAY_MS, forgetBriefest, type Notes } from './notes.ts';

/** Of some 150 bytes each, so that an answer is far from what a connection may have waiting. */
const PAGE = 2_000;

interface AttendanceServiceOptions {
  readonly store: AttendanceStore;
  /** Of the plan. */
  readonly seatName: (meeting: Meeting, seatId: string) => string | null;
  /** For what could not be kept: the meeting goes on. */
  readonly report: (error: unknown) => void;
}

/** Who was at the table from when to when, where a room keeps it. A drop within the resume window ends no stay. */
export class AttendanceService implements Feature {
  readonly commands: Commands<'attendance:list'> = {
    'attendance:list': (membership, command) => this.list(membership, command),
  };
  readonly #store: AttendanceStore;
  readonly #seatName: AttendanceServiceOptions['seatName'];
  readonly #notes = new PerMeeting<Notes>((meeting) => {
    meeting.scope.onClose(() => this.changed(meeting));
    return { days: meeting.settings.attendanceDays, open: new Map(), names: new Map(), ended: [] };
  });
  readonly #backlog: Backlog;

  constructor({ store, seatName, report }: AttendanceServiceOptions) {
    this.#store = store;
    this.#seatName = seatName;
    this.#backlog = new Backlog({ report });
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
    if (!this.#backlog.isEmpty) throw new AppError('STORAGE_UNAVAILABLE', { details: { reason: 'not yet written' } });
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
  settled(): Promise<void> {
    return this.#backlog.settled();
  }

  /** Switched on, it notes from then on; switched off, what was noted of this meeting is deleted. */
  changed(meeting: Meeting): void {
    if (meeting.settings.attendanceDays === 0) this.#forget(meeting);
    else this.#note(meeting);
  }

  #note(meeting: Meeting): void {
    const now = Date.now();
    const days = meeting.settings.attendanceDays;
    const notes = this.#notes.of(meeting);
    const changed = notes.days === days ? [] : changeRetention(notes, days, now);
    const present = new Map<string, Participant>(
      meeting.people.seated.map((participant) => [participant.id, participant]),
    );
    for (const [participantId, stay] of notes.open) {
      if (present.get(participantId)?.displayName === notes.names.get(participantId)) continue;
      const ended = { ...stay, leftAt: now, keepUntil: now + days * DAY_MS };
      notes.open.delete(participantId);
      notes.names.delete(participantId);
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
      notes.names.set(participantId, participant.displayName);
      changed.push(stay);
    }
    const forgotten = forgetBriefest(notes);
    if (changed.length > 0) this.#backlog.add(() => this.#store.saveStays(meeting.id, changed));
    if (forgotten.length > 0) this.#backlog.add(() => this.#store.deleteStays(meeting.id, forgotten));
  }

  #forget(meeting: Meeting): void {
    const notes = this.#notes.of(meeting);
    const stayIds = [...notes.open.values(), ...notes.ended].map(({ id }) => id);
    notes.open.clear();
    notes.names.clear();
    notes.ended = [];
    if (stayIds.length > 0) this.#backlog.add(() => this.#store.deleteStays(meeting.id, stayIds));
  }
}
