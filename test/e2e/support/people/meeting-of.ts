import { onTestFinished } from 'vitest';
import type { JoinedReply } from '../../../../src/protocol/index.ts';
import { TestClient } from '../../../helpers/clients/test-client.ts';
import type { startTestServer, TestRoom } from '../server/server.ts';
import { Desk } from './desk.ts';

type TestServer = Awaited<ReturnType<typeof startTestServer>>;

export interface Sitting {
  readonly client: TestClient;
  readonly id: string;
  readonly joined: JoinedReply;
}

/** A meeting of clients without a browser: many of them cost nothing, and do at once what they are told to. */
export async function meetingOf(server: TestServer, room: TestRoom, names: readonly string[]) {
  const clients: TestClient[] = [];
  onTestFinished(() => {
    for (const client of clients) client.disconnect();
  });
  const connect = async () => {
    const client = await TestClient.connect(server.url);
    clients.push(client);
    return client;
  };
  const sit = async (name: string, more: object = {}): Promise<Sitting> => {
    const client = await connect();
    const joined = await client.join(room.id, name, more);
    return { client, id: joined.self.participantId, joined };
  };
  /** Its bearer never waits. */
  const pass = await server.createInvite(room.id, 'moderator');
  const chair = await sit('Frau Vorsitz', { invite: pass });
  const member = await server.createInvite(room.id, 'participant');
  await chair.client.send('room:configure', { lobby: 'off' });
  const people: Sitting[] = [];
  for (const name of names) people.push(await sit(name, { invite: member }));
  await chair.client.send('room:configure', { lobby: 'on', lobbyReplies: true });

  return {
    chair,
    people,
    pass,
    sit,

    async knock(name: string) {
      const client = await connect();
      await client.knock(room.id, name);
      const { id } = await chair.client.heard('lobby:knocked', ({ displayName }) => displayName === name);
      return { client, id };
    },

    async openDesk(): Promise<Desk> {
      const { code } = await chair.client.send('console:pair');
      const desk = await Desk.open(`${server.url}/regie#${new URLSearchParams({ room: room.id, code })}`);
      await desk.expectReady();
      return desk;
    },
  };
}
