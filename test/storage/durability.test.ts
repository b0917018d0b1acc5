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

it('no reservation, and nothing that was said of its dates, is lost to kill -9 once it was acknowledged', async () => {
  const dataDir = tempDir();
  const acknowledged: string[] = [];
  for (const round of [1, 2, 3]) {
    const child = startChild(new URL('./children/write-reservations.ts', import.meta.url), [dataDir]);
    while (acknowledged.length < round * 12) acknowledged.push(await child.nextLine());
    child.process.kill('SIGKILL');
    await child.exited;
  }
  const { reservations, check } = await openTestDatabase(dataDir);
  const windows = await reservations.windowsWithin({ from: 0, to: Number.MAX_SAFE_INTEGER });
  for (const line of acknowledged) {
    const [id = '', fate] = line.split(' ');
    const changes = (await reservations.find(id))?.series.changes.map(({ moved }) => moved?.start ?? null) ?? 'gone';
    expect(changes, line).toEqual(fate === 'kept' ? ['2099-03-10T11:00', null] : 'gone');
    expect(
      windows.filter(({ reservationId }) => reservationId === id),
      line,
    ).toHaveLength(fate === 'kept' ? 4 : 0);
  }
  await check();
});

it('no account, session or deletion that was acknowledged is lost to kill -9, and no used link works again', async () => {
  const dataDir = tempDir();
  const acknowledged: string[] = [];
  for (const round of [1, 2, 3]) {
    const child = startChild(new URL('./children/write-accounts.ts', import.meta.url), [dataDir]);
    while (acknowledged.length < round * 12) acknowledged.push(await child.nextLine());
    child.process.kill('SIGKILL');
    await child.exited;
  }
  const { sessions, credentials, organisations, check } = await openTestDatabase(dataDir);
  for (const line of acknowledged) {
    const [id = '', fate] = line.split(' ');
    const session = await sessions.find(id, { createdAfter: 0, usedAfter: 0 });
    expect(session?.holder.organisationId ?? 'gone', line).toBe(fate === 'kept' ? id : 'gone');
    expect((await organisations.find(id)) === null, line).toBe(fate === 'gone');
    expect(await credentials.find(id), line).toBeNull();
  }
  await check();
});
