import { setTimeout as pause } from 'node:timers/promises';
import {
  frame,
  openRawWebSocket,
  POLLING_PATH,
  RawSocket,
  requestText,
  startPolling,
  upgradeText,
  WEBSOCKET_PATH,
} from '../../helpers/clients/raw-client.ts';
import type { RoomAccess } from '../processes/tafelrunde-server.ts';
import { ADDRESS, MAX_ROUNDS } from './crowd.ts';
import { randomPacket } from './random-packets.ts';

// What is done below socket.io: to connections, requests and packets.

const PACKETS_PER_POST = 20_000;
/** As many as one address may have. */
const SLOW_CONNECTIONS = 500;
/** After which the connection is reset: before, while and after the server answers. */
const RESET_AFTER_MS = [0, 1, 5, 30];

export async function manyConnects({ url }: RoomAccess, isOver: () => boolean): Promise<string> {
  const body = Array.from({ length: PACKETS_PER_POST }, () => '40').join('\x1e');
  let posts = 0;
  while (!isOver() && posts < MAX_ROUNDS) {
    const socket = await RawSocket.open(url);
    socket.write(requestText(url, '/socket.io/?EIO=4&transport=polling', { address: ADDRESS }));
    const sid = await socket.heard(/"sid":"([^"]+)"/).catch(() => null);
    if (sid) {
      const path = `/socket.io/?EIO=4&transport=polling&sid=${sid[1]}`;
      const headers = { 'content-type': 'text/plain;charset=UTF-8' };
      socket.write(requestText(url, path, { method: 'POST', body, headers, address: ADDRESS }));
      await Promise.race([socket.closed, socket.heard(/\r\nok$|HTTP\/1\.1 4\d\d/)]).catch(() => {});
      posts += 1;
    }
    socket.reset();
  }
  return `${posts} posts`;
}

export async function reconnectInPlace({ url }: RoomAccess, isOver: () => boolean): Promise<string> {
  let sent = 0;
  for (let round = 0; round < MAX_ROUNDS && !isOver(); round += 1) {
    const socket = await openRawWebSocket(url, { address: ADDRESS }).catch(() => null);
    if (!socket) continue;
    for (let time = 0; time < 200 && !socket.socket.destroyed; time += 1) {
      socket.write(frame('40')).write(frame('420["hand:raise",{}]')).write(frame('41'));
      sent += 3;
    }
    await pause(20);
    socket.reset();
  }
  return `${sent} packets`;
}

/** By a foreign page, so each is refused, and the refusal may find nobody any more. */
export async function resetUpgrades({ url }: RoomAccess, isOver: () => boolean): Promise<string> {
  const foreign = { origin: 'https://evil.example', address: ADDRESS };
  let upgrades = 0;
  while (!isOver() && upgrades < MAX_ROUNDS) {
    const sockets = await Promise.all(RESET_AFTER_MS.map(() => RawSocket.open(url)));
    for (const socket of sockets) socket.write(upgradeText(url, WEBSOCKET_PATH, foreign));
    const reset = async (socket: RawSocket, index: number) => {
      await pause(RESET_AFTER_MS[index] ?? 0);
      socket.reset();
    };
    await Promise.all(sockets.map(reset));
    upgrades += sockets.length;
  }
  return `${upgrades} upgrades`;
}

/** Half of them never say a word; the others have begun to poll, and send a body byte by byte. */
export async function dawdle({ url }: RoomAccess, isOver: () => boolean): Promise<string> {
  let [connections, bytes] = [0, 0];
  const one = async (_: unknown, index: number) => {
    while (!isOver() && connections < MAX_ROUNDS) {
      const socket = await (index % 2 === 0 ? RawSocket.open(url) : slowPost(url)).catch(() => null);
      connections += 1;
      while (socket && !socket.socket.destroyed && !isOver()) {
        await pause(50);
        if (index % 2 === 0) continue;
        socket.write('x');
        bytes += 1;
      }
      socket?.reset();
    }
  };
  await Promise.all(Array.from({ length: SLOW_CONNECTIONS }, one));
  return `${connections} connections, half of them silent, the others with ${bytes} bytes one by one`;
}

async function slowPost(url: string): Promise<RawSocket> {
  const sid = await startPolling(url, { address: ADDRESS });
  const headers = { 'content-length': '60000', 'content-type': 'text/plain;charset=UTF-8' };
  const socket = await RawSocket.open(url);
  return socket.write(requestText(url, `${POLLING_PATH}&sid=${sid}`, { method: 'POST', headers, address: ADDRESS }));
}

export async function fuzz({ url }: RoomAccess, isOver: () => boolean): Promise<string> {
  let sent = 0;
  for (let round = 0; round < MAX_ROUNDS && !isOver(); round += 1) {
    const socket = await openRawWebSocket(url, { address: ADDRESS }).catch(() => null);
    if (!socket) continue;
    if (round % 4 > 0) socket.write(frame('40'));
    for (let time = 0; time < 50 && !socket.socket.destroyed; time += 1) {
      socket.write(randomPacket(sent));
      sent += 1;
    }
    await pause(5);
    socket.reset();
  }
  return `packets 0 to ${sent - 1}`;
}
