import { type Participant, PerParticipant } from '../meeting/index.ts';
import type { Likeness } from './likeness.ts';

/** The how many here of this name, or of one that looks like it; 0: not counted yet. */
export const numbers = new PerParticipant(() => ({ number: 0 }));

/** The first who comes keeps the name as it is, and everyone their number as long as they are here. */
export function numberTwins(
  people: readonly Participant[],
  { arriving, likenessOf }: { arriving: Participant | undefined; likenessOf: (person: Participant) => Likeness },
): void {
  const crowds = new Map<string, Crowd>();
  for (const person of people) {
    for (const key of likenessOf(person).keys) crowds.set(key, (crowds.get(key) ?? new Crowd()).add(person));
  }
  for (const person of people) {
    const own = likenessOf(person).keys.flatMap((key) => crowds.get(key) ?? []);
    const isAlone = person === arriving && own.every((crowd) => crowd.isOnly(person));
    if (
      numbers.of(person).number === 0 ||
      isAlone ||
      own.some((crowd) => crowd.hasGiven(numbers.of(person).number, person))
    ) {
      const isFirst = own.every((crowd) => !crowd.hasGivenAny(person));
      numbers.of(person).number = isFirst ? 1 : 1 + Math.max(...own.map(({ highest }) => highest));
    }
    for (const crowd of own) crowd.give(person);
  }
}

/** Everyone whose names look alike. */
class Crowd {
  highest = 0;
  readonly #people: Participant[] = [];
  /** Who has which number for good. */
  readonly #given = new Map<number, Participant>();

  add(person: Participant): this {
    this.#people.push(person);
    this.highest = Math.max(this.highest, numbers.of(person).number);
    return this;
  }

  give(person: Participant): void {
    this.#given.set(numbers.of(person).number, person);
    this.highest = Math.max(this.highest, numbers.of(person).number);
  }

  isOnly(person: Participant): boolean {
    return this.#people.every((other) => isSame(other, person));
  }

  hasGiven(number: number, person: Participant): boolean {
    const holder = this.#given.get(number);
    return holder !== undefined && !isSame(holder, person);
  }

  hasGivenAny(person: Participant): boolean {
    return this.#given.size > 1 || [...this.#given.values()].some((holder) => !isSame(holder, person));
  }
}

/** The same browser is the same person, who comes back before they are missed. */
function isSame(one: Participant, other: Participant): boolean {
  return one === other || (one.deviceHash !== null && one.deviceHash === other.deviceHash);
}
