import { loadCliConfig } from '../config.ts';
import { processIo } from './io.ts';
import { runCli } from './program.ts';

process.exitCode = await runCli({
  args: process.argv.slice(2),
  io: processIo,
  loadConfig: () => loadCliConfig(process.env),
});
