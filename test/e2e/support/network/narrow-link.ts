import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { CHROMIUM_SHELL } from '../people/browser.ts';
import { ownName, quietly, removeNamespacesOfTheDead, run } from './namespaces.ts';

/** A network namespace behind a cable of its own, whose last metre can be made narrow, or lose what it likes. */
export interface NarrowLink {
  /** The near end, on which a server can listen. */
  readonly address: string;
  /** Starts a Chromium that has only this way to the world. */
  readonly chromium: string;
  /** Bits per second that come through, with a router's short queue before it; null: all that come. */
  limit(bitsPerSecond: number | null): void;
  /** The same of sound and pictures on their way out; a router that shares fairly lets what little else there is pass by. */
  limitUp(bitsPerSecond: number | null): void;
  /** So many of a hundred packets are lost, whichever, on the way in and on the way out. */
  lose(percent: number): void;
  /** Nothing passes in either direction, and neither end is told; until it is mended. */
  cut(): void;
  mend(): void;
}

/** Bytes that may pass at once; three full packets. */
const BURST_BYTES = 4_500;
/** A packet that would have to wait longer is dropped. */
const QUEUE_MS = 200;

/** Null where the test may not make one: it takes root, iproute2 and the kernel's token bucket filter. Gone with the test. */
export function layNarrowLink(): NarrowLink | null {
  removeNamespacesOfTheDead();
  const name = ownName('');
  const [near, far] = [`${name}a`, `${name}b`];
  const [address, farAddress] = addressesFor(process.pid);
  const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-e2e-'));
  const chromium = join(folder, 'chromium');
  const remove = () => {
    quietly('ip', 'netns', 'del', name);
    quietly('ip', 'link', 'del', near);
    rmSync(folder, { recursive: true, force: true });
  };
  // A packet that is larger than what may pass at once is dropped, which is all of them.
  const blocked = ['root', 'tbf', 'rate', '8bit', 'burst', '1', 'latency', '1ms'];
  const cut = () => {
    quietly('tc', 'qdisc', 'del', 'dev', near, 'root');
    run('tc', 'qdisc', 'add', 'dev', near, ...blocked);
    run('tc', '-n', name, 'qdisc', 'add', 'dev', far, ...blocked);
  };
  const mend = () => {
    quietly('tc', 'qdisc', 'del', 'dev', near, 'root');
    quietly('tc', '-n', name, 'qdisc', 'del', 'dev', far, 'root');
  };
  const bucketOf = (bitsPerSecond: number) => [
    ...['tbf', 'rate', `${bitsPerSecond}bit`],
    ...['burst', `${BURST_BYTES}`, 'latency', `${QUEUE_MS}ms`],
  ];
  const limit = (bitsPerSecond: number | null) => {
    quietly('tc', 'qdisc', 'del', 'dev', near, 'root');
    if (bitsPerSecond !== null) run('tc', 'qdisc', 'add', 'dev', near, 'root', ...bucketOf(bitsPerSecond));
  };
  const limitUp = (bitsPerSecond: number | null) => {
    quietly('tc', '-n', name, 'qdisc', 'del', 'dev', far, 'root');
    if (bitsPerSecond === null) return;
    const [wide, narrow] = ['10', '20'];
    const at = ['dev', far, 'parent'];
    run('tc', '-n', name, 'qdisc', 'add', 'dev', far, ...['root', 'handle', '1:', 'htb', 'default', wide]);
    for (const id of [wide, narrow]) {
      const free = ['htb', 'rate', '1gbit', 'quantum', '2000'];
      run('tc', '-n', name, 'class', 'add', ...at, '1:', 'classid', `1:${id}`, ...free);
    }
    run('tc', '-n', name, 'qdisc', 'add', ...at, `1:${narrow}`, ...bucketOf(bitsPerSecond));
    sort(`meta l4proto udp meta priority set 0001:00${narrow}`);
  };
  const sort = (rule: string) => {
    const file = join(folder, 'sort.nft');
    const chain = `chain out {\n type filter hook output priority 0;\n ${rule}\n}`;
    writeFileSync(file, `table inet sort\ndelete table inet sort\ntable inet sort {\n${chain}\n}\n`);
    run('ip', 'netns', 'exec', name, 'nft', '-f', file);
  };
  const lose = (percent: number) => {
    const drop = `iif ${far} numgen random mod 100 < ${percent} drop`;
    const dropOut = drop.replace('iif', 'oif');
    const file = join(folder, 'loss.nft');
    writeFileSync(
      file,
      `table inet loss {
        chain in { type filter hook input priority 0; ${drop}; }
        chain out { type filter hook output priority 0; ${dropOut}; }
      }`,
    );
    run('ip', 'netns', 'exec', name, 'nft', '-f', file);
  };
  try {
    run('ip', 'netns', 'add', name);
    run('ip', 'link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', name);
    // Its addresses of its own would come when all is laid, and a browser takes that for another network.
    quietly('sysctl', '-q', '-w', `net.ipv6.conf.${near}.disable_ipv6=1`);
    quietly('ip', 'netns', 'exec', name, 'sysctl', '-q', '-w', 'net.ipv6.conf.all.disable_ipv6=1');
    run('ip', 'addr', 'add', `${address}/30`, 'dev', near);
    run('ip', 'link', 'set', near, 'up');
    run('ip', '-n', name, 'addr', 'add', `${farAddress}/30`, 'dev', far);
    run('ip', '-n', name, 'link', 'set', far, 'up');
    run('ip', '-n', name, 'link', 'set', 'lo', 'up');
    limit(1_000_000);
    limit(null);
  } catch {
    remove();
    return null;
  }
  writeFileSync(chromium, `#!/bin/sh\nexec ip netns exec ${name} ${CHROMIUM_SHELL} "$@"\n`);
  chmodSync(chromium, 0o755);
  onTestFinished(remove);
  return { address, chromium, limit, limitUp, lose, cut, mend };
}

/** Two ends of a network of four addresses, of those for tests (RFC 2544): it meets no real one, and no other test's. */
function addressesFor(pid: number): [near: string, far: string] {
  const first = (pid * 4) % 2 ** 17;
  const end = (offset: number) => `198.${18 + (first >> 16)}.${(first >> 8) & 255}.${(first & 255) + offset}`;
  return [end(1), end(2)];
}
