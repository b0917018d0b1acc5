import { setTimeout as pause } from 'node:timers/promises';
import { frame, openRawSession } from '../../helpers/clients/raw-client.ts';
import type { TestClient } from '../../helpers/clients/test-client.ts';
import type { RoomAccess } from '../processes/tafelrunde-server.ts';
import { ADDRESS, connected, crowd, MAX_ROUNDS } from './crowd.ts';

// What is done by people who are in a room, or want to be.

export async function floodCommands(
  _: RoomAccess,
  isOver: () => boolean,
  people: readonly TestClient[],
): Promise<string> {
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

/** Each in a page made by hand, which comes again when it is closed. */
export async function floodUnheard({ url, roomId, password }: RoomAccess, isOver: () => boolean): Promise<string> {
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

export async function comeAndGo(target: RoomAccess, isOver: () => boolean): Promise<string> {
  let joins = 0;
  while (!isOver() && joins < MAX_ROUNDS) {
    const [client] = await crowd(target, 1);
    client?.drop();
    joins += 1;
  }
  return `${joins} joins`;
}

/** At a room where everyone has to be let in. */
export async function knockAndGo({ url, roomId, password }: RoomAccess, isOver: () => boolean): Promise<string> {
  let knocks = 0;
  while (!isOver() && knocks < MAX_ROUNDS) {
    const client = await connected(url);
    await client?.raw('room:join', { roomId, password, displayName: `Klopfer ${knocks}` }).catch(() => {});
    client?.drop();
    knocks += 1;
  }
  return `${knocks} knocks`;
}

export async function guess({ url, roomId }: RoomAccess, isOver: () => boolean): Promise<string> {
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

export async function neverRead(_: RoomAccess, isOver: () => boolean, people: readonly TestClient[]): Promise<string> {
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

/** The TCP socket below a client's WebSocket, which no public interface gives. */
function rawSocketOf(socket: TestClient['socket']): { pause(): void } | undefined {
  const { transport } = socket.io.engine as unknown as { transport: { ws?: { _socket?: { pause(): void } } } };
  return transport.ws?._socket;
}
