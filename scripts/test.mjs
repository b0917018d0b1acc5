// `npm test`: everything that the tests need, then the tests, the quick ones first.
//   npm test                             the usual stages: unit, app, integration, e2e
//   npm test -- unit                     one stage; unit and app need neither media worker nor browser
//   npm test -- image                    builds the image without a Docker engine and starts it; takes its time
//   npm test -- integration sfu -t pipe  what follows goes to vitest
import { parseTestArguments } from './lib/arguments.mjs';
import { runScript } from './lib/base/say.mjs';
import { prepare } from './lib/prepare.mjs';
import { NEEDS, runStage, summary } from './lib/test-stages.mjs';

await runScript(async () => {
  const { stages, rest } = parseTestArguments(process.argv.slice(2));
  const results = [];
  for (const stage of stages) {
    const prepared = await prepare(NEEDS[stage]);
    const result = await runStage(stage, rest, prepared);
    results.push(result);
    if (result.exitCode !== 0) break;
  }
  const { lines, exitCode } = summary(results, stages);
  process.stdout.write(`${lines.join('\n')}\n`);
  return exitCode;
});
