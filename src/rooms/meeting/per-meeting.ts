import type { Meeting } from './meeting.ts';

/** What a feature keeps of each meeting: made when it is first asked for, and gone with the meeting. */
export class PerMeeting<T> {
  readonly #kept = new WeakMap<Meeting, T>();
  readonly #make: (meeting: Meeting) => T;

  constructor(make: (meeting: Meeting) => T) {
    this.#make = make;
  }

  of(meeting: Meeting): T {
    const known = this.#kept.get(meeting);
    if (known !== undefined) return known;
    const made = this.#make(meeting);
    this.#kept.set(meeting, made);
    return made;
  }
}
