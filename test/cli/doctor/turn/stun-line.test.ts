import { expect, it, vi } from 'vitest';
import { openLine } from '../../../../src/cli/doctor/turn/stun-line.ts';
import { SOON } from '../../../helpers/patience.ts';

const datagramSockets = () => process.getActiveResourcesInfo().filter((name) => name === 'UDPWrap').length;

it('a line by datagrams that cannot be opened leaves no socket behind', async () => {
  const before = datagramSockets();
  // To everybody at once, which the system lets nobody do by a plain socket.
  const everybody = { address: '255.255.255.255', port: 3_478, transport: 'udp' as const, name: 'turn.example.org' };
  await expect(openLine(everybody)).rejects.toThrow(/EACCES/);
  await expect(openLine({ ...everybody, port: 0 })).rejects.toThrow(/Port/i);
  await vi.waitFor(() => expect(datagramSockets()).toBeLessThanOrEqual(before), SOON);
});
