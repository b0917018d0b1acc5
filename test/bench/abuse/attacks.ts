import { frame, openRawWebSocket, RawSocket, requestText } from '../../helpers/raw-client.ts';
import { TestClient } from '../../helpers/test-client.ts';
import type { RoomAccess } from '../processes/tafelrunde-server.ts';
import { randomPacket } from './random-packets.ts';

// What somebody does to the server who means it ill, each for as long as `isOver` says no, and bounded by count.

export interface Attack {
  readonly name: string;
  /** How much was sent, in words. */
  run(target: RoomAccess, isOver: () => boolean): Promise<string>;
}

/** From where all of it comes; documentation addresses (RFC 5737). */
const ADDRESS = '203.0.113.1';
const CROWD = 40;
const MAX_ROUNDS = 2_000;
const PACKETS_PER_POST = 20_000;

export const ATTACKS: readonly Attack[] = [
  { name: '20,000 CONNECT packets in one POST', run: manyConnects },
  { name: 'DISCONNECT and CONNECT in a loop', run: reconnectInPlace },
  { name: '40 people who flood what others hear of', run: floodCommands },
  { name: 'joins that are gone at once', run: comeAndGo },
  { name: 'wrong passwords', run: guess },
  { name: 'clients that never read', run: neverRead },
  { name: 'random packets', run: fuzz },
];

async function manyConnects({ url }: RoomAccess, isOver: () => boolean): Promise<string> {
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

async function reconnectInPlace({ url }: RoomAccess, isOver: () => boolean): Promise<string> {
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

async function floodCommands(target: RoomAccess, isOver: () => boolean): Promise<string> {
  const people = await crowd(target, CROWD);
  let sent = 0;
  const flood = async (client: TestClient) => {
    for (let round = 0; round < MAX_ROUNDS && !isOver() && client.socket.connected; round += 1) {
      const commands: readonly (readonly [string, object])[] = [
        ['consent:set', { source: 'microphone', allowed: round % 2 === 0 }],
        ['hand:raise', {}],
        ['hand:lower', {}],
        ['chat:send', { text: `Nummer ${round}`, to: 'all' }],
        ['text:type', { text: `Nummer ${round}` }],
        ['reaction:send', { reaction: 'heart' }],
      ];
      await Promise.all(commands.map(([name, command]) => client.raw(name, command).catch(() => {})));
      sent += commands.length;
    }
  };
  await Promise.all(people.map(flood));
  for (const client of people) client.disconnect();
  return `${sent} commands by ${people.length} people`;
}

async function comeAndGo(target: RoomAccess, isOver: () => boolean): Promise<string> {
  let joins = 0;
  while (!isOver() && joins < MAX_ROUNDS) {
    const [client] = await crowd(target, 1);
    client?.drop();
    joins += 1;
  }
  return `${joins} joins`;
}

async function guess({ url, roomId }: RoomAccess, isOver: () => boolean): Promise<string> {
  let guesses = 0;
  while (!isOver() && guesses < MAX_ROUNDS) {
    const client = await connected(url);
    for (let time = 0; time < 50 && client && !isOver(); time += 1) {
      const command = { roomId, displayName: 'Rät', password: `falsch-${guesses}` };
      await client.raw('room:join', command).catch(() => {});
      guesses += 1;
    }
    client?.disconnect();
    if (!client) await pause(50);
  }
  return `${guesses} guesses`;
}

async function neverRead(target: RoomAccess, isOver: () => boolean): Promise<string> {
  const [talker, ...deaf] = await crowd(target, 9);
  // Its kernel's buffer fills, then the server's.
  for (const { socket } of deaf) rawSocketOf(socket)?.pause();
  let sent = 0;
  while (talker?.socket.connected && !isOver() && sent < MAX_ROUNDS) {
    await talker.raw('chat:send', { text: 'x'.repeat(2_000), to: 'all' }).catch(() => {});
    sent += 1;
    await pause(5);
  }
  for (const client of [talker, ...deaf]) client?.disconnect();
  return `${sent} messages to ${deaf.length} who do not read`;
}

async function fuzz({ url }: RoomAccess, isOver: () => boolean): Promise<string> {
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
  return `${sent} packets`;
}

async function crowd({ url, roomId, password }: RoomAccess, size: number): Promise<TestClient[]> {
  const people: TestClient[] = [];
  for (let index = 0; index < size; index += 1) {
    const client = await connected(url);
    const reply = await client
      ?.raw('room:join', { roomId, password, displayName: `Störer ${index}` })
      .catch(() => null);
    if (client && reply?.ok) people.push(client);
    else client?.disconnect();
  }
  return people;
}

function connected(url: string): Promise<TestClient | null> {
  return TestClient.connect(url, { address: ADDRESS }).catch(() => null);
}

/** The TCP socket below a client's WebSocket, which no public interface gives. */
function rawSocketOf(socket: TestClient['socket']): { pause(): void } | undefined {
  const { transport } = socket.io.engine as unknown as { transport: { ws?: { _socket?: { pause(): void } } } };
  return transport.ws?._socket;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
