import { describe, expect, it } from 'vitest';
import { openTable } from '../../helpers/meetings/table.ts';

describe('what the chair switches for this meeting', () => {
  it('is told to everyone, and holds for those who come', async () => {
    const { app, room, chair, seat } = await openTable({ lobby: 'off' });
    const anna = await seat('Anna');
    await chair.client.send('room:configure', { lobby: 'on', chat: false, muteOnEntry: true, attendanceDays: 30 });
    const told = await anna.client.heard('room:updated');
    expect(told).toMatchObject({ lobby: 'on', chat: false, muteOnEntry: true, attendanceDays: 30, trustedPass: true });
    await (await app.connect()).knock(room.id, 'Gast');
    await chair.client.send('room:configure', { trustedPass: false });
    const { secret } = await app.createInvite(room.id, { trusted: true });
    await (await app.connect()).knock(room.id, 'Vertraut', { invite: secret });
    // The room as it is kept stays as it was.
    expect(await app.database.rooms.findRoom(room.id)).toMatchObject({ lobby: 'off', chat: true, attendanceDays: 0 });
  });

  it('lets nobody back in whom the chair has put out to wait, unless it is the lobby that is switched off', async () => {
    const { app, chair, seat } = await openTable({ lobby: 'off' });
    const anna = await seat('Anna');
    await chair.client.send('participant:return-to-lobby', { participantId: anna.id });
    await chair.client.send('room:configure', { chat: false });
    expect(app.rooms.live.rooms).toMatchObject([{ participants: 1, lobby: 1 }]);
    await chair.client.send('room:configure', { lobby: 'off' });
    await anna.client.heard('lobby:admitted');
  });

  it('opens the lobby to everyone who waits, as far as the seats go', async () => {
    const { app, chair, knock } = await openTable({ maxParticipants: 3 });
    const people = [await knock('Anna'), await knock('Bert'), await knock('Cem')];
    await chair.client.send('room:configure', { lobby: 'off' });
    for (const { client } of people.slice(0, 2)) await client.heard('lobby:admitted');
    expect(app.rooms.live.rooms).toMatchObject([{ participants: 3, lobby: 1 }]);
    expect(app.failures).toEqual([]);
    const listed = await people[2]?.client.raw('room:leave', {});
    expect(listed).toMatchObject({ ok: true });
    expect(await chair.client.heard('lobby:left', ({ participantId }) => participantId === people[2]?.id)).toBeTruthy();
  });
});
