// `npm run setup`: preparation only, as for an image or before going offline.
//   npm run setup                        packages, media worker, web client
//   npm run setup -- worker              packages and the named parts only (packages, worker, web, browser)
//   npm run setup -- --rebuild-worker    a new media worker, as after a security update of libsrtp
import { parseSetupArguments } from './lib/arguments.mjs';
import { runScript, say } from './lib/base/say.mjs';
import { prepare } from './lib/prepare.mjs';

await runScript(async () => {
  const { parts, rebuildWorker } = parseSetupArguments(process.argv.slice(2));
  const { env } = await prepare(parts, { rebuildWorker });
  say('Everything is set up.');
  if (parts.includes('worker')) say(`Media worker: ${env.MEDIASOUP_WORKER_BIN}`);
  return 0;
});
