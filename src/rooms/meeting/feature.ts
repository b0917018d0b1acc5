import type {
  ChairView,
  JoinedReply,
  LobbyEntryView,
  LobbyStatus,
  ParticipantView,
  RoomView,
  SelfUpdate,
} from '../../protocol/index.ts';
import type { Meeting } from './meeting.ts';
import type { Change, Kept, Moments } from './moments.ts';
import type { Participant } from './participant/participant.ts';

/**
 * What a feature does at the moments of a meeting, and what it adds to what people are shown. It registers once, where
 * the parts are composed; nobody else lists what it must do when somebody comes or goes. Each part is optional; those of
 * several features run in the order in which they were registered. A feature keeps its state in a PerMeeting and a PerParticipant.
 */
export interface Feature extends Partial<Omit<Moments<Meeting>, View>> {
  /** Its part of what everyone is shown of the room. */
  roomView?(meeting: Meeting): Partial<RoomView>;
  /** Its part of what everyone is shown of a person. */
  personView?(meeting: Meeting, participant: Participant): Partial<ParticipantView>;
  /** Its part of what those who chair are shown of who waits. */
  waitingView?(meeting: Meeting, waiting: Participant): Partial<LobbyEntryView>;
  /** Its part of what somebody who waits is shown of their waiting. */
  lobbyView?(meeting: Meeting, waiting: Participant): Partial<LobbyStatus>;
  /** Its part of what only those who chair are shown. */
  chairView?(meeting: Meeting): Partial<ChairView>;
  /** Its part of what an arrival is shown. */
  arrivalView?(meeting: Meeting, viewer: Participant): Partial<JoinedReply>;
  /** Its part of what somebody is shown anew whose rights have changed. */
  selfView?(meeting: Meeting, viewer: Participant): Partial<SelfUpdate>;
}

type View = 'roomView' | 'personView' | 'waitingView' | 'lobbyView' | 'chairView' | 'arrivalView' | 'selfView';
type Shown = { readonly [V in View]: ReturnType<Moments<Meeting>[V]> };

type Together<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never;
type Added<F, V extends View> = Together<F extends Record<V, (...given: never[]) => infer Part> ? Part : never>;
/** The views to which something is missing. */
type Missing<F> = { readonly [V in View]: Added<F, V> extends Shown[V] ? never : V }[View];

/** All features of the meetings here. One that something to show depends on cannot be left out: it does not compile. */
export class Features implements Moments<Meeting> {
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

  parting(meeting: Meeting, participant: Participant): void {
    for (const feature of this.#all) feature.parting?.(meeting, participant);
  }

  recognised(meeting: Meeting, participant: Participant, formerId: string | null): void {
    for (const feature of this.#all) feature.recognised?.(meeting, participant, formerId);
  }

  replaced(meeting: Meeting, former: Participant, next: Participant): void {
    for (const feature of this.#all) feature.replaced?.(meeting, former, next);
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

  shownAnew(meeting: Meeting, participant: Participant): void {
    for (const feature of this.#all) feature.shownAnew?.(meeting, participant);
  }

  roomView(meeting: Meeting): Shown['roomView'] {
    return this.#together((feature) => feature.roomView?.(meeting));
  }

  personView(meeting: Meeting, participant: Participant): Shown['personView'] {
    return this.#together((feature) => feature.personView?.(meeting, participant));
  }

  waitingView(meeting: Meeting, waiting: Participant): Shown['waitingView'] {
    return this.#together((feature) => feature.waitingView?.(meeting, waiting));
  }

  lobbyView(meeting: Meeting, waiting: Participant): Shown['lobbyView'] {
    return this.#together((feature) => feature.lobbyView?.(meeting, waiting));
  }

  chairView(meeting: Meeting): Shown['chairView'] {
    return this.#together((feature) => feature.chairView?.(meeting));
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
