import { loadCliConfig } from '../config.ts';
import { processIo } from './io.ts';
import { EXIT, runCli } from './program.ts';

// What was to be done may be done all the same, so it is said and not thrown.
process.stdout.once('error', (error) => {
  processIo.err(`Error: the output could not be written: ${whyUnwritten(error)}. What was to be done may be done.`);
  process.exitCode = EXIT.failed;
});
process.stdout.on('error', () => {});
process.stderr.on('error', () => {
  process.exitCode = EXIT.failed;
});

const code = await runCli({
  args: process.argv.slice(2),
  io: processIo,
  loadConfig: () => loadCliConfig(process.env),
});
process.exitCode = Math.max(code, Number(process.exitCode ?? EXIT.ok));

function whyUnwritten(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOSPC') return 'the disk is full';
  return error.code === 'EPIPE' ? 'nobody reads it any more' : (error.code ?? 'unknown cause');
}
