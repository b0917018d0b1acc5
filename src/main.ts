import { loadConfig } from './config.ts';
import { Ending } from './ending.ts';
import { createLog } from './log.ts';
import { LastErrors } from './monitoring/last-errors.ts';
import { StartError } from './platform/errors.ts';
import { type RunningServer, startServer } from './server.ts';
import { ConfigError } from './settings.ts';
import { StorageError } from './storage/index.ts';

// Whoever read them has gone, or their disk is full: that ends no meeting.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

try {
  const config = loadConfig(process.env);
  const errors = new LastErrors();
  const log = createLog(config.logLevel, errors);
  const server = await startServer(config, { log, errors });
  const ending = new Ending({ server, log, exit: (code) => process.exit(code) });
  process.on('uncaughtException', (error) => void ending.byFault(error));
  process.on('SIGINT', () => void ending.bySignal(0));
  // The terminal was closed.
  process.on('SIGHUP', () => void ending.bySignal(0));
  process.on('SIGTERM', () => void ending.bySignal(config.drainMs));
  greet(server);
} catch (error) {
  const expected = error instanceof ConfigError || error instanceof StorageError || error instanceof StartError;
  process.stderr.write(`${expected ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
}

function greet({ url, exampleRoom }: RunningServer): void {
  const lines = [`Tafelrunde is ready: ${url}`];
  if (exampleRoom) {
    const link = `${url}/r/${exampleRoom.roomId}`;
    lines.push(
      '',
      'This is a new database, so there is a room to begin with:',
      `  Link       ${link}`,
      `  Password   ${exampleRoom.password}`,
      `  Moderator  ${link}#invite=${exampleRoom.moderatorSecret}`,
      'They are shown this once. More rooms: npx tafelrunde room create --help',
    );
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
