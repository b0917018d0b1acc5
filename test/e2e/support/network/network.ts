import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { CHROMIUM_SHELL } from '../people/browser.ts';
import { startIn } from '../server/program.ts';
import { ownAddress, ownName, quietly, removeNamespacesOfTheDead, run } from './namespaces.ts';

/** What is below it takes the place of files in /etc for what `ip netns exec` starts (ip-netns(8)). */
const HOSTS_DIR = '/etc/netns';

/** A place with a network of its own. */
export interface Place {
  /** Of its namespace. */
  readonly name: string;
  readonly address: string;
  /** Everything that leaves it, by nft rules of a chain on `output`; none: all may leave. */
  letOut(...rules: readonly string[]): void;
  /** To another network: its address goes, and another one comes. */
  move(): void;
  /** A Chromium that has only this way to the world, and trusts what this folder's NSS database says. */
  chromium(home: string): string;
}

/** A server's machine, with the TURN server in a part of its own, and the places from which people reach it. */
export interface Network {
  readonly server: Part;
  readonly turn: Part;
  /** Another place, whose traffic comes from an address of its own. */
  addPlace(): Promise<Place>;
}

interface Part {
  /** Of its namespace. */
  readonly name: string;
  /** Where people find it. */
  readonly address: string;
  /** Where the other part finds it. */
  readonly inner: string;
}

/**
 * Laid out as the compose file does it: people know one address; UDP to the TURN server's ports is handed on to that.
 * `names` lead to the one address in each place. Gone with the test.
 */
export function layNetwork({ names: known }: { readonly names: readonly string[] }): Network {
  removeNamespacesOfTheDead();
  const address = ownAddress(0, 1);
  const server = { name: ownName('s'), address, inner: ownAddress(1, 1) };
  const turn = { name: ownName('t'), address, inner: ownAddress(1, 2) };
  const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-network-'));
  const names = [server.name, turn.name];
  onTestFinished(() => {
    for (const each of names) {
      quietly('ip', 'netns', 'del', each);
      rmSync(join(HOSTS_DIR, each), { recursive: true, force: true });
    }
    rmSync(folder, { recursive: true, force: true });
  });
  for (const { name } of [server, turn]) {
    addNamespace(name);
  }
  inside(server.name, 'ip', 'addr', 'add', `${address}/32`, 'dev', 'lo');
  inside(server.name, 'sysctl', '-q', '-w', 'net.ipv4.ip_forward=1');
  layCable(server.name, 'turn', turn.name, [server.inner, turn.inner]);
  const handOn = `table ip nat {\n chain prerouting {\n type nat hook prerouting priority -100\n ip daddr ${address} udp dport { 443, 3478 } dnat to ${turn.inner}:3478\n }\n}\n`;
  writeFileSync(join(folder, 'server.nft'), handOn);
  inside(server.name, 'nft', '-f', join(folder, 'server.nft'));

  return {
    server,
    turn,
    async addPlace() {
      const index = names.length;
      const place = ownName(`p${index}`);
      names.push(place);
      const [near, far] = [ownAddress(index, 1), ownAddress(index, 2)];
      mkdirSync(join(HOSTS_DIR, place), { recursive: true });
      writeFileSync(join(HOSTS_DIR, place, 'resolv.conf'), 'nameserver 127.0.0.1\n');
      addNamespace(place);
      layCable(server.name, `to${index}`, place, [near, far]);
      const answers = known.map((each) => `--address=/${each}/${server.address}`);
      await startIn(place, {
        command: [
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
        ],
        listens: ['127.0.0.1:53'],
      });
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
        move() {
          const [nextNear, nextFar] = [ownAddress(index, 5), ownAddress(index, 6)];
          run('ip', '-n', server.name, 'addr', 'add', `${nextNear}/30`, 'dev', `to${index}`);
          run('ip', '-n', place, 'addr', 'flush', 'dev', 'out');
          run('ip', '-n', place, 'addr', 'add', `${nextFar}/30`, 'dev', 'out');
          run('ip', '-n', place, 'route', 'replace', 'default', 'via', nextNear);
        },
        chromium(home) {
          const file = join(folder, `${place}-chromium`);
          writeFileSync(file, `#!/bin/sh\nHOME=${home} exec ip netns exec ${place} ${CHROMIUM_SHELL} "$@"\n`);
          chmodSync(file, 0o755);
          return file;
        },
      };
    },
  };
}

/** Without IPv6, whose addresses of its own come when everything is laid: a browser takes that for another network. */
function addNamespace(name: string): void {
  run('ip', 'netns', 'add', name);
  inside(name, 'sysctl', '-q', '-w', 'net.ipv6.conf.all.disable_ipv6=1', 'net.ipv6.conf.default.disable_ipv6=1');
  inside(name, 'ip', 'link', 'set', 'lo', 'up');
}

/** Between two namespaces; from the far end everything goes over it. */
function layCable(near: string, nearEnd: string, far: string, [here, there]: readonly [string, string]): void {
  run('ip', '-n', near, 'link', 'add', nearEnd, 'type', 'veth', 'peer', 'name', 'out', 'netns', far);
  inside(near, 'ip', 'addr', 'add', `${here}/30`, 'dev', nearEnd);
  inside(near, 'ip', 'link', 'set', nearEnd, 'up');
  inside(far, 'ip', 'addr', 'add', `${there}/30`, 'dev', 'out');
  inside(far, 'ip', 'link', 'set', 'out', 'up');
  inside(far, 'ip', 'route', 'add', 'default', 'via', here);
}

function inside(namespace: string, command: string, ...args: readonly string[]): void {
  run('ip', 'netns', 'exec', namespace, command, ...args);
}
