import type { JoinedReply, RoomView, SelfUpdate } from '../../protocol/index.ts';
import type { Change, Kept, Meeting, Moments } from './meeting.ts';
import type { Participant } from './participant.ts';

/**
 * What a feature does at the moments of a meeting, and what it adds to what people are shown. It registers once, where
 * the parts are composed; nobody else lists what it must do when somebody comes or goes. Each part is optional; those of
 * several features run in the order in which they were registered. A feature keeps its state in a PerMeeting.
 */
export interface Feature extends Partial<Omit<Moments, View>> {
  /** Its part of what everyone is shown of the room. */
  roomView?(meeting: Meeting): Partial<RoomView>;
  /** Its part of what an arrival is shown. */
  arrivalView?(meeting: Meeting, viewer: Participant): Partial<JoinedReply>;
  /** Its part of what somebody is shown anew whose rights have changed. */
  selfView?(meeting: Meeting, viewer: Participant): Partial<SelfUpdate>;
}

type View = 'roomView' | 'arrivalView' | 'selfView';
type Shown = { readonly [V in View]: ReturnType<Moments[V]> };

type Together<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never;
type Added<F, V extends View> = Together<F extends Record<V, (...given: never[]) => infer Part> ? Part : never>;
/** The views to which something is missing. */
type Missing<F> = { readonly [V in View]: Added<F, V> extends Shown[V] ? never : V }[View];

/** All features of the meetings here. One that something to show depends on cannot be left out: it does not compile. */
export class Features implements Moments {
  readonly #all: readonly Feature[];

  private constructor(all: readonly Feature[]) {
    this.#all = all;
  }

  static of<F extends readonly Feature[]>(
    ...all: F
  ): [Missing<F[number]>] extends [never] ? Features : Missing<F[number]>;
  static of(...all: readonly Feature[]): unknown {
    return new Features(all);
  }

  opened(meeting: Meeting, kept: Kept): void {
    for (const feature of this.#all) feature.opened?.(meeting, kept);
  }

  changed(meeting: Meeting, change: Change): void {
    for (const feature of this.#all) if (!meeting.closed) feature.changed?.(meeting, change);
  }

  seatLeft(meeting: Meeting, participant: Participant): void {
    for (const feature of this.#all) feature.seatLeft?.(meeting, participant);
  }

  handedOver(meeting: Meeting, former: Participant, next: Participant): void {
    for (const feature of this.#all) feature.handedOver?.(meeting, former, next);
  }

  silenced(meeting: Meeting, participant: Participant): void {
    for (const feature of this.#all) feature.silenced?.(meeting, participant);
  }

  floorGiven(meeting: Meeting, participant: Participant): void {
    for (const feature of this.#all) feature.floorGiven?.(meeting, participant);
  }

  roomView(meeting: Meeting): Shown['roomView'] {
    return this.#together((feature) => feature.roomView?.(meeting));
  }

  arrivalView(meeting: Meeting, viewer: Participant): Shown['arrivalView'] {
    return this.#together((feature) => feature.arrivalView?.(meeting, viewer));
  }

  selfView(meeting: Meeting, viewer: Participant): Shown['selfView'] {
    return this.#together((feature) => feature.selfView?.(meeting, viewer));
  }

  /** Complete by `of`. */
  #together<T>(partOf: (feature: Feature) => Partial<T> | undefined): T {
    return Object.assign({}, ...this.#all.map(partOf)) as T;
  }
}
