import { expect, it } from 'vitest';
import { peerAddress } from '../../../../src/cli/doctor/turn/stun-message.ts';

it('a peer’s address is masked as the test vectors of STUN have it (RFC 5769, 2.2), and one of IPv6 is not asked for', () => {
  const [, value] = peerAddress('192.0.2.1') ?? [];
  // The family, port 0 and the address, the last two behind the magic cookie.
  expect(value?.toString('hex')).toBe('00012112e112a643');
  expect(peerAddress('2001:db8::1')).toBeNull();
});
