// `npm run bench`: everything that the measurements need, then the measurements.

import { runInForeground } from './lib/base/run.mjs';
import { runScript } from './lib/base/say.mjs';
import { prepare } from './lib/prepare.mjs';

await runScript(async () => {
  const { root, node, env } = await prepare(['worker', 'web', 'browser', 'janus']);
  return runInForeground(node, ['test/bench/main.ts', ...process.argv.slice(2)], { cwd: root, env });
});
