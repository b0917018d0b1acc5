import type { FailureLimit } from './failure-limit.ts';

// The limits that an attempt must pass, and taking a failure of each.

/** One failure of one key's limit. */
export interface Claim {
  readonly limit: FailureLimit;
  readonly key: string;
}

/** Every one of these must have a failure left. */
type Way = readonly Claim[];

/** Past every stage by the first of its ways that is open. */
export type Route = readonly (readonly Way[])[];

export function idOf({ limit, key }: Claim): string {
  return `${limit.name} ${key}`;
}

type Outcome = { claims: readonly Claim[] } | { refusedBy: readonly Claim[]; retryAfterMs: number };

/** Those of the first route that is open; else which refused it, and when the first of them may open again. */
export async function takeFirst(routes: readonly Route[]): Promise<Outcome> {
  return firstOpen(routes, takeRoute);
}

async function takeRoute(stages: Route): Promise<Outcome> {
  const claims: Claim[] = [];
  for (const ways of stages) {
    const outcome = await firstOpen(ways, takeAll);
    if ('refusedBy' in outcome) {
      await giveBack(claims);
      return outcome;
    }
    claims.push(...outcome.claims);
  }
  return { claims };
}

/** Whatever refused any of them may open again; the earliest time counts. */
async function firstOpen<T>(choices: readonly T[], take: (choice: T) => Promise<Outcome>): Promise<Outcome> {
  const refusedBy: Claim[] = [];
  let retryAfterMs = Number.POSITIVE_INFINITY;
  for (const choice of choices) {
    const outcome = await take(choice);
    if ('claims' in outcome) return outcome;
    refusedBy.push(...outcome.refusedBy);
    retryAfterMs = Math.min(retryAfterMs, outcome.retryAfterMs);
  }
  return { refusedBy, retryAfterMs };
}

/** All of them or none. */
async function takeAll(claims: readonly Claim[]): Promise<Outcome> {
  for (const [taken, claim] of claims.entries()) {
    const retryAfterMs = await claim.limit.take(claim.key);
    if (retryAfterMs === null) continue;
    await giveBack(claims.slice(0, taken));
    return { refusedBy: [claim], retryAfterMs };
  }
  return { claims };
}

export async function giveBack(claims: readonly Claim[]): Promise<void> {
  for (const { limit, key } of claims) await limit.giveBack(key);
}
