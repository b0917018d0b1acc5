import { describe, expect, it, vi } from 'vitest';
import { RESTART_WINDOW_MS } from '../../../src/rooms/entry/standings.ts';
import type { StoredRoom } from '../../../src/rooms/ports/storage.ts';
import { SOON } from '../../helpers/patience.ts';
import { startTestApp, type TestApp } from '../../helpers/servers/test-app.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const DEVICES = { Anna: 'a'.repeat(43), Bert: 'b'.repeat(43), Cem: 'c'.repeat(43) } as const;
type Name = keyof typeof DEVICES;

/** A meeting with a lobby, whose server crashes and comes back on the same database. */
async function meeting(changes: Partial<StoredRoom> & { password?: string } = {}) {
  const dataDir = tempDir();
  let app = await startTestApp({ dataDir });
  const room = await app.createRoom({ lobby: 'on', ...changes });
  const { secret } = await app.createInvite(room.id, { role: 'moderator' });
  const chairOf = async (on: TestApp) => {
    const client = await on.connect();
    await client.join(room.id, 'Vorsitz', { invite: secret });
    return client;
  };
  let chair = await chairOf(app);
  const come = async (name: Name, right: { password?: string } = {}) => {
    const client = await app.connect();
    const who = { roomId: room.id, displayName: name, device: DEVICES[name] };
    const reply = await client.send('room:join', { ...who, ...right });
    return { client, reply };
  };
  return {
    come,
    /** Knocks and is let in. */
    async beLetIn(name: Name) {
      const { client } = await come(name);
      const { id } = await chair.heard('lobby:knocked', ({ displayName }) => displayName === name);
      await chair.send('lobby:admit', { participantIds: [id] });
      await client.heard('lobby:admitted');
      return { client, id };
    },
    get app() {
      return app;
    },
    get chair() {
      return chair;
    },
    room,
    /** Nothing is said to anybody, and what is written is written. */
    async crash({ withChair = true } = {}) {
      await app.rooms.settled();
      // The old one lives on and is heard of by nobody, as a process that was killed writes nothing more.
      app.rooms.standings.suspend();
      app = await startTestApp({ dataDir });
      if (withChair) chair = await chairOf(app);
    },
    kept: () => app.database.standings.list(room.id),
  };
}

describe('after a crash', () => {
  it('who was let in sits down again without waiting, and who only waited waits', async () => {
    const { beLetIn, come, crash } = await meeting();
    await beLetIn('Anna');
    await come('Bert');
    await crash();
    expect((await come('Anna')).reply.state).toBe('joined');
    expect((await come('Bert')).reply.state).toBe('lobby');
  });

  it('who was in before the host sits down also when they are the first', async () => {
    const { app, room, come, crash, chair } = await meeting({ lobby: 'off', joinBeforeHost: false });
    await come('Anna');
    await chair.settled();
    expect(app.rooms.live.rooms).toMatchObject([{ id: room.id, participants: 2 }]);
    await crash({ withChair: false });
    expect((await come('Anna')).reply.state).toBe('joined');
    expect((await come('Bert')).reply).toMatchObject({ state: 'lobby', waitingFor: 'host' });
  });

  it('who was removed stays out, who was put back waits, whoever comes first', async () => {
    const { beLetIn, come, chair, crash } = await meeting();
    const [anna, bert] = [await beLetIn('Anna'), await beLetIn('Bert')];
    await beLetIn('Cem');
    await chair.send('participant:remove', { participantId: anna.id });
    await chair.send('participant:return-to-lobby', { participantId: bert.id });
    await crash({ withChair: false });
    await expect(come('Anna')).rejects.toThrow('BANNED');
    expect((await come('Bert')).reply.state).toBe('lobby');
    expect((await come('Cem')).reply.state).toBe('joined');
  });

  it('it is as good after the next one', async () => {
    const { beLetIn, come, crash } = await meeting();
    await beLetIn('Anna');
    for (let times = 0; times < 2; times += 1) await crash();
    expect((await come('Anna')).reply.state).toBe('joined');
  });

  it('a room that opens later opens to another meeting', async () => {
    const { beLetIn, come, crash, kept } = await meeting();
    await beLetIn('Anna');
    await crash({ withChair: false });
    const now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(now + RESTART_WINDOW_MS + 1);
    expect((await come('Anna')).reply.state).toBe('lobby');
    clock.mockRestore();
    await vi.waitFor(async () => expect(await kept()).toEqual([]), SOON);
  });
});

describe('the password of a room', () => {
  const password = 'geheim12';

  it('is not asked for again after a crash of who had shown it, be they the first or not', async () => {
    const { come, crash } = await meeting({ lobby: 'off', password });
    await come('Anna', { password });
    await come('Bert', { password });
    await crash({ withChair: false });
    expect((await come('Anna')).reply.state).toBe('joined');
    expect((await come('Bert')).reply.state).toBe('joined');
    await expect(come('Cem')).rejects.toThrow('PASSWORD_REQUIRED');
    await crash({ withChair: false });
    expect((await come('Anna')).reply.state).toBe('joined');
  });

  it('is asked for of who has left, and of who comes when the meeting may be another one', async () => {
    const { come, crash } = await meeting({ lobby: 'off', password });
    const { client } = await come('Anna', { password });
    await client.send('room:leave');
    await expect(come('Anna')).rejects.toThrow('PASSWORD_REQUIRED');
    await come('Bert', { password });
    await crash();
    const now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(now + RESTART_WINDOW_MS + 1);
    await expect(come('Bert')).rejects.toThrow('PASSWORD_REQUIRED');
    clock.mockRestore();
  });

  it('does not let in who was removed, nor past the lobby who was put back', async () => {
    const { come, chair, crash } = await meeting({ lobby: 'off', password });
    const idOf = (name: Name) => chair.heard('participant:joined', ({ displayName }) => displayName === name);
    await come('Anna', { password });
    await come('Bert', { password });
    await chair.send('participant:remove', { participantId: (await idOf('Anna')).id });
    await chair.send('participant:return-to-lobby', { participantId: (await idOf('Bert')).id });
    await crash({ withChair: false });
    for (const name of ['Anna', 'Bert'] as const) await expect(come(name)).rejects.toThrow('PASSWORD_REQUIRED');
  });
});

describe('what is kept of a meeting', () => {
  it('holds no name and goes with it', async () => {
    const { app, beLetIn, chair, kept } = await meeting();
    const { client } = await beLetIn('Anna');
    await app.rooms.settled();
    const rows = await kept();
    expect(rows.map(({ standing }) => standing)).toEqual(['seated']);
    expect(JSON.stringify(rows)).not.toMatch(/Anna|aaaa/);
    await client.send('room:leave');
    await app.rooms.settled();
    expect(await kept()).toHaveLength(1);
    await chair.send('room:end');
    await app.rooms.settled();
    expect(await kept()).toEqual([]);
  });

  it('is nothing where whoever comes may come in anyway', async () => {
    const { app, come, kept } = await meeting({ lobby: 'off' });
    await come('Anna');
    await app.rooms.settled();
    expect(await kept()).toEqual([]);
  });

  it('is kept through an orderly restart, and its end by the last who leaves is not', async () => {
    const { app, beLetIn, chair, kept } = await meeting();
    const { client } = await beLetIn('Anna');
    await client.send('room:leave');
    await chair.send('room:leave');
    await app.rooms.settled();
    expect(await kept()).toEqual([]);
    const other = await meeting();
    await other.beLetIn('Anna');
    await other.app.close();
    await other.app.rooms.settled();
    expect(await other.kept()).toHaveLength(1);
  });

  it('costs nothing where it cannot be kept, and is kept when it can', async () => {
    const { app, beLetIn, kept } = await meeting();
    const note = vi.spyOn(app.database.standings, 'note').mockRejectedValueOnce(new Error('disk'));
    await beLetIn('Anna');
    await app.rooms.settled();
    expect(note).toHaveBeenCalled();
    expect(app.failures).toHaveLength(1);
    await beLetIn('Bert');
    await app.rooms.settled();
    expect(await kept()).toHaveLength(2);
  });
});
