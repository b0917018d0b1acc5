import type { Meeting } from '../meeting/meeting.ts';
import { consoleOf } from '../meeting/participant-state.ts';
import { UNATTENDED_MS } from './attended.ts';

interface LoneConsolesOptions {
  /** It counts no longer: somebody else may have to stand in. */
  readonly unattended: (meeting: Meeting) => void;
  /** Nobody but forgotten consoles is left. */
  readonly forgotten: (meeting: Meeting) => void;
}

/** Ends a meeting in which nobody but forgotten consoles is left, with its chat, bans and hard mute. */
export class LoneConsoles {
  readonly #options: LoneConsolesOptions;
  readonly #timers = new WeakMap<Meeting, NodeJS.Timeout>();

  constructor(options: LoneConsolesOptions) {
    this.#options = options;
  }

  /** To be called whenever somebody has left, or a console is used again. */
  review(meeting: Meeting): void {
    clearTimeout(this.#timers.get(meeting));
    if (meeting.closed) return;
    const untilMs = timesOf(meeting).filter((at) => at > Date.now());
    if (untilMs.length === 0) return;
    const timer = setTimeout(() => this.#look(meeting), Math.min(...untilMs) - Date.now());
    if (!this.#timers.has(meeting)) meeting.onClose(() => clearTimeout(this.#timers.get(meeting)));
    this.#timers.set(meeting, timer);
  }

  #look(meeting: Meeting): void {
    if (meeting.closed) return;
    const { consoles, participants } = meeting;
    if (participants.length === consoles.length && Math.max(...timesOf(meeting)) <= Date.now()) {
      this.#options.forgotten(meeting);
      return;
    }
    this.#options.unattended(meeting);
    this.review(meeting);
  }
}

/** When each console without its owner is forgotten; where only consoles are left, not before the last person was. */
function timesOf(meeting: Meeting): readonly number[] {
  const { consoles, participants } = meeting;
  const lone = consoles.filter((desk) => !participants.some(({ id }) => id === consoleOf(desk.state)?.ownerId));
  if (lone.length === 0) return [];
  return [meeting.lastPersonAt, ...lone.map(({ touchedAt }) => touchedAt)].map((at) => at + UNATTENDED_MS);
}
