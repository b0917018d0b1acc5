import type { JoinedReply, RoomView, SelfUpdate } from '../../protocol/index.ts';
import type { Meeting } from './meeting.ts';
import type { Participant } from './participant.ts';

/**
 * What a feature does at the moments of a meeting, and what it adds to what people are shown. It registers once, where
 * the parts are composed; nobody else lists what it must do when somebody comes or goes. Each part is optional; those of
 * several features run in the order in which they were registered. A feature keeps its state in a PerMeeting.
 */
export interface Feature {
  /** Somebody gives up their seat, to leave or to wait: nobody was told yet. */
  seatLeft?(meeting: Meeting, participant: Participant): void;
  /** What somebody has at the table goes over to the same browser's newer self. */
  handedOver?(meeting: Meeting, former: Participant, next: Participant): void;
  /** Somebody was made an observer, who sends nothing and asks for nothing. */
  silenced?(meeting: Meeting, participant: Participant): void;
  /** Somebody was given the floor. */
  floorGiven?(meeting: Meeting, participant: Participant): void;
  /** Who is here has changed, or as what, or what the room is set to. */
  changed?(meeting: Meeting, change: Change): void;
  /** Its part of what everyone is shown of the room. */
  roomView?(meeting: Meeting): Partial<RoomView>;
  /** Its part of what an arrival is shown. */
  arrivalView?(meeting: Meeting, viewer: Participant): Partial<JoinedReply>;
  /** Its part of what somebody is shown anew whose rights have changed. */
  selfView?(meeting: Meeting, viewer: Participant): Partial<SelfUpdate>;
}

export interface Change {
  /** Somebody comes in, and everyone is told of them anyway. */
  readonly arriving?: Participant;
  /** They come back to the place that they had. */
  readonly isBack?: boolean;
}

type View = 'roomView' | 'arrivalView' | 'selfView';
/** What features are to add: the meeting shows the rest by itself. */
interface Shown {
  readonly roomView: Pick<RoomView, 'hands'>;
  readonly arrivalView: Pick<JoinedReply, 'chat' | 'polls'>;
  readonly selfView: Pick<SelfUpdate, 'chat'>;
}

type Together<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never;
type Added<F, V extends View> = Together<F extends Record<V, (...given: never[]) => infer Part> ? Part : never>;
/** The views to which something is missing. */
type Missing<F> = { readonly [V in View]: Added<F, V> extends Shown[V] ? never : V }[View];

/** All features of the meetings here. One that something to show depends on cannot be left out: it does not compile. */
export class Features {
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

  each(tell: (feature: Feature) => void): void {
    for (const feature of this.#all) tell(feature);
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
