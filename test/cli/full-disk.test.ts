import { expect, it } from 'vitest';
import { MAY_MOUNT, smallDisk } from '../helpers/small-disk.ts';
import { callCli } from './run-cli.ts';

it.runIf(MAY_MOUNT)(
  'on a full disk the command line says what is the matter, and still shows what is there',
  async () => {
    const { dataDir, fill, makeRoom } = smallDisk();
    const run = (...args: string[]) => callCli(args, { dataDir });
    expect((await run('room', 'create', 'Vorstand')).code).toBe(0);
    fill();
    for (const command of [
      ['room', 'create', 'Beirat'],
      ['invite', 'create', 'Vorstand', '--role', 'participant'],
      ['room', 'update', 'Vorstand', '--lobby', 'on'],
    ]) {
      const { code, err } = await run(...command);
      expect([code, err], command.join(' ')).toEqual([1, expect.stringMatching(/^Error: .*disk/i)]);
    }
    expect((await run('room', 'list')).out).toContain('Vorstand');
    makeRoom();
    expect((await run('room', 'create', 'Beirat')).code).toBe(0);
  },
);
