import { expect, it } from 'vitest';
import { readinessOf } from '../../src/monitoring/readiness.ts';

const well = {
  isAccepting: () => true,
  database: { rooms: { count: async () => 1 }, checkWritable: async () => {} },
  isMediaReady: () => true,
  eventLoop: { isWell: true },
};

async function ill(changes: object): Promise<string[]> {
  const parts = await readinessOf({ ...well, ...changes } as unknown as Parameters<typeof readinessOf>[0])();
  return Object.entries(parts).flatMap(([part, isWell]) => (isWell ? [] : [part]));
}

it('each part that is ill is named, and no other', async () => {
  const fail = () => Promise.reject(new Error('no'));
  expect(await ill({})).toEqual([]);
  expect(await ill({ isAccepting: () => false })).toEqual(['accepting']);
  expect(await ill({ isMediaReady: () => false })).toEqual(['worker']);
  expect(await ill({ database: { ...well.database, rooms: { count: fail } } })).toEqual(['database']);
  expect(await ill({ database: { ...well.database, checkWritable: fail } })).toEqual(['disk']);
  expect(await ill({ eventLoop: { isWell: false } })).toEqual(['eventLoop']);
});
