import { expect } from 'vitest';
import type { CommandName, JoinedReply, ParticipantView, Role, RoomView, Source } from '../../../src/protocol/index.ts';
import type { StoredRoom } from '../../../src/rooms/ports/storage.ts';
import type { TestClient } from '../clients/test-client.ts';
import { startTestApp } from '../servers/test-app.ts';

const RTP = { codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }] };

export interface Seated {
  readonly client: TestClient;
  readonly id: string;
  readonly name: string;
  readonly joined: JoinedReply;
}

/** A room with a lobby; whoever sits down comes by a trusted invite, and a moderator chairs. */
export async function openTable(changes: Partial<StoredRoom> & { password?: string } = {}) {
  const app = await startTestApp();
  const room = await app.createRoom({ lobby: 'on', ...changes });

  async function seat(name: string, role: Role = 'participant', more: object = {}): Promise<Seated> {
    const { secret } = await app.createInvite(room.id, { role, trusted: true, maxUses: 1 });
    const client = await app.connect();
    const joined = await client.join(room.id, name, { invite: secret, ...more });
    return { client, id: joined.self.participantId, name, joined };
  }

  const chair = await seat('Vorsitz', 'moderator');

  return {
    app,
    room,
    chair,
    seat,

    async knock(name: string, more: object = {}) {
      const client = await app.connect();
      const { resume } = await client.knock(room.id, name, more);
      const { id } = await chair.client.heard('lobby:knocked', ({ displayName }) => displayName === name);
      return { client, id, name, resume };
    },

    /** Starts to send, and says under which id. */
    async publish({ client }: Seated, source: Source, more: object = {}): Promise<string> {
      const command = { source, rtpParameters: RTP, ...more };
      return (await client.send('producer:create', command)).producerId;
    },

    /** What the media plane does with it, whatever anybody was told; undefined: there is no such producer. */
    isPaused({ id }: Seated, producerId: string): boolean | undefined {
      return app.mediaPlane.sessionOf(id).producers.get(producerId)?.paused;
    },

    /** Loses the connection, and waits until the chair has heard of it. */
    async drop({ client, id }: Seated): Promise<void> {
      client.drop();
      await chair.client.heard('participant:updated', (view) => view.id === id && view.reconnecting);
    },

    async comeBack(person: Seated, more: object = {}): Promise<Seated> {
      const client = await app.connect();
      const joined = await client.join(room.id, person.name, { resume: person.joined.resume, ...more });
      return { ...person, client, joined };
    },

    /** What everyone is shown of the room, as somebody who looks now is. */
    async look(): Promise<{ room: RoomView; participants: readonly ParticipantView[] }> {
      const observer = await seat('Blick', 'observer');
      await observer.client.send('room:leave');
      return observer.joined;
    },

    /** A command of the chair, sent by hand by everybody who must not: refused, and the chair hears of nothing. */
    async expectRefusedToOutsiders(commands: readonly (readonly [CommandName, object])[]): Promise<void> {
      const removed = await seat('Entfernt');
      await chair.client.send('participant:remove', { participantId: removed.id });
      const waiting = await app.connect();
      await waiting.knock(room.id, 'Wartet');
      const outsiders = {
        participant: (await seat('Mitglied')).client,
        observer: (await seat('Gast', 'observer')).client,
        deputy: (await seat('Vertretung', 'deputy')).client,
        waiting,
        removed: removed.client,
        stranger: await app.connect(),
      };
      await chair.client.settled();
      chair.client.events.length = 0;
      for (const [command, payload] of commands) {
        for (const [who, client] of Object.entries(outsiders)) {
          expect(await client.refused(command, payload), `${command} by ${who}`).toBe('NOT_ALLOWED');
        }
      }
      await chair.client.settled();
      expect(chair.client.events).toEqual([]);
    },
  };
}
