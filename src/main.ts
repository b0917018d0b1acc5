import { ConfigError, loadConfig } from './config.ts';
import { StartError } from './errors.ts';
import { createLog, type RunningServer, startServer } from './server.ts';
import { StorageError } from './storage/index.ts';

try {
  const config = loadConfig(process.env);
  const log = createLog(config.logLevel);
  const server = await startServer(config, { log });
  greet(server);

  let stopping = false;
  const stop = async (drainMs: number) => {
    // A second signal does not wait for the meetings.
    if (stopping) drainMs = 0;
    stopping = true;
    await server.drain(drainMs);
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
