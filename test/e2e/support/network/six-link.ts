import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { CHROMIUM_SHELL } from '../people/browser.ts';
import { ownName, quietly, removeNamespacesOfTheDead, run } from './namespaces.ts';

/** Of those for tests (RFC 5180). */
const NETWORK = '2001:2:0:7afe';

/** A server's network and one of people, between which there is IPv6 alone. */
export interface SixLink {
  readonly namespace: string;
  readonly address: string;
  /** Starts a Chromium among the people. */
  readonly chromium: string;
}

/** It takes root. Gone with the test. */
export function laySixLink(): SixLink {
  removeNamespacesOfTheDead();
  const [server, people] = [ownName('s6'), ownName('p6')];
  const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-six-'));
  onTestFinished(() => {
    for (const name of [server, people]) quietly('ip', 'netns', 'del', name);
    rmSync(folder, { recursive: true, force: true });
  });
  for (const name of [server, people]) {
    run('ip', 'netns', 'add', name);
    // Nobody else can have an address, so nobody is asked: the link's own one would come when the page is there already,
    // and a browser takes that for another network.
    run(
      'ip',
      'netns',
      'exec',
      name,
      'sysctl',
      '-q',
      '-w',
      ...['all', 'default'].map((of) => `net.ipv6.conf.${of}.accept_dad=0`),
    );
    run('ip', '-n', name, 'link', 'set', 'lo', 'up');
  }
  run('ip', '-n', server, 'link', 'add', 'cable', 'type', 'veth', 'peer', 'name', 'cable', 'netns', people);
  for (const [name, end] of [
    [server, 1],
    [people, 2],
  ] as const) {
    run('ip', '-n', name, 'addr', 'add', `${NETWORK}::${end}/64`, 'dev', 'cable');
    run('ip', '-n', name, 'link', 'set', 'cable', 'up');
    run('ip', '-n', name, 'route', 'add', 'default', 'via', `${NETWORK}::${3 - end}`);
  }
  const chromium = join(folder, 'chromium');
  writeFileSync(chromium, `#!/bin/sh\nexec ip netns exec ${people} ${CHROMIUM_SHELL} "$@"\n`);
  chmodSync(chromium, 0o755);
  return { namespace: server, address: `${NETWORK}::1`, chromium };
}
