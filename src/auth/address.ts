import { isIP } from 'node:net';

/** Where an attempt comes from, as the limits see it. */
export interface Origin {
  /** One connection to the internet: an IPv4 address, or an IPv6 /64, which one customer has for himself. */
  readonly address: string;
  /** What one owner can hold many of: the same IPv4 address, or an IPv6 /48, as hosters and tunnels hand out. */
  readonly network: string;
}

const IPV4_MAPPED = /^0:0:0:0:0:ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/** IPv4-mapped IPv6 (`::ffff:192.0.2.1`) counts as IPv4. What is no address at all shares one place. */
export function originOf(remoteAddress: string): Origin {
  const [bare = ''] = remoteAddress.split('%', 1);
  const version = isIP(bare);
  if (version === 4) return { address: bare, network: bare };
  if (version !== 6) return { address: 'unknown', network: 'unknown' };
  const groups = expandIpv6(bare);
  const mapped = IPV4_MAPPED.exec(groups.join(':'));
  if (mapped) {
    const bytes = [mapped[1], mapped[2]].map((group) => Number.parseInt(group ?? '', 16));
    const address = bytes.flatMap((pair) => [pair >> 8, pair & 0xff]).join('.');
    return { address, network: address };
  }
  return { address: `${groups.slice(0, 4).join(':')}::/64`, network: `${groups.slice(0, 3).join(':')}::/48` };
}

/** The URL parser writes every IPv6 address in one way (RFC 5952), so only its `::` remains to be filled. */
function expandIpv6(address: string): string[] {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail = ''] = canonical.split('::', 2);
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  return [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
}
