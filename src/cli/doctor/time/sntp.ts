import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';

const PORT = 123;
const WITHIN_MS = 3_000;
const PACKET_BYTES = 48;
/** No leap, version 4, client (RFC 5905, 7.3; RFC 4330, 4). */
const CLIENT = 0x23;
const SERVER_MODE = 4;
/** From 1900 to 1970, in seconds. */
const NTP_EPOCH_S = 2_208_988_800;
const ERA_S = 2 ** 32;
const TRANSMIT_AT = 40;

/** How far this machine's clock is ahead of a time server's, in milliseconds. Errors: of the system, and time-outs. */
export async function clockAheadMs(address: string, port = PORT): Promise<number> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  socket.on('error', () => {});
  try {
    const signal = AbortSignal.timeout(WITHIN_MS);
    socket.connect(port, address);
    await once(socket, 'connect', { signal });
    const packet = Buffer.alloc(PACKET_BYTES);
    packet.writeUInt8(CLIENT, 0);
    const sentAt = Date.now();
    socket.send(packet);
    const [answer]: Buffer[] = await once(socket, 'message', { signal });
    if (!answer || answer.length < PACKET_BYTES || (answer.readUInt8(0) & 7) !== SERVER_MODE)
      throw new Error('no time');
    // Stratum 0: the server says that it does not know, or does not want to.
    if (answer.readUInt8(1) === 0) throw new Error('no time');
    const between = (sentAt + Date.now()) / 2;
    return between - timeIn(answer);
  } finally {
    socket.close();
  }
}

/** What has no first bit is of the era that begins in 2036 (RFC 4330, 3). */
function timeIn(packet: Buffer): number {
  const seconds = packet.readUInt32BE(TRANSMIT_AT);
  const era = seconds < ERA_S / 2 ? ERA_S : 0;
  return (seconds + era - NTP_EPOCH_S) * 1_000 + (packet.readUInt32BE(TRANSMIT_AT + 4) * 1_000) / ERA_S;
}
