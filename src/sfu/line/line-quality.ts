import type { Consumer, Producer, TransportTuple } from 'mediasoup/types';
import { type Bearing, type Source, WAYS, type Way } from '../../protocol/index.ts';
import { answered } from '../answers.ts';

/** A picture that is shown to somebody: null where the link bears none, or none has come yet. */
export interface ShownPicture {
  readonly source: Source;
  readonly spatialLayer: number | null;
}

export interface WatchedPicture extends ShownPicture {
  /** Since when it is the link that does not bear it, in milliseconds since the epoch. */
  readonly missingSince: number | null;
}

/** One participant's line now, as far as it is known without asking a worker. */
export interface Link {
  readonly way: Way;
  readonly pictures: readonly ShownPicture[];
}

/** Of one participant since they were measured before; null where it is not known. */
export interface Measured {
  /** Parts of the packets that were lost. */
  readonly lossFrom: number | null;
  readonly lossTo: number | null;
  readonly roundTripSeconds: number | null;
}

/** Of fewer packets a part says nothing: somebody is silent, or has only begun. */
const MIN_PACKETS = 20;

interface LineQualityOptions {
  /** What stands for all that they send, and for all that they are sent; null while nothing flows. */
  readonly incoming: () => Producer | null;
  readonly outgoing: () => Consumer | null;
}

/**
 * How one participant's line is: two questions to the worker, whatever they send and are sent. The worker's own figures
 * of loss are averages that stay as they were when nothing is measured any more; so it is counted here.
 */
export class LineQuality {
  readonly #options: LineQualityOptions;
  readonly #from = new LossCount();
  readonly #to = new LossCount();

  constructor(options: LineQualityOptions) {
    this.#options = options;
  }

  /** Errors: DeadlineError, those of a worker that has gone. */
  async measure(): Promise<Measured> {
    const [producer, consumer] = [this.#options.incoming(), this.#options.outgoing()];
    const [received, sent] = await Promise.all([
      producer ? answered(producer.getStats()) : [],
      consumer ? answered(consumer.getStats()) : [],
    ]);
    let [packets, lost] = [0, 0];
    // One stream for each layer of a camera.
    for (const stream of received) {
      packets += stream.packetCount + stream.packetsLost;
      lost += stream.packetsLost;
    }
    // A consumer's figures hold those of its producer as well.
    const out = sent.find(({ type }) => type === 'outbound-rtp');
    return {
      lossFrom: this.#from.next(producer?.id, packets, lost),
      lossTo: this.#to.next(out && consumer?.id, out?.packetCount ?? 0, out?.packetsLost ?? 0),
      roundTripSeconds: out?.roundTripTime ? out.roundTripTime / 1_000 : null,
    };
  }
}

/** The loss between two readings of the same stream. */
class LossCount {
  #id: string | undefined;
  #packets = 0;
  #lost = 0;

  next(id: string | undefined, packets: number, lost: number): number | null {
    const isSame = id !== undefined && id === this.#id;
    const [more, moreLost] = [packets - this.#packets, lost - this.#lost];
    // Few packets are counted on, so that somebody who is mostly silent is known at last.
    if (isSame && more >= 0 && more < MIN_PACKETS) return null;
    this.#id = id;
    this.#packets = packets;
    this.#lost = lost;
    if (!isSame || more < 0) return null;
    // What came late after all was counted as lost before.
    return Math.min(1, Math.max(0, moreLost / more));
  }
}

/** The longer way of a participant's transports. Relayed is what comes from an address of which that is known. */
export function wayOf(tuples: readonly (TransportTuple | undefined)[], relays: readonly string[]): Way {
  const ranks = tuples.map((tuple) => {
    if (!tuple) return WAYS.indexOf('none');
    const remote = tuple.remoteIp?.replace(/^::ffff:/i, '') ?? '';
    return WAYS.indexOf(relays.includes(remote) ? 'turn' : tuple.protocol);
  });
  return WAYS[Math.max(0, ...ranks)] ?? 'none';
}

interface Borne {
  /** Whether all pictures are held back for the sake of the sound, and since when they have less than they would take. */
  readonly isHolding: boolean;
  readonly weakSince: number | null;
  readonly pictures: readonly WatchedPicture[];
}

/** What the way to somebody bears of what they are shown, and since when that is not all. */
export function bearingOf({ isHolding, weakSince, pictures }: Borne): {
  readonly download: Bearing;
  readonly downloadWeakSince: number | null;
} {
  const missing = pictures.flatMap(({ missingSince }) => missingSince ?? []);
  const since = [...missing, ...(weakSince === null ? [] : [weakSince])];
  const downloadWeakSince = since.length === 0 ? null : Math.min(...since);
  const isNothing = isHolding || (pictures.length > 0 && missing.length === pictures.length);
  return { download: isNothing ? 'held' : since.length > 0 ? 'weak' : 'good', downloadWeakSince };
}
