import { Backlog } from '../../platform/backlog.ts';
import { type Feature, type Meeting, PerMeeting } from '../meeting/index.ts';
import type { MeetingMomentStore } from '../ports/storage.ts';

interface MeetingNewsOptions {
  readonly store: MeetingMomentStore;
  /** For what could not be kept: the meeting goes on. */
  readonly report: (error: unknown) => void;
}

/** Tells that a meeting has begun, when the first sits at the table, and that it has ended; each once. */
export class MeetingNews implements Feature {
  readonly #store: MeetingMomentStore;
  readonly #backlog: Backlog;
  readonly #told = new PerMeeting<{ id: string | null }>((meeting) => {
    meeting.scope.onClose(() => this.#ended(meeting));
    return { id: null };
  });

  constructor({ store, report }: MeetingNewsOptions) {
    this.#store = store;
    this.#backlog = new Backlog({ report });
  }

  changed(meeting: Meeting): void {
    const told = this.#told.of(meeting);
    if (!meeting.hasBegun || told.id !== null) return;
    const id = crypto.randomUUID();
    told.id = id;
    const at = Date.now();
    this.#backlog.add(() => this.#store.meetingStarted({ id, roomId: meeting.id, at }));
  }

  settled(): Promise<void> {
    return this.#backlog.settled();
  }

  #ended(meeting: Meeting): void {
    const { id } = this.#told.of(meeting);
    if (id === null) return;
    const at = Date.now();
    this.#backlog.add(() => this.#store.meetingEnded({ id, at }));
  }
}
