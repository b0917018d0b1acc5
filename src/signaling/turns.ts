/**
 * What may be spent on commands within one turn of the event loop: whoever comes to the door meanwhile takes some ten
 * turns to be let in, and each turn is at most that much longer.
 */
const TURN_MS = 0.5;
/** Of a connection that has gone: what people say last, leaving for one, is heard; a flood is not. */
const MAX_LAST_COMMANDS = 20;

type Work = () => void;

/** One connection's. Work is done at once or later, in the order in which it came. */
export interface OwnTurns {
  take(work: Work): void;
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
  readonly #waiting = new Map<string, Map<object, Work[]>>();
  #endsAt = 0;
  #next: NodeJS.Immediate | undefined;

  /** For one connection, from there. */
  of(origin: string): OwnTurns {
    const own = {};
    return {
      take: (work) => this.#take(origin, own, work),
      end: (work) => {
        if ((this.#waiting.get(origin)?.get(own)?.length ?? 0) > MAX_LAST_COMMANDS) this.#drop(origin, own);
        this.#take(origin, own, work);
      },
    };
  }

  #take(origin: string, own: object, work: Work): void {
    if (this.#next === undefined) this.#begin();
    if (this.#waiting.size === 0 && performance.now() < this.#endsAt) {
      work();
      return;
    }
    const connections = this.#waiting.get(origin) ?? new Map<object, Work[]>();
    this.#waiting.set(origin, connections);
    const works = connections.get(own) ?? [];
    connections.set(own, works);
    works.push(work);
  }

  #drop(origin: string, own: object): void {
    const connections = this.#waiting.get(origin);
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
    this.#takeFirst()?.();
    // What a command does after its first promise counts too, so that is done before the clock is looked at.
    if (this.#waiting.size > 0 && performance.now() < this.#endsAt) process.nextTick(() => this.#work());
  }

  /** Its connection goes behind the others of its origin, and its origin behind the others. */
  #takeFirst(): Work | undefined {
    const [origin, connections] = firstOf(this.#waiting);
    const [own, works] = firstOf(connections);
    if (origin === undefined || connections === undefined || own === undefined) return undefined;
    const work = works?.shift();
    connections.delete(own);
    if (works !== undefined && works.length > 0) connections.set(own, works);
    this.#waiting.delete(origin);
    if (connections.size > 0) this.#waiting.set(origin, connections);
    return work;
  }
}

function firstOf<Key, Value>(
  map: ReadonlyMap<Key, Value> | undefined,
): readonly [Key, Value] | readonly [undefined, undefined] {
  for (const entry of map ?? []) return entry;
  return [undefined, undefined];
}
