import { parseArgs } from 'node:util';
import { PARTS, type PartName } from './parts/index.ts';

export type Wish =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'run';
      readonly parts: readonly PartName[];
      readonly quick: boolean;
      readonly only: string;
      readonly times: number;
    };

const NAMES = Object.keys(PARTS) as readonly PartName[];

export const HELP = [
  'npm run bench                     measures everything, about 30 minutes on two cores',
  'npm run bench -- cpu rush         only these parts',
  'npm run bench -- --quick          a short run: enough to see that all works, too little to judge by',
  'npm run bench -- abuse --only 40  of the attacks only those whose name holds this',
  'npm run bench -- sound --only fan of the sounds only those whose name holds this',
  'npm run bench -- screen --only AV1 beside VP8 only this codec',
  'npm run bench -- outage --times 4 so many outages of each length in place of 20',
  '',
  ...NAMES.map((name) => `  ${name.padEnd(9)}${PARTS[name].about}`),
  '',
  'The result is printed beside its budgets and written to bench-results/. Measure on a machine that does nothing else.',
].join('\n');

/** Errors: Error with one sentence. */
export function parseWish(args: readonly string[]): Wish {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      times: { type: 'string', default: '20' },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) return { kind: 'help' };
  const unknown = positionals.filter((name) => !isPartName(name));
  if (unknown.length > 0) throw new Error(`There is no part "${unknown.join('", "')}". Parts: ${NAMES.join(', ')}.`);
  const parts = NAMES.filter((name) => positionals.length === 0 || positionals.includes(name));
  const times = Number(values.times);
  if (!Number.isInteger(times) || times < 1) throw new Error(`"${values.times}" is not how often: a whole number.`);
  return { kind: 'run', parts, quick: values.quick, only: values.only, times };
}

function isPartName(name: string): name is PartName {
  return NAMES.includes(name as PartName);
}
