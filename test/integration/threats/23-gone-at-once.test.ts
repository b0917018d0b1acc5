import { expect, it, onTestFinished, vi } from 'vitest';
import type { TestClient } from '../../helpers/clients/test-client.ts';
import { SOON } from '../../helpers/patience.ts';
import { startTestApp, type TestApp } from '../../helpers/servers/test-app.ts';

/** Comes and is gone before anybody could have looked. */
async function comeAndGo(app: TestApp, roomId: string, address: string, count: number): Promise<void> {
  const clients: TestClient[] = [];
  for (let index = 0; index < count; index += 1) {
    const client = await app.connect({ address });
    await client.send('room:join', { roomId, displayName: `Gast ${index}` });
    clients.push(client);
  }
  for (const client of clients) client.drop();
  await vi.waitFor(
    () => expect(app.rooms.live.people(roomId).filter(({ state }) => state !== 'reconnecting')).toHaveLength(1),
    SOON,
  );
}

it.each(['on', 'off'] as const)(
  'knocks and joins that go away at once leave room for others (lobby %s)',
  async (lobby) => {
    // However long this takes, nobody has been there for long.
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const app = await startTestApp();
    const room = await app.createRoom({ lobby, maxParticipants: 40 });
    const { secret } = await app.createInvite(room.id, { role: 'moderator' });
    await (await app.connect()).join(room.id, 'Vorsitz', { invite: secret });
    await comeAndGo(app, room.id, '192.0.2.66', 39);
    const kept = app.rooms.live.people(room.id).length - 1;
    expect(kept).toBeLessThanOrEqual(10);
    // Also from many addresses, and with all places taken, who is here goes before who is not.
    for (const host of [67, 68, 69, 70]) await comeAndGo(app, room.id, `192.0.2.${host}`, 10);
    for (let index = 0; index < 30; index += 1) {
      const here = await app.connect({ address: '192.0.2.99' });
      await here.send('room:join', { roomId: room.id, displayName: `Hier ${index}` });
    }
  },
);
