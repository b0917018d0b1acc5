import type { MeetingEvent } from '../../../protocol/index.ts';
import type { Connection } from '../participant/connection.ts';
import type { Participant } from '../participant/participant.ts';
import { type Address, MOVES_BACK, merged, type News, outdatedBy, slotOf } from './news.ts';

/** Two or three frames of a screen: nobody sees the difference, and however much happens, each is told 22 times a second. */
export const GATHER_MS = 45;

/**
 * What the people of one room are told of each other, gathered: at once when it was quiet before, together within
 * GATHER_MS otherwise. Of everything that has a state only the latest is told; the order is kept; and nothing is said of
 * somebody after it was said that they left.
 */
export class Broadcast {
  readonly #people: () => Iterable<Participant>;
  /** By what a newer one takes the place of. */
  readonly #news = new Map<string, News>();
  readonly #knows = new WeakMap<Participant, number>();
  #turn = 0;
  #toldAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #isDue = false;
  #closed = false;

  /** `people`: whoever is at the table or at a console now. */
  constructor({ people }: { readonly people: () => Iterable<Participant> }) {
    this.#people = people;
  }

  add(event: MeetingEvent, address: Address): void {
    if (this.#closed) return;
    for (const slot of outdatedBy(event, this.#news.keys())) this.#news.delete(slot);
    this.#turn += 1;
    const slot = slotOf(event, { turn: this.#turn, has: (waiting) => this.#news.has(waiting) });
    const former = this.#news.get(slot);
    // A line that is typed on after a message belongs behind it, somebody's words behind those before them, and a hand
    // that went up behind those that did so earlier.
    if (MOVES_BACK.has(event.name)) this.#news.delete(slot);
    const news = { event, turn: this.#turn, ...address };
    this.#news.set(slot, former ? { ...news, ...merged(former, news) } : news);
    this.#tellSoon();
  }

  /** They have just been shown everything as it is now. */
  hasSeen(participant: Participant): void {
    this.#knows.set(participant, this.#turn);
  }

  /** To this person at once, before something that depends on it. */
  tellNow(participant: Participant): void {
    if (this.#news.size === 0) return;
    const news = this.#newsFor(participant, [...this.#news.values()]);
    this.hasSeen(participant);
    if (participant.connection && news.length > 0) send([participant.connection], news);
  }

  /** To everyone at once. */
  tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#news.size === 0) return;
    this.#toldAt = performance.now();
    const all = [...this.#news.values()];
    this.#news.clear();
    const groups = new Map<string, { readonly connections: Connection[]; readonly news: readonly News[] }>();
    for (const participant of this.#people()) {
      if (!participant.connection) continue;
      const news = this.#newsFor(participant, all);
      if (news.length === 0) continue;
      // Nearly always everyone is told the same.
      const key = news.length === all.length ? 'all' : news.map(({ turn }) => turn).join();
      const group = groups.get(key);
      if (group) group.connections.push(participant.connection);
      else groups.set(key, { connections: [participant.connection], news });
    }
    for (const { connections, news } of groups.values()) send(connections, news);
  }

  /** Idempotent. What was not told by then is of no interest any more. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#news.clear();
  }

  #newsFor(participant: Participant, all: readonly News[]): readonly News[] {
    const known = this.#knows.get(participant) ?? 0;
    return all.filter(
      ({ turn, to, also, except }) =>
        turn > known && participant !== except && (to === 'everyone' || participant === also || participant.isChairing),
    );
  }

  #tellSoon(): void {
    if (this.#isDue || this.#timer !== undefined) return;
    const waitMs = this.#toldAt + GATHER_MS - performance.now();
    if (waitMs > 0) {
      this.#timer = setTimeout(() => this.tell(), waitMs);
      return;
    }
    // Not before what is happening just now has happened as a whole.
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.tell();
    });
  }
}

function send([first, ...others]: readonly Connection[], news: readonly News[]): void {
  const [only, second] = news;
  if (!first || !only) return;
  const volatile = news.every((one) => one.volatile);
  if (second) {
    const events = news.map(({ event }) => event);
    first.sendToAll(others, 'meeting:changed', events, { volatile });
  } else first.sendToAll(others, only.event.name, only.event.data, { volatile });
}
