import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, it, vi } from 'vitest';
import { tempDir } from '../../helpers/temp-dir.ts';
import { newRoom, openTestDatabase } from '../../storage/storage.ts';
import { environment, LAUNCHER } from '../run-cli.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

async function run(file: string, args: readonly string[], { readOutput = true } = {}) {
  const dataDir = tempDir();
  await (await openTestDatabase(dataDir)).rooms.create(newRoom());
  const child = spawn(file, args, { env: environment(dataDir) });
  if (!readOutput) child.stdout.destroy();
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return { err, code };
}

it('output to a full device is said in a sentence, and the command has failed', async () => {
  const toFullDevice = ['-c', '"$0" "$1" room list > /dev/full', process.execPath, LAUNCHER];
  expect(await run('sh', toFullDevice)).toEqual({
    code: 1,
    err: 'Error: the output could not be written: the disk is full. What was to be done may be done.\n',
  });
});

it('output that nobody reads any more is said in a sentence, and the command has failed', async () => {
  expect(await run(process.execPath, [LAUNCHER, 'room', 'list'], { readOutput: false })).toEqual({
    code: 1,
    err: 'Error: the output could not be written: nobody reads it any more. What was to be done may be done.\n',
  });
});
