import { Stop } from './base/say.mjs';

export const STAGES = /** @type {const} */ (['unit', 'app', 'integration', 'e2e', 'image']);
/** The image takes longer to build than all the others take together. */
const USUAL_STAGES = STAGES.filter((stage) => stage !== 'image');
const PARTS = /** @type {const} */ (['packages', 'worker', 'web', 'browser']);
const REBUILD_WORKER = '--rebuild-worker';

/** @typedef {(typeof STAGES)[number]} Stage */

/**
 * The stages that are named first, in the order in which they run; the usual ones when none is. What follows is vitest's.
 * @param {string[]} args
 * @returns {{stages: Stage[], rest: string[]}}
 */
export function parseTestArguments(args) {
  const firstOther = args.findIndex((arg) => !(/** @type {readonly string[]} */ (STAGES).includes(arg)));
  const named = firstOther < 0 ? args : args.slice(0, firstOther);
  const stages = named.length === 0 ? [...USUAL_STAGES] : STAGES.filter((stage) => named.includes(stage));
  return { stages, rest: args.slice(named.length) };
}

/**
 * @param {string[]} args
 * @returns {{parts: import('./prepare.mjs').Part[], rebuildWorker: boolean}}
 */
export function parseSetupArguments(args) {
  const rebuildWorker = args.includes(REBUILD_WORKER);
  const named = args.filter((arg) => arg !== REBUILD_WORKER);
  const unknown = named.find((arg) => !(/** @type {readonly string[]} */ (PARTS).includes(arg)));
  if (unknown !== undefined) {
    throw new Stop(`There is no part '${unknown}' to set up: ${PARTS.join(', ')}, and ${REBUILD_WORKER}.`, {
      command: 'npm run setup',
    });
  }
  /** @type {import('./prepare.mjs').Part[]} */
  const parts = ['worker', 'web'];
  if (named.length === 0) return { parts, rebuildWorker };
  const chosen = /** @type {const} */ (['worker', 'web', 'browser']).filter((part) => named.includes(part));
  return { parts: rebuildWorker && !chosen.includes('worker') ? ['worker', ...chosen] : chosen, rebuildWorker };
}
