import { frame, openRawSession, openRawWebSocket, RawSocket, requestText } from '../../helpers/clients/raw-client.ts';
import { TestClient } from '../../helpers/clients/test-client.ts';
import type { RoomAccess } from '../processes/tafelrunde-server.ts';
import { randomPacket } from './random-packets.ts';

// What somebody does to the server who means it ill, each for as long as `isOver` says no, and bounded by count.

export interface Attack {
  readonly name: string;
  /** How many have to be in the room before it begins: their way in is what 'joins that are gone at once' is about. */
  readonly people?: number;
  /** How much was sent, in words. */
  run(target: RoomAccess, isOver: () => boolean, people: readonly TestClient[]): Promise<string>;
}

/** From where all of it comes; documentation addresses (RFC 5737). */
const ADDRESS = '203.0.113.1';
const MAX_ROUNDS = 2_000;
const PACKETS_PER_POST = 20_000;

export const ATTACKS: readonly Attack[] = [
  { name: '20,000 CONNECT packets in one POST', run: manyConnects },
  { name: 'DISCONNECT and CONNECT in a loop', run: reconnectInPlace },
  { name: '40 people who flood what others hear of', people: 40, run: floodCommands },
  { name: '40 people who flood and wait for no answer', run: floodUnheard },
  { name: 'joins that are gone at once', run: comeAndGo },
  { name: 'wrong passwords', run: guess },
  { name: 'clients that never read', people: 9, run: neverRead },
  { name: 'random packets', run: fuzz },
];

export const ATTACK_NAMES: readonly string[] = ATTACKS.map(({ name }) => name);

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

async function floodCommands(_: RoomAccess, isOver: () => boolean, people: readonly TestClient[]): Promise<string> {
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

async function neverRead(_: RoomAccess, isOver: () => boolean, people: readonly TestClient[]): Promise<string> {
  const [talker, ...deaf] = people;
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

/** Each in a page made by hand, which comes again when it is closed. */
async function floodUnheard({ url, roomId, password }: RoomAccess, isOver: () => boolean): Promise<string> {
  const flood = Buffer.concat(Array.from({ length: 250 }, (_, id) => frame(`42${id + 2}["hand:raise",{}]`)));
  let [rounds, pages] = [0, 0];
  const person = async (_: unknown, index: number) => {
    const join = `["room:join",${JSON.stringify({ roomId, password, displayName: `Störer ${index}` })}]`;
    while (!isOver() && rounds < MAX_ROUNDS * 10) {
      const page = await openRawSession(url, { address: ADDRESS }).catch(() => null);
      if (!page) {
        await pause(50);
        continue;
      }
      pages += 1;
      page.write(frame(`421${join}`));
      await page.heard(/431\[/).catch(() => {});
      while (!isOver() && !page.socket.destroyed && rounds < MAX_ROUNDS * 10) {
        page.write(flood);
        rounds += 1;
        await pause(50);
      }
      page.reset();
    }
  };
  await Promise.all(Array.from({ length: 40 }, person));
  return `${rounds * 250} commands on ${pages} pages`;
}

/** As many of them as get in. */
export async function crowd({ url, roomId, password }: RoomAccess, size: number): Promise<TestClient[]> {
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
