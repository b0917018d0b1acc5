import { relative } from 'node:path';
import { HELP, parseWish, type Wish } from './arguments.ts';
import { PARTS, type PartName } from './parts/index.ts';
import type { PartOptions } from './parts/part.ts';
import { type PartReport, verdictOf } from './report/figure.ts';
import { describeMachine, machineLoad } from './report/machine.ts';
import { saveResult } from './report/save.ts';
import { figureTable } from './report/table.ts';

// `npm run bench`. A missed budget fails nothing; a part that cannot be measured ends with exit code 1.

type Outcome =
  | { readonly part: PartName; readonly report: PartReport }
  | { readonly part: PartName; readonly failure: string };

/** Above this the figures say more about the machine's other work. */
const BUSY_LOAD = 0.5;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function runBench({ parts, quick, only, times }: Extract<Wish, { kind: 'run' }>): Promise<void> {
  const begun = new Date();
  const loadBefore = machineLoad();
  if (loadBefore > BUSY_LOAD) say(`This machine is busy (load ${loadBefore.toFixed(1)}): figures will be worse.`);
  const outcomes: Outcome[] = [];
  for (const part of parts) outcomes.push(await measure(part, { quick, only, times, say }));
  const reports = outcomes.flatMap((outcome) => ('report' in outcome ? [outcome] : []));
  const failures = outcomes.flatMap((outcome) => ('failure' in outcome ? [outcome] : []));
  const figures = reports.flatMap(({ report }) => report.figures);
  const file = saveResult(begun, {
    quick,
    machine: describeMachine(),
    load: { before: loadBefore, after: machineLoad() },
    figures: figures.map((figure) => ({ ...figure, verdict: verdictOf(figure) })),
    parts: outcomes,
  });
  const notes = reports.flatMap(({ part, report }) => report.notes.map((note) => `${part}: ${note}`));
  process.stdout.write(`${[figureTable(figures), '', ...notes].join('\n')}\n`);
  for (const { report } of reports) if (report.setting) process.stdout.write(`\n${settingText(report.setting)}\n\n`);
  for (const { part, failure } of failures) process.stdout.write(`${part}: NOT MEASURED: ${failure}\n`);
  process.stdout.write(`${quick ? 'A short run: too little to judge by. ' : ''}${relative('.', file)}\n`);
  if (failures.length > 0) process.exitCode = 1;
}

/** The line stands alone, to be copied. */
function settingText(line: string): string {
  return `Put this line into the settings (docker/.env) of a server on this machine, in place of the one of before, and start it again:\n\n${line}`;
}

async function measure(part: PartName, options: PartOptions): Promise<Outcome> {
  try {
    return { part, report: await PARTS[part].run(options) };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    say(`${part}: ${failure}`);
    return { part, failure };
  }
}

// Else 'exit', which ends what was started, would not come.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

try {
  const wish = parseWish(process.argv.slice(2));
  if (wish.kind === 'help') process.stdout.write(`${HELP}\n`);
  else await runBench(wish);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
