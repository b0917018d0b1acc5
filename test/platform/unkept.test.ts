import { expect, it } from 'vitest';
import { Unkept } from '../../src/platform/unkept.ts';

it('what is kept by several at once is kept once each, in its order; what cannot be is tried again before what follows', async () => {
  const failures: unknown[] = [];
  const done: string[] = [];
  let isFull = false;
  const unkept = new Unkept({ report: (error) => failures.push(error) });
  const keep = (name: string) =>
    unkept.keep(name, async () => {
      // A step takes its time, and the next one comes meanwhile.
      await Promise.resolve();
      if (isFull) throw new Error('full');
      done.push(name);
    });
  await Promise.all(['a', 'b', 'c'].map(keep));
  expect(done).toEqual(['a', 'b', 'c']);
  isFull = true;
  await Promise.all(['d', 'e'].map(keep));
  expect(done).toHaveLength(3);
  expect(failures).toHaveLength(2);
  isFull = false;
  await keep('f');
  await unkept.keepAll();
  expect(done).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});
