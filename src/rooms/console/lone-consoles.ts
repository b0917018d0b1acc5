import { Timer } from '../../platform/scope.ts';
import { consoleOf, type Feature, type Meeting, PerMeeting, UNATTENDED_MS } from '../meeting/index.ts';

interface LoneConsolesOptions {
  /** Nobody but forgotten consoles is left. */
  readonly forgotten: (meeting: Meeting) => void;
}

/** Ends a meeting in which nobody but forgotten consoles is left, with its chat, bans and hard mute. */
export class LoneConsoles implements Feature {
  readonly #options: LoneConsolesOptions;
  readonly #timers = new PerMeeting(({ scope }) => new Timer(scope));

  constructor(options: LoneConsolesOptions) {
    this.#options = options;
  }

  changed(meeting: Meeting): void {
    const timer = this.#timers.of(meeting);
    const untilMs = timesOf(meeting).filter((at) => at > performance.now());
    if (untilMs.length === 0) timer.stop();
    else timer.start(Math.min(...untilMs) - performance.now(), () => this.#look(meeting));
  }

  #look(meeting: Meeting): void {
    const { consoles, all } = meeting.people;
    if (all.length === consoles.length && Math.max(...timesOf(meeting)) <= performance.now()) {
      this.#options.forgotten(meeting);
      return;
    }
    // They count no longer: somebody else may have to stand in.
    meeting.changed();
  }
}

/** By `performance.now()`, when each console without its owner is forgotten; where only consoles are left, not before the last person was. */
function timesOf(meeting: Meeting): readonly number[] {
  const { consoles, all } = meeting.people;
  const lone = consoles.filter((desk) => !all.some(({ id }) => id === consoleOf(desk.state)?.ownerId));
  if (lone.length === 0) return [];
  return [meeting.people.lastPersonAt, ...lone.map(({ touchedAt }) => touchedAt)].map((at) => at + UNATTENDED_MS);
}
