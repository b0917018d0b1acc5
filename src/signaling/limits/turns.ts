/**
 * What may be spent on commands within one turn of the event loop: whoever comes to the door meanwhile takes some ten
 * turns to be let in, and each turn is at most that much longer.
 */
const TURN_MS = 0.5;
/** Of a connection that has gone: what people say last, leaving for one, is heard; a flood is not. */
const MAX_LAST_COMMANDS = 20;
/** Letters of messages that wait. Parsed they take up to twenty times as much; 300 people who come at once take half. */
const MAX_WAITING_OF_ORIGIN = 1_048_576;
const MAX_WAITING = 8 * MAX_WAITING_OF_ORIGIN;

type Work = () => void;

interface Waiting {
  readonly work: Work;
  readonly size: number;
}

/** One connection's. Work is done at once or later, in the order in which it came. */
export interface OwnTurns {
  /** False: too much waits already, and nothing is done. `size`: how long the message is. */
  take(work: Work, size: number): boolean;
  /** The connection has gone: this is done last, and in place of what waits if that is a flood. */
  end(work: Work): void;
}

/**
 * In which order commands are done when there are more than can be done at once: one of each part of the internet after
 * the other, and within it one of each connection, so that whoever asks for much waits for themselves. While nobody
 * waits, each is done at once.
 */
export class Turns {
  /** Of each origin those of each connection, next first. How many may be one's is the packet gate's to say. */
  readonly #waiting = new Map<string, Map<object, Waiting[]>>();
  /** How long all is that waits, by origin, and in all. */
  readonly #sizes = new Map<string, number>();
  #size = 0;
  #endsAt = 0;
  #next: NodeJS.Immediate | undefined;

  /** For one connection, from there. */
  of(origin: string): OwnTurns {
    const own = {};
    return {
      take: (work, size) => this.#take(origin, own, { work, size }),
      end: (work) => {
        if ((this.#waiting.get(origin)?.get(own)?.length ?? 0) > MAX_LAST_COMMANDS) this.#drop(origin, own);
        // It takes no room, so there is room for it.
        this.#take(origin, own, { work, size: 0 });
      },
    };
  }

  #take(origin: string, own: object, one: Waiting): boolean {
    if (this.#next === undefined) this.#begin();
    if (this.#waiting.size === 0 && performance.now() < this.#endsAt) {
      one.work();
      return true;
    }
    if (one.size > 0 && !this.#hasRoom(origin, one.size)) return false;
    const connections = this.#waiting.get(origin) ?? new Map<object, Waiting[]>();
    this.#waiting.set(origin, connections);
    const works = connections.get(own) ?? [];
    connections.set(own, works);
    works.push(one);
    this.#count(origin, one.size);
    return true;
  }

  #hasRoom(origin: string, size: number): boolean {
    return (this.#sizes.get(origin) ?? 0) + size <= MAX_WAITING_OF_ORIGIN && this.#size + size <= MAX_WAITING;
  }

  #count(origin: string, size: number): void {
    this.#size += size;
    const ofOrigin = (this.#sizes.get(origin) ?? 0) + size;
    if (ofOrigin > 0) this.#sizes.set(origin, ofOrigin);
    else this.#sizes.delete(origin);
  }

  #drop(origin: string, own: object): void {
    const connections = this.#waiting.get(origin);
    for (const { size } of connections?.get(own) ?? []) this.#count(origin, -size);
    connections?.delete(own);
    if (connections?.size === 0) this.#waiting.delete(origin);
  }

  #begin(): void {
    this.#endsAt = performance.now() + TURN_MS;
    this.#next = setImmediate(() => {
      this.#next = undefined;
      if (this.#waiting.size === 0) return;
      this.#begin();
      this.#work();
    });
  }

  #work(): void {
    this.#takeFirst()?.work();
    if (this.#waiting.size === 0 || performance.now() >= this.#endsAt) return;
    // Counted is what a command does until its first promise: who comes too fast costs no more than that.
    process.nextTick(() => this.#work());
  }

  /** Its connection goes behind the others of its origin, and its origin behind the others. */
  #takeFirst(): Waiting | undefined {
    const [origin, connections] = firstOf(this.#waiting);
    const [own, works] = firstOf(connections);
    if (origin === undefined || connections === undefined || own === undefined) return undefined;
    const first = works?.shift();
    if (first !== undefined) this.#count(origin, -first.size);
    connections.delete(own);
    if (works !== undefined && works.length > 0) connections.set(own, works);
    this.#waiting.delete(origin);
    if (connections.size > 0) this.#waiting.set(origin, connections);
    return first;
  }
}

function firstOf<Key, Value>(
  map: ReadonlyMap<Key, Value> | undefined,
): readonly [Key, Value] | readonly [undefined, undefined] {
  for (const entry of map ?? []) return entry;
  return [undefined, undefined];
}
