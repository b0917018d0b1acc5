import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownAddress, ownName, quietly, removeNamespacesOfTheDead, run } from '../../e2e/support/network/namespaces.ts';
import { atExit } from '../processes/at-exit.ts';

/** A cable that is cut lets nothing in at either end, and nobody who sends is told. */
const CUT = 'table inet outage {\n chain arrivals {\n type filter hook input priority 0\n iif != lo drop\n }\n}\n';

/** Two networks with a cable between them: one for the server and those near it, one for people from elsewhere. */
export class TwoPlaces {
  readonly near: Place;
  readonly far: Place;
  readonly #folder: string;
  readonly #forget: () => void;

  /** Errors: without root, iproute2 and nft. */
  constructor(browser: string) {
    removeNamespacesOfTheDead();
    this.#folder = mkdtempSync(join(tmpdir(), 'tafelrunde-bench-'));
    this.near = new Place(ownName('n'), ownAddress(0, 1), { folder: this.#folder, browser });
    this.far = new Place(ownName('f'), ownAddress(0, 2), { folder: this.#folder, browser });
    this.#forget = atExit(() => this.#remove());
    writeFileSync(join(this.#folder, 'cut.nft'), CUT);
    for (const { namespace } of [this.near, this.far]) {
      run('ip', 'netns', 'add', namespace);
      // Its addresses of its own would come when all is laid, and a browser takes that for another network.
      inside(
        namespace,
        'sysctl',
        '-q',
        '-w',
        'net.ipv6.conf.all.disable_ipv6=1',
        'net.ipv6.conf.default.disable_ipv6=1',
      );
      run('ip', '-n', namespace, 'link', 'set', 'lo', 'up');
    }
    const { near, far } = this;
    run(
      'ip',
      '-n',
      near.namespace,
      'link',
      'add',
      'cable',
      'type',
      'veth',
      'peer',
      'name',
      'cable',
      'netns',
      far.namespace,
    );
    for (const { namespace, address } of [near, far]) {
      run('ip', '-n', namespace, 'addr', 'add', `${address}/30`, 'dev', 'cable');
      run('ip', '-n', namespace, 'link', 'set', 'cable', 'up');
    }
  }

  cut(): void {
    for (const { namespace } of [this.near, this.far]) inside(namespace, 'nft', '-f', join(this.#folder, 'cut.nft'));
  }

  /** One end after the other, by the time of day that the browsers' pages have as well: something may come before it is whole. */
  mend(): { readonly begunAt: number; readonly wholeAt: number } {
    const begunAt = Date.now();
    for (const { namespace } of [this.near, this.far]) inside(namespace, 'nft', 'delete', 'table', 'inet', 'outage');
    return { begunAt, wholeAt: Date.now() };
  }

  [Symbol.dispose](): void {
    this.#remove();
    this.#forget();
  }

  #remove(): void {
    for (const { namespace } of [this.near, this.far]) quietly('ip', 'netns', 'del', namespace);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

class Place {
  readonly namespace: string;
  readonly address: string;
  /** A program that starts the browser in this place. */
  readonly browser: string;

  constructor(namespace: string, address: string, { folder, browser }: { folder: string; browser: string }) {
    this.namespace = namespace;
    this.address = address;
    this.browser = join(folder, namespace);
    writeFileSync(this.browser, `#!/bin/sh\nexec ip netns exec ${namespace} ${browser} "$@"\n`);
    chmodSync(this.browser, 0o755);
  }
}

function inside(namespace: string, ...command: readonly string[]): void {
  run('ip', 'netns', 'exec', namespace, ...command);
}
