// `npm start`: everything that the server needs, then the server.

import { runInForeground } from './lib/base/run.mjs';
import { runScript } from './lib/base/say.mjs';
import { prepare } from './lib/prepare.mjs';

await runScript(async () => {
  const { root, node, env } = await prepare(['worker', 'web']);
  return runInForeground(node, ['src/main.ts', ...process.argv.slice(2)], { cwd: root, env });
});
