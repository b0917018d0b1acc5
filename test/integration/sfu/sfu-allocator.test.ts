import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findAllocator } from '../../../src/sfu/worker/allocator.ts';
import { startSfu } from '../../helpers/meetings/sfu.ts';

it('a media worker runs on jemalloc, and what else this process starts does not', async () => {
  const library = findAllocator();
  expect(library).toBe('libjemalloc.so.2');
  const { workers } = await startSfu();
  expect(readFileSync(`/proc/${workers[0]?.pid}/maps`, 'utf8')).toContain(library);
  expect(process.env.LD_PRELOAD).toBeUndefined();
});
