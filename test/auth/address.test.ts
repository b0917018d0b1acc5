import fc from 'fast-check';
import { expect, it } from 'vitest';
import { originOf } from '../../src/auth/address.ts';

it.each([
  ['192.0.2.7', '192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7', '192.0.2.7'],
  ['::FFFF:c000:0207', '192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:db8::', '2001:db8:0:0::/64', '2001:db8:0::/48'],
  ['::1', '0:0:0:0::/64', '0:0:0::/48'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64', 'fe80:0:0::/48'],
  ['', 'unknown', 'unknown'],
  ['evil.example', 'unknown', 'unknown'],
  ['192.0.2.7, 10.0.0.1', 'unknown', 'unknown'],
])('%j counts as %s within %s', (remote, address, network) => {
  expect(originOf(remote)).toEqual({ address, network });
});

it('all addresses of one /64 count as one, however they are written', () => {
  fc.assert(
    fc.property(fc.ipV6(), fc.ipV6(), (one, other) => {
      const [host = ''] = [originOf(one).address.replace('::/64', '')];
      if (!host.includes(':')) return;
      const tail = Array.from({ length: 4 }, (_, group) => (other.length * 7919 * (group + 1)) & 0xffff);
      const neighbour = `${host}:${tail.map((group) => group.toString(16)).join(':')}`;
      fc.pre(!neighbour.startsWith('0:0:0:0:'));
      expect(originOf(neighbour)).toEqual(originOf(one));
      expect(originOf(neighbour.toUpperCase())).toEqual(originOf(one));
    }),
  );
});
