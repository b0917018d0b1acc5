import { ConfigError, loadConfig } from './config.ts';
import { StartError } from './errors.ts';
import { createLog, type RunningServer, startServer } from './server.ts';
import { StorageError } from './storage/index.ts';

/** Service managers signal every process of a group, and npm passes it on: one wish arrives several times. */
const SAME_SIGNAL_MS = 1_000;

try {
  const config = loadConfig(process.env);
  const log = createLog(config.logLevel);
  const server = await startServer(config, { log });
  greet(server);

  let firstSignalAt: number | null = null;
  const stop = async (drainMs: number) => {
    const isRepeated = firstSignalAt !== null;
    if (firstSignalAt !== null && Date.now() - firstSignalAt < SAME_SIGNAL_MS) return;
    firstSignalAt ??= Date.now();
    // Who signals again does not want to wait for the meetings.
    await server.drain(isRepeated ? 0 : drainMs);
    await server.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(config.drainMs));
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
