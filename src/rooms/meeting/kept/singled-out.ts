import type { Feature } from '../feature.ts';
import type { Meeting } from '../meeting.ts';
import type { Participant } from '../participant/participant.ts';
import { PerMeeting } from './per.ts';

/** Whom everyone sees otherwise than the others: nobody who has left or may not send, and whoever takes over their place. */
export abstract class SingledOut implements Feature {
  readonly #ids = new PerMeeting<{ now: readonly string[] }>(() => ({ now: [] }));

  seatLeft(meeting: Meeting, { id }: Participant): void {
    this.leave(meeting, id);
  }

  silenced(meeting: Meeting, { id }: Participant): void {
    this.leave(meeting, id);
  }

  handedOver(meeting: Meeting, former: Participant, next: Participant): void {
    const ids = this.#ids.of(meeting);
    if (!ids.now.includes(former.id)) return;
    ids.now = ids.now.map((id) => (id === former.id ? next.id : id));
    this.turned(meeting, [former.id, next.id]);
  }

  /** In the order in which they came. */
  protected idsIn(meeting: Meeting): readonly string[] {
    return this.#ids.of(meeting).now;
  }

  protected leave(meeting: Meeting, id: string): void {
    this.turn(
      meeting,
      this.idsIn(meeting).filter((one) => one !== id),
    );
  }

  /** These from now on. Everyone is told when they are others than before. */
  protected turn(meeting: Meeting, ids: readonly string[]): void {
    const before = this.idsIn(meeting);
    const turned = [...before.filter((id) => !ids.includes(id)), ...ids.filter((id) => !before.includes(id))];
    if (turned.length === 0) return;
    this.#ids.of(meeting).now = ids;
    this.turned(meeting, turned);
    meeting.tell.changes();
  }

  /** These are singled out from now on, or no longer. */
  protected turned(_meeting: Meeting, _ids: readonly string[]): void {}
}
