import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';
import type { MayReach } from './ports.ts';

/** All of the internet there is in IPv6 (RFC 4291, 2.4; IANA). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** In one spelling; null: it is none. IPv4 inside IPv6 is IPv4. */
function canonical(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  return isIP(address) === 0 ? null : ipaddr.process(address);
}

/**
 * Only to where everybody on the internet could send: whoever sets a webhook must not reach by it what this server alone
 * does. No special range of IANA's registries, none in which an IPv4 address is wrapped up, and not this server.
 * `own`: its addresses, as they are now.
 */
export function publicTargets(own: () => readonly string[]): MayReach {
  return (address) => {
    const target = canonical(address);
    if (target === null || target.range() !== 'unicast') return false;
    if (target instanceof ipaddr.IPv6 && !target.match(GLOBAL_UNICAST)) return false;
    const spelled = target.toNormalizedString();
    return !own().some((each) => canonical(each)?.toNormalizedString() === spelled);
  };
}

/** Of this machine, as they are now. */
export function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((each = []) => each.map(({ address }) => address));
}

/** Of an address in a URL, as the URL standard spells it; null: it is a name. */
export function addressIn(url: string): string | null {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? null : host;
}
