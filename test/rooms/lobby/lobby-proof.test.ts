import { describe, expect, it } from 'vitest';
import { openTable } from '../../helpers/meetings/table.ts';

const PASSWORD = 'Tulpen im April';
const ASKING = { lobby: 'without-password', password: PASSWORD } as const;

describe('who waits because they came without the password', () => {
  it('gives it in the lobby and is let in', async () => {
    const { app, room, chair } = await openTable(ASKING);
    const anna = await app.connect();
    expect((await anna.knock(room.id, 'Anna')).mayProve).toBe(true);
    await anna.send('lobby:prove', { password: PASSWORD });
    const { self } = await anna.heard('lobby:admitted');
    expect((await chair.client.heard('participant:joined')).id).toBe(self.participantId);
    expect((await chair.client.heard('lobby:left')).participantId).toBe(self.participantId);
  });

  it('waits on when it was wrong, within the limits that the door has', async () => {
    const { app, room } = await openTable(ASKING);
    const guess = async (name: string, times: number) => {
      const client = await app.connect();
      await client.knock(room.id, name);
      const codes: string[] = [];
      for (let time = 0; time < times; time += 1) {
        codes.push(await client.refused('lobby:prove', { password: `${name} ${time}` }));
      }
      return codes;
    };
    expect(new Set(await guess('Anna', 10))).toEqual(new Set(['WRONG_PASSWORD']));
    for (const name of ['Bert', 'Cem', 'Doris', 'Emil']) await guess(name, 10);
    // As at the door: thirty of one address, twenty of its network, and then one a minute.
    expect((await guess('Fritz', 2)).at(-1)).toBe('RATE_LIMITED');
    expect(app.rooms.live.rooms).toMatchObject([{ participants: 1, lobby: 6 }]);
  });

  it('is not let into a locked or a full room by it', async () => {
    const { app, room, chair } = await openTable({ ...ASKING, maxParticipants: 1 });
    const anna = await app.connect();
    await anna.knock(room.id, 'Anna');
    expect(await anna.refused('lobby:prove', { password: PASSWORD })).toBe('ROOM_FULL');
    await chair.client.send('room:lock', { locked: true });
    expect(await anna.refused('lobby:prove', { password: PASSWORD })).toBe('ROOM_LOCKED');
    expect(app.rooms.live.rooms).toMatchObject([{ participants: 1, lobby: 1 }]);
  });

  it('still waits for the host where nobody may meet before, and then for nothing else', async () => {
    const { app, room, chair } = await openTable({ ...ASKING, joinBeforeHost: false });
    const anna = await app.connect();
    await anna.knock(room.id, 'Anna');
    await chair.client.send('room:leave');
    const bert = await app.connect();
    expect(await bert.knock(room.id, 'Bert')).toMatchObject({ waitingFor: 'host', mayProve: true });
    await bert.send('lobby:prove', { password: PASSWORD });
    expect(await bert.heard('lobby:updated')).toMatchObject({ waitingFor: 'host', mayProve: false });
    const { secret } = await app.createInvite(room.id, { role: 'moderator' });
    await (await app.connect()).join(room.id, 'Vorsitz', { invite: secret });
    await bert.heard('lobby:admitted');
    await anna.settled();
    expect(anna.events.map(({ name }) => name)).not.toContain('lobby:admitted');
  });
});

describe('a password helps nobody', () => {
  it('where everybody waits, or there is none', async () => {
    for (const changes of [{ lobby: 'on', password: PASSWORD }, { lobby: 'without-password' }] as const) {
      const { app, room } = await openTable(changes);
      const anna = await app.connect();
      const more = 'password' in changes ? { password: PASSWORD } : {};
      expect((await anna.knock(room.id, 'Anna', more)).mayProve).toBe(false);
      expect(await anna.refused('lobby:prove', { password: PASSWORD })).toBe('NOT_ALLOWED');
    }
  });

  it('who was put back, or comes from where somebody was removed', async () => {
    const { app, room, chair } = await openTable(ASKING);
    const anna = await app.connect();
    const { self } = await anna.join(room.id, 'Anna', { password: PASSWORD });
    await chair.client.send('participant:return-to-lobby', { participantId: self.participantId });
    expect((await anna.heard('lobby:returned')).mayProve).toBe(false);
    expect(await anna.refused('lobby:prove', { password: PASSWORD })).toBe('NOT_ALLOWED');
    const stranger = await app.connect();
    expect((await stranger.knock(room.id, 'Anna', { device: 'n'.repeat(43) })).mayProve).toBe(false);
    expect(await stranger.refused('lobby:prove', { password: PASSWORD })).toBe('NOT_ALLOWED');
  });
});

it('what the chair switches for this meeting holds at the door too, and those who wait are told', async () => {
  const { app, room, chair } = await openTable({ lobby: 'on', password: PASSWORD });
  expect(await app.rooms.door.passwordOf(room.id)).toBe('required');
  const anna = await app.connect();
  await anna.knock(room.id, 'Anna', { password: PASSWORD });
  await chair.client.send('room:configure', { lobby: 'without-password' });
  // She has given it at the door.
  await anna.heard('lobby:admitted');
  expect(await app.rooms.door.passwordOf(room.id)).toBe('optional');
  expect((await (await app.connect()).knock(room.id, 'Bert')).mayProve).toBe(true);
});
