import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ownAddress, ownName, quietly, removeNamespacesOfTheDead, run } from './namespaces.ts';
import { startIn } from './program.ts';

/** What is below it takes the place of files in /etc for what `ip netns exec` starts (ip-netns(8)). */
const HOSTS_DIR = '/etc/netns';

/** A place with a network of its own. */
export interface Place {
  /** Of its namespace. */
  readonly name: string;
  readonly address: string;
  /** Everything that leaves it, by nft rules of a chain on `output`; none: all may leave. */
  letOut(...rules: readonly string[]): void;
  /** A Chromium that has only this way to the world, and trusts what this folder's NSS database says. */
  chromium(home: string): string;
}

/** A server's machine and the places from which people reach it, each by a cable of its own. */
export interface Network {
  readonly server: { readonly name: string; readonly address: string; readonly media: string; readonly relay: string };
  /** Another place, whose traffic comes from an address of its own. */
  addPlace(): Place;
}

/** `names` lead to the server in each place. Gone with the test. */
export function layNetwork({ names: known }: { readonly names: readonly string[] }): Network {
  removeNamespacesOfTheDead();
  const name = ownName('s');
  const server = { name, address: ownAddress(0, 1), media: ownAddress(0, 2), relay: ownAddress(0, 3) };
  const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-network-'));
  const names = [name];
  onTestFinished(() => {
    for (const each of names) {
      quietly('ip', 'netns', 'del', each);
      rmSync(join(HOSTS_DIR, each), { recursive: true, force: true });
    }
    rmSync(folder, { recursive: true, force: true });
  });
  run('ip', 'netns', 'add', name);
  inside(name, 'ip', 'link', 'set', 'lo', 'up');
  // The machine's public address, and one each on which only the media ports and only the relay are found.
  for (const address of [server.address, server.media, server.relay]) {
    inside(name, 'ip', 'addr', 'add', `${address}/32`, 'dev', 'lo');
  }

  return {
    server,
    addPlace() {
      const index = names.length;
      const place = ownName(`p${index}`);
      names.push(place);
      const [near, far] = [ownAddress(index, 1), ownAddress(index, 2)];
      mkdirSync(join(HOSTS_DIR, place), { recursive: true });
      writeFileSync(join(HOSTS_DIR, place, 'resolv.conf'), 'nameserver 127.0.0.1\n');
      run('ip', 'netns', 'add', place);
      inside(place, 'ip', 'link', 'set', 'lo', 'up');
      run('ip', '-n', name, 'link', 'add', `to${index}`, 'type', 'veth', 'peer', 'name', 'out', 'netns', place);
      inside(name, 'ip', 'addr', 'add', `${near}/30`, 'dev', `to${index}`);
      inside(name, 'ip', 'link', 'set', `to${index}`, 'up');
      inside(place, 'ip', 'addr', 'add', `${far}/30`, 'dev', 'out');
      inside(place, 'ip', 'link', 'set', 'out', 'up');
      inside(place, 'ip', 'route', 'add', 'default', 'via', near);
      const answers = known.map((each) => `--address=/${each}/${server.address}`);
      startIn(place, [
        'dnsmasq',
        '--keep-in-foreground',
        '--no-resolv',
        '--no-hosts',
        '--conf-file=/dev/null',
        '--pid-file',
        '--listen-address=127.0.0.1',
        '--bind-interfaces',
        '--user=root',
        ...answers,
      ]);
      return {
        name: place,
        address: far,
        letOut(...rules) {
          quietly('ip', 'netns', 'exec', place, 'nft', 'delete', 'table', 'inet', 'firewall');
          if (rules.length === 0) return;
          const chain = ['type filter hook output priority 0; policy accept;', 'oif lo accept', ...rules].join('\n');
          const file = join(folder, `${place}.nft`);
          writeFileSync(file, `table inet firewall {\n chain output {\n${chain}\n }\n}\n`);
          inside(place, 'nft', '-f', file);
        },
        chromium(home) {
          const browser = process.env.CHROMIUM_BIN ?? '/usr/bin/chromium';
          const file = join(folder, `${place}-chromium`);
          writeFileSync(file, `#!/bin/sh\nHOME=${home} exec ip netns exec ${place} ${browser} "$@"\n`);
          chmodSync(file, 0o755);
          return file;
        },
      };
    },
  };
}

function inside(namespace: string, command: string, ...args: readonly string[]): void {
  run('ip', 'netns', 'exec', namespace, command, ...args);
}
