import { expect, it, vi } from 'vitest';
import { tempDir } from '../helpers/temp-dir.ts';
import { startChild } from './child.ts';
import { openTestDatabase } from './storage.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

it('every change that was acknowledged is there after kill -9', async () => {
  const dataDir = tempDir();
  const acknowledged: string[] = [];
  for (const round of [1, 2, 3]) {
    const child = startChild(new URL('./children/write-rooms.ts', import.meta.url), [dataDir]);
    while (acknowledged.length < round * 40) acknowledged.push(await child.nextLine());
    child.process.kill('SIGKILL');
    await child.exited;
  }
  const { rooms, check } = await openTestDatabase(dataDir);
  const names = new Map((await rooms.list()).map(({ id, name }) => [id, name]));
  expect(acknowledged.filter((id) => names.get(id) !== `Runde ${id}`)).toEqual([]);
  await check();
});
