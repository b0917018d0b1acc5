// `npm start`: everything that the server needs, then the server.
import { prepare } from './lib/prepare.mjs';
import { runInForeground } from './lib/run.mjs';
import { runScript } from './lib/say.mjs';

await runScript(async () => {
  const { root, node, env } = await prepare(['worker', 'web']);
  return runInForeground(node, ['src/main.ts', ...process.argv.slice(2)], { cwd: root, env });
});
