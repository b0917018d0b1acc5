import { BlockList, isIP } from 'node:net';

export type AddressKind = 'public' | 'private' | 'loopback' | 'nowhere';

/** By IANA's special-purpose address registries (RFC 6890). */
const RANGES: Readonly<Record<Exclude<AddressKind, 'public'>, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  /** Nobody can send media there from elsewhere: this network's own, everybody's, many at once (RFC 6890, 5735). */
  nowhere: ['0.0.0.0/8', '224.0.0.0/3', '169.254.0.0/16', '::/128', 'ff00::/8', 'fe80::/10'],
  /** Behind a router or in a container; others are reached from everywhere (RFC 1918, 6598, 4193, 2544). */
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '198.18.0.0/15', 'fc00::/7'],
};

const LISTS = (['loopback', 'private', 'nowhere'] as const).map((kind) => {
  const list = new BlockList();
  for (const range of RANGES[kind]) {
    const [address = '', bits] = range.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return { kind, list };
});

/** What an address is good for; null: it is none. IPv4 inside IPv6 counts as IPv4. */
export function kindOf(address: string): AddressKind | null {
  const version = isIP(address);
  if (version === 0) return null;
  return LISTS.find(({ list }) => list.check(address, version === 6 ? 'ipv6' : 'ipv4'))?.kind ?? 'public';
}
