import { lookup as lookUp } from 'node:dns/promises';
import { isIP } from 'node:net';
import { kindOf } from '../platform/address-kinds.ts';
import { withDeadline } from '../platform/deadline.ts';
import type { CheckPlaces } from '../protocol/index.ts';

/** Names change their addresses seldom, and whoever checks does not wait for a name server. */
const KEEP_MS = 10 * 60_000;
const LOOKUP_MS = 2_000;
/** A name server that gave no answer may give one soon. */
const TRY_AGAIN_MS = 30_000;
/** The host of a URL by RFC 7065: a name, an IPv4 address, or an IPv6 address in brackets. */
const TURN_HOST = /^turns?:(?:\[([^\]]+)\]|([^:?]+))/;

interface PlacesOptions {
  readonly media: { readonly announced: readonly string[]; readonly ports: readonly number[] };
  readonly turnUrls: readonly string[];
  readonly lookup?: (host: string) => Promise<readonly { readonly address: string }[]>;
}

/** Where a firewall must let people to: some allow by name, some by address, and some browsers dial only the latter. */
export class Places {
  readonly #options: PlacesOptions;
  readonly #lookup: NonNullable<PlacesOptions['lookup']>;
  #resolved: readonly string[] = [];
  #keptUntil = Number.NEGATIVE_INFINITY;

  constructor(options: PlacesOptions) {
    this.#options = options;
    this.#lookup = options.lookup ?? ((host) => lookUp(host, { all: true }));
  }

  /** A name that leads nowhere just now has no addresses. */
  async get(): Promise<CheckPlaces> {
    const { media, turnUrls } = this.#options;
    if (performance.now() > this.#keptUntil) {
      const hosts = new Set([...media.announced, ...turnUrls.map(hostOf)]);
      const found = await Promise.all([...hosts].map((host) => this.#addressesOf(host)));
      this.#resolved = reachable(found.flat());
      const isWhole = found.every((addresses) => addresses.length > 0);
      this.#keptUntil = performance.now() + (isWhole ? KEEP_MS : TRY_AGAIN_MS);
    }
    return { addresses: this.#resolved, mediaPorts: media.ports, turnUrls };
  }

  async #addressesOf(host: string): Promise<readonly string[]> {
    if (isIP(host) !== 0) return [host];
    try {
      const found = await withDeadline(this.#lookup(host), { withinMs: LOOKUP_MS });
      return found.map(({ address }) => address);
    } catch {
      return [];
    }
  }
}

function hostOf(url: string): string {
  const [, inBrackets, plain] = TURN_HOST.exec(url) ?? [];
  return inBrackets ?? plain ?? '';
}

/** Of an installation on the internet its own inner addresses, to which coturn relays, are nothing to others. */
function reachable(addresses: readonly string[]): readonly string[] {
  const all = [...new Set(addresses)];
  const open = all.filter((address) => kindOf(address) === 'public');
  return open.length > 0 ? open : all;
}
