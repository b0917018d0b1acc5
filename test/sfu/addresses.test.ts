import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { IceCandidate } from 'mediasoup/types';
import { expect, it } from 'vitest';
import { announcedAddresses, candidatesFor, findFreePort } from '../../src/sfu/addresses.ts';

const UDP: IceCandidate = {
  foundation: 'udpcandidate',
  priority: 1_076_558_079,
  ip: '192.0.2.1',
  address: '192.0.2.1',
  protocol: 'udp',
  port: 40_000,
  type: 'host',
};
const TCP: IceCandidate = {
  ...UDP,
  foundation: 'tcpcandidate',
  priority: 1_076_276_479,
  protocol: 'tcp',
  tcpType: 'passive',
};

it('what the operator announces is announced, else the address that is bound', () => {
  expect(announcedAddresses('0.0.0.0', ['198.51.100.7'])).toEqual(['198.51.100.7']);
  expect(announcedAddresses('192.0.2.1', [])).toEqual(['192.0.2.1']);
});

it('nobody is sent to the wildcard address', () => {
  const announced = announcedAddresses('0.0.0.0', []);
  expect(announced.length).toBeGreaterThan(0);
  expect(announced).not.toContain('0.0.0.0');
});

it('each announced address has a candidate per protocol, and the first comes before the others', () => {
  const candidates = candidatesFor([UDP, TCP], ['198.51.100.7', '2001:db8::7']);
  expect(candidates.map(({ address, protocol }) => `${protocol} ${address}`)).toEqual([
    'udp 198.51.100.7',
    'tcp 198.51.100.7',
    'udp 2001:db8::7',
    'tcp 2001:db8::7',
  ]);
  const [first, , other] = candidates;
  expect(first?.priority).toBeGreaterThan(other?.priority ?? 0);
  // Still before TCP, and told apart from the first (RFC 8445, 5.1.1.3).
  expect(other?.priority).toBeGreaterThan(TCP.priority);
  expect(new Set(candidates.map(({ foundation }) => foundation)).size).toBe(4);
});

it('a free port is free', async () => {
  const port = await findFreePort('127.0.0.1');
  const socket = createSocket('udp4');
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  socket.close();
});
