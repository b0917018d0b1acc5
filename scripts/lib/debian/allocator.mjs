import fs from 'node:fs';
import { ensureDebianPackages } from './apt.mjs';

/**
 * Where Debian's packages can be had, the allocator that media workers run best with (src/sfu/worker/allocator.ts). They
 * run without it too, so nobody is kept from starting.
 */
export async function ensureAllocator() {
  if (process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return;
  await ensureDebianPackages(['libjemalloc2'], 'let media workers use less CPU').catch(() => {});
}
