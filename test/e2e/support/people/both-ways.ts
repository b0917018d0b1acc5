import type { FirefoxPerson } from './firefox-person.ts';
import type { Person } from './person.ts';

/** Each sees and hears the other. */
export async function expectBothWays(one: Person, other: Person | FirefoxPerson): Promise<void> {
  await Promise.all([one.expectToSee(other), other.expectToSee(one)]);
  await Promise.all([one.expectToHear(other), other.expectToHear(one)]);
}
