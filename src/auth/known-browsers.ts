/** A meeting's people in all the browsers that they use, with room for those who come and go. */
const MAX_PER_ROOM = 1_000;
/** Of one server; the room that was entered longest ago is forgotten first. */
const MAX_ROOMS = 1_000;
/** A round that meets once a month is known to the next meeting. */
const REMEMBER_MS = 32 * 86_400_000;

/**
 * Which browsers have been let into which room, as long as this process lives; a failure is not remembered for longer
 * either. Bounded, oldest first out. Holds hashes alone, of what browsers call themselves.
 */
export class KnownBrowsers {
  /** Room -> browser -> until when, both in the order in which they were seen last. */
  readonly #rooms = new Map<string, Map<string, number>>();

  add(roomId: string, browser: string): void {
    const browsers = this.#rooms.get(roomId) ?? new Map<string, number>();
    putLast(this.#rooms, roomId, browsers, MAX_ROOMS);
    putLast(browsers, browser, Date.now() + REMEMBER_MS, MAX_PER_ROOM);
  }

  has(roomId: string, browser: string): boolean {
    return (this.#rooms.get(roomId)?.get(browser) ?? 0) > Date.now();
  }

  clear(): void {
    this.#rooms.clear();
  }
}

function putLast<V>(map: Map<string, V>, key: string, value: V, max: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= max) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
