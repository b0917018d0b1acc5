import { joinedOf, type Meeting, mayChair, type Participant, RESUME_WINDOW_MS } from '../../meeting/index.ts';
import type { Farewells } from './farewells.ts';

/** The consoles of those who come and go: they follow the right of whom they belong to. */
export class SecondScreens {
  readonly #farewells: Farewells;

  constructor({ farewells }: { readonly farewells: Farewells }) {
    this.#farewells = farewells;
  }

  /** They go with the right of whom they belong to. */
  cut(meeting: Meeting, owner: Participant): void {
    for (const desk of meeting.people.consolesOf(owner)) {
      if (this.#farewells.say(meeting, desk, 'remove')) meeting.changed();
    }
  }

  /** To their owner's newer self, where that may chair; else they are cut. */
  handOver(meeting: Meeting, former: Participant, next: Participant): void {
    const role = joinedOf(next.state)?.role;
    if (role === undefined || !mayChair(role)) {
      this.cut(meeting, former);
      return;
    }
    const desks = meeting.people.consolesOf(former);
    for (const desk of desks) {
      desk.apply({ kind: 'adopt-console', ownerId: next.id });
      desk.apply({ kind: 'set-role', role });
    }
    if (desks.length > 0) meeting.tellConsoles();
  }

  /**
   * Ends a meeting that nobody but consoles is in, for those who come now. The consoles lose their connections and come
   * by themselves: see `await`.
   */
  endForsaken(meeting: Meeting): readonly Participant[] {
    const now = performance.now();
    const { consoles } = meeting.people;
    const awaited = consoles.flatMap((desk) => desk.asAwaitedConsole(now, now + RESUME_WINDOW_MS) ?? []);
    for (const desk of consoles) {
      desk.connection?.release();
      desk.connection = null;
      this.#farewells.say(meeting, desk, 'fail');
    }
    return awaited;
  }

  /** A console of the meeting before, in the one that has begun instead. */
  await(meeting: Meeting, desk: Participant): void {
    meeting.people.add(desk);
    desk.setDeadline(RESUME_WINDOW_MS, () => {
      if (this.#farewells.say(meeting, desk, 'timeout')) meeting.changed();
    });
  }
}
