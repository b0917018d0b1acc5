import { expect, it } from 'vitest';
import { openTable } from '../../helpers/meetings/table.ts';

const PASSWORD = 'Tulpen im April';

it('the room’s name and password are changed at the table, for this meeting and all that follow', async () => {
  const { app, room, chair, seat } = await openTable({ lobby: 'off' });
  const anna = await seat('Anna');
  await chair.client.send('room:keep', { name: 'Aufsichtsrat', password: PASSWORD });
  expect(await anna.client.heard('room:updated')).toMatchObject({ name: 'Aufsichtsrat', hasPassword: true });
  expect(await app.database.rooms.findRoom(room.id)).toMatchObject({
    name: 'Aufsichtsrat',
    passwordHash: expect.stringMatching(/^\$argon2id\$/),
  });
  const late = await app.connect();
  const join = { roomId: room.id, displayName: 'Spät' };
  expect(await late.refused('room:join', join)).toBe('PASSWORD_REQUIRED');
  expect(await late.refused('room:join', { ...join, password: 'Rosen im Mai' })).toBe('WRONG_PASSWORD');
  await late.join(room.id, 'Spät', { password: PASSWORD });
  // What is left out stays; who is in stays in.
  await chair.client.send('room:keep', { password: null });
  const stored = await app.database.rooms.findRoom(room.id);
  expect(stored).toMatchObject({ name: 'Aufsichtsrat', passwordHash: null, lobby: 'off' });
  await (await app.connect()).join(room.id, 'Ohne');
  expect(app.rooms.live.rooms).toMatchObject([{ participants: 4 }]);
});

it('nothing of a room is kept that is empty, too short or unseen, nor by anybody but a moderator', async () => {
  const { app, room, chair, expectRefusedToOutsiders } = await openTable();
  const before = await app.database.rooms.findRoom(room.id);
  for (const changes of [
    {},
    { password: 'kurz      ' },
    { name: 'x'.repeat(121) },
    { password: 'eine\nzweite zeile' },
  ]) {
    expect(await chair.client.refused('room:keep', changes), JSON.stringify(changes)).toBe('BAD_REQUEST');
  }
  expect(await chair.client.refused('room:keep', { name: '\u200b' })).toBe('TEXT_INVISIBLE');
  await expectRefusedToOutsiders([
    ['room:keep', { name: 'Gekapert' }],
    ['view:lead', { view: null }],
    ['participant:rename', { participantId: chair.id, displayName: 'Gekapert' }],
  ]);
  expect(await app.database.rooms.findRoom(room.id)).toEqual(before);
});
