import type { Room } from '../meeting/meeting.ts';
import { consoleOf } from '../meeting/participant-state.ts';
import { UNATTENDED_MS } from './attended.ts';

interface LoneConsolesOptions {
  /** It counts no longer: somebody else may have to stand in. */
  readonly unattended: (room: Room) => void;
  /** Nobody but forgotten consoles is left. */
  readonly forgotten: (room: Room) => void;
}

/** Ends a meeting in which nobody but forgotten consoles is left, with its chat, bans and hard mute. */
export class LoneConsoles {
  readonly #options: LoneConsolesOptions;
  readonly #timers = new WeakMap<Room, NodeJS.Timeout>();

  constructor(options: LoneConsolesOptions) {
    this.#options = options;
  }

  /** To be called whenever somebody has left, or a console is used again. */
  review(room: Room): void {
    clearTimeout(this.#timers.get(room));
    if (room.closed) return;
    const untilMs = timesOf(room).filter((at) => at > Date.now());
    if (untilMs.length === 0) return;
    const timer = setTimeout(() => this.#look(room), Math.min(...untilMs) - Date.now());
    if (!this.#timers.has(room)) room.onClose(() => clearTimeout(this.#timers.get(room)));
    this.#timers.set(room, timer);
  }

  #look(room: Room): void {
    if (room.closed) return;
    const { consoles, participants } = room;
    if (participants.length === consoles.length && Math.max(...timesOf(room)) <= Date.now()) {
      this.#options.forgotten(room);
      return;
    }
    this.#options.unattended(room);
    this.review(room);
  }
}

/** When each console without its owner is forgotten; where only consoles are left, not before the last person was. */
function timesOf(room: Room): readonly number[] {
  const { consoles, participants } = room;
  const lone = consoles.filter((desk) => !participants.some(({ id }) => id === consoleOf(desk.state)?.ownerId));
  if (lone.length === 0) return [];
  return [room.lastPersonAt, ...lone.map(({ touchedAt }) => touchedAt)].map((at) => at + UNATTENDED_MS);
}
