/** What one part keeps of each of another's things: made when it is first asked for, and gone with the thing. */
export class Per<K extends object, T> {
  readonly #kept = new WeakMap<K, T>();
  readonly #make: (thing: K) => T;

  constructor(make: (thing: K) => T) {
    this.#make = make;
  }

  of(thing: K): T {
    const known = this.#kept.get(thing);
    if (known !== undefined) return known;
    const made = this.#make(thing);
    this.#kept.set(thing, made);
    return made;
  }
}
