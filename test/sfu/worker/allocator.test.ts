import { afterEach, expect, it } from 'vitest';
import { findAllocator, withAllocator } from '../../../src/sfu/worker/allocator.ts';

const before = process.env.LD_PRELOAD;
afterEach(() => {
  if (before === undefined) delete process.env.LD_PRELOAD;
  else process.env.LD_PRELOAD = before;
});

const seen = () => process.env.LD_PRELOAD;

it('what starts gets the allocator, and what is started afterwards does not', () => {
  delete process.env.LD_PRELOAD;
  expect(withAllocator(seen, 'libjemalloc.so.2')).toBe('libjemalloc.so.2');
  expect(seen()).toBeUndefined();
});

it('what was preloaded before stays so, beside it and afterwards', () => {
  process.env.LD_PRELOAD = '/opt/tracer.so';
  expect(withAllocator(seen, 'libjemalloc.so.2')).toBe('libjemalloc.so.2 /opt/tracer.so');
  expect(seen()).toBe('/opt/tracer.so');
});

it('a start that fails leaves the environment as it was', () => {
  delete process.env.LD_PRELOAD;
  const fail = () => {
    throw new Error('no worker');
  };
  expect(() => withAllocator(fail, 'libjemalloc.so.2')).toThrow('no worker');
  expect(seen()).toBeUndefined();
});

it('without one everything starts as it is', () => {
  delete process.env.LD_PRELOAD;
  expect(withAllocator(seen, null)).toBeUndefined();
});

it('an allocator that somebody has chosen for everything here is left to them', () => {
  process.env.LD_PRELOAD = '/usr/lib/libmimalloc.so.2.0';
  expect(findAllocator()).toBeNull();
});
