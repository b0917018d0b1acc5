import { DeadlineError, withDeadline } from '../platform/deadline.ts';
import { AppError } from '../platform/errors.ts';
import type { Rate } from '../platform/paces.ts';
import { Paces } from '../platform/paces.ts';
import type { CheckPlaces, CheckReport } from '../protocol/index.ts';
import type { TurnAccessFor } from '../rooms/ports/auth.ts';
import { Check } from './check.ts';
import type { EchoPlane } from './echo-plane.ts';
import { keepReport, replaceReport } from './kept-checks.ts';
import type { CheckStore } from './ports.ts';

/** At once: each takes up to 1.5 Mbit/s in and three times that out for a few seconds, about what two in a meeting take. */
const MAX_CHECKS = 6;
/** Half of them, so that one network leaves room for another. */
const MAX_CHECKS_OF_NETWORK = 3;
/** By then at least one is over. */
const BUSY_RETRY_MS = 60_000;
/** Some people of one hospital, one after the other; then one every half minute. */
const CHECKING: Rate = { burst: 8, perSecond: 1 / 30 };
/** Some people of one hospital a day. Within a week that fills no more than a part of what is kept. */
const KEEPING: Rate = { burst: 30, perSecond: 30 / 86_400 };
/** Of all networks together: in a week fewer than are kept, so that nobody pushes out what others have found. */
const KEEPING_OF_ALL: Rate = { burst: 500, perSecond: 600 / 86_400 };
/** Each check once, and again for what is answered later. */
const REPORTING: Rate = { burst: 24, perSecond: 1 / 10 };
/** Of all networks together: a disk is not filled by many of them either. */
const REPORTING_OF_ALL: Rate = { burst: 200, perSecond: 1 };
/** How many names there are for the TURN server, which lets each have 40 of its 4,000 relays; see `#turnName`. */
const TURN_NAMES = 4;

/** Well within what our own page waits for an answer: what the server cannot do is no fault of somebody's network. */
const BEGIN_MS = 6_000;

interface CheckServiceOptions {
  readonly echoPlane: EchoPlane;
  readonly turnAccess: TurnAccessFor;
  readonly store: CheckStore;
  readonly places: { get(): Promise<CheckPlaces> };
  readonly isDraining: () => boolean;
}

/** Checks of connections, for anybody: how many there may be, and how often. */
export class CheckService {
  readonly #options: CheckServiceOptions;
  readonly #paces = new Paces();
  /** By network, those that are about to begin included. */
  readonly #running = new Map<string, number>();
  #total = 0;
  #begun = 0;

  constructor(options: CheckServiceOptions) {
    this.#options = options;
  }

  places(): Promise<CheckPlaces> {
    return this.#options.places.get();
  }

  /**
   * `network`: one owner of addresses. The check is over when its media worker dies.
   * Errors: SERVER_DRAINING, TOO_MANY (others check just now), RATE_LIMITED, MEDIA_UNAVAILABLE.
   */
  async begin(network: string): Promise<Check> {
    const { echoPlane, turnAccess, isDraining } = this.#options;
    if (isDraining()) throw new AppError('SERVER_DRAINING');
    const ofNetwork = this.#running.get(network) ?? 0;
    if (this.#total >= MAX_CHECKS || ofNetwork >= MAX_CHECKS_OF_NETWORK) {
      throw new AppError('TOO_MANY', { retryAfterMs: BUSY_RETRY_MS });
    }
    this.#paces.take([{ of: `check from ${network}`, rate: CHECKING }]);
    this.#count(network, 1);
    let check: Check | null = null;
    let isLost = false;
    try {
      const opening = echoPlane.openEcho({
        lost: () => {
          isLost = true;
          check?.close();
        },
      });
      const echo = await withDeadline(opening, { withinMs: BEGIN_MS, late: (late) => late.close() });
      const ended = () => this.#count(network, -1);
      check = new Check({ echo, turnAccess, turnName: this.#turnName(), ended });
    } catch (error) {
      this.#count(network, -1);
      throw error instanceof DeadlineError ? new AppError('MEDIA_UNAVAILABLE') : error;
    }
    if (isLost) check.close();
    return check;
  }

  /**
   * `known`: the code of what it takes the place of, under which nothing may be kept any more; then it is another.
   * Errors: RATE_LIMITED, TOO_MANY, STORAGE_UNAVAILABLE.
   */
  async keep(network: string, report: CheckReport, known: string | null): Promise<string> {
    const { store } = this.#options;
    const reporting = [
      { of: `report from ${network}`, rate: REPORTING },
      { of: 'report', rate: REPORTING_OF_ALL },
    ];
    const keeping = [
      { of: `keeping for ${network}`, rate: KEEPING },
      { of: 'keeping', rate: KEEPING_OF_ALL },
    ];
    this.#paces.take(known === null ? [...reporting, ...keeping] : reporting);
    if (known !== null) {
      if (await replaceReport(store, known, report)) return known;
      this.#paces.take(keeping);
    }
    return keepReport(store, report);
  }

  /**
   * Credentials for the TURN server go to strangers here, as they go to participants. What they gain: datagrams to this
   * server's media ports, which they reach anyway or by nothing else, and where whoever has no session is not answered;
   * coturn relays to no other address. What they could use up is the number of relays. coturn counts those by the
   * credentials' name without its time, so there are few names, one after the other: strangers hold a small part of all
   * relays at most, however many come, and what they hold others who check miss, never a meeting.
   */
  #turnName(): string {
    this.#begun += 1;
    return `check-${this.#begun % TURN_NAMES}`;
  }

  #count(network: string, change: 1 | -1): void {
    this.#total += change;
    const count = (this.#running.get(network) ?? 0) + change;
    if (count > 0) this.#running.set(network, count);
    else this.#running.delete(network);
  }
}
