import type { ConsumerOptions } from '../../../src/protocol/index.ts';
import type { ClientStats } from '../../helpers/webrtc-client/index.ts';
import { Person } from './person.ts';
import type { PersonPlan } from './plan.ts';
import type { Seat } from './seat.ts';

/** What has come to one person since they joined. */
export interface Received {
  readonly packets: number;
  /** As UDP payload, encrypted. */
  readonly bytes: number;
  readonly lost: number;
  /** Of these, what is sound. */
  readonly sounds: number;
  readonly soundsLost: number;
  /** Decrypted as proof, and those that could not be. */
  readonly decrypted: number;
  readonly forged: number;
  /** The server's probing for bandwidth. */
  readonly probes: number;
}

/** How many handshakes at a time: each costs this process some milliseconds. */
const JOINING_TOGETHER = 4;
/** A lively discussion: who speaks, which the server tells everyone, changes once in a window. */
const TURN_MS = 4_000;
const TRANSPORT_CC = /transport-wide-cc/;

/** Everyone of one plan in one room, in one process. */
export class LoadMeeting {
  readonly #people: readonly Person[];
  /** True when the server was given what its bandwidth estimation needs. */
  readonly usesBandwidthEstimation: boolean;

  private constructor(people: readonly Person[], usesBandwidthEstimation: boolean) {
    this.#people = people;
    this.usesBandwidthEstimation = usesBandwidthEstimation;
    this.#passTheFloor(0);
  }

  static async gather(
    plan: readonly PersonPlan[],
    takeSeat: (name: string, plan: PersonPlan) => Promise<Seat>,
  ): Promise<LoadMeeting> {
    const people: Person[] = [];
    for (let first = 0; first < plan.length; first += JOINING_TOGETHER) {
      const together = plan.slice(first, first + JOINING_TOGETHER);
      const connected = together.map(async (each, index) =>
        Person.connect(await takeSeat(`Person ${first + index + 1}`, each), each),
      );
      people.push(...(await Promise.all(connected)));
    }
    await Promise.all(people.map((person, index) => plan[index] && person.publish(plan[index])));
    const consumers: ConsumerOptions[] = [];
    for (const [index, person] of people.entries()) {
      const { tile = null, shows } = plan[index] ?? {};
      const others = people.filter((other) => other !== person).slice(0, shows);
      if (tile)
        consumers.push(
          ...(await person.show(
            others.flatMap(({ published }) => published),
            tile,
          )),
        );
    }
    return new LoadMeeting(people, consumers.some(hasTransportFeedback));
  }

  received(): readonly Received[] {
    return this.#people.map((person) => summary(person.stats()));
  }

  /** One after the other, until this process ends. */
  #passTheFloor(turn: number): void {
    this.#people.forEach((person, index) => {
      person.setSpeaking(index === turn % this.#people.length);
    });
    setTimeout(() => this.#passTheFloor(turn + 1), TURN_MS);
  }
}

function hasTransportFeedback({ rtpParameters }: ConsumerOptions): boolean {
  const feedback = rtpParameters.codecs.flatMap(({ rtcpFeedback = [] }) => rtcpFeedback);
  return (
    feedback.some(({ type }) => type === 'transport-cc') &&
    (rtpParameters.headerExtensions ?? []).some(({ uri }) => TRANSPORT_CC.test(uri))
  );
}

function summary({ received, probationPackets }: ClientStats): Received {
  const all = [...received.values()];
  const sum = (key: 'packets' | 'bytes' | 'lost' | 'decrypted' | 'forged') =>
    all.reduce((total, each) => total + each[key], 0);
  const ofSound = (key: 'packets' | 'lost') =>
    all.reduce((total, each) => total + (each.kind === 'audio' ? each[key] : 0), 0);
  return {
    packets: sum('packets'),
    bytes: sum('bytes'),
    lost: sum('lost'),
    sounds: ofSound('packets'),
    soundsLost: ofSound('lost'),
    decrypted: sum('decrypted'),
    forged: sum('forged'),
    probes: probationPackets,
  };
}
