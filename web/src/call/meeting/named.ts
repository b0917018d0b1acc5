import type { Named } from '../../../../src/protocol/index.ts';

/** A notice keeps the name as it was then. */
export function named({ displayName, mark }: Named): Named {
  return { displayName, mark };
}
