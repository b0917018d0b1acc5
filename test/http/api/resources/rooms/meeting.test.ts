import { expect, it } from 'vitest';
import { OPERATOR } from '../../../../../src/catalogue/access/rights.ts';
import { startTestApi } from '../../../../helpers/servers/api.ts';

const TIME = expect.stringMatching(/Z$/);

async function setUp() {
  const api = await startTestApi();
  const { room, moderatorSecret } = await api.app.catalogue.rooms.create(OPERATOR, api.house.organisation.id, {
    name: 'Vorstand',
    lobby: 'on',
    withModerator: true,
  });
  const chair = await api.app.connect();
  const joined = await chair.join(room.id, 'Erika', { invite: moderatorSecret });
  return { ...api, room, chair, joined, path: `/rooms/${room.id}/meeting` };
}

it('an organiser sees who is there and how their line is; who waits, who was there first, and who made the room', async () => {
  const { app, house, room, chair, joined, asOrganiser, path } = await setUp();
  await (await app.connect()).knock(room.id, 'Gast am Tor');
  await (await app.connect()).knock(room.id, '<img onerror>');
  const { status, body } = await asOrganiser.get(path);
  expect(status).toBe(200);
  const erika = { id: joined.self.participantId, name: 'Erika', role: 'moderator', seatId: null };
  expect(body).toEqual({
    participants: [{ ...erika, state: 'joined', line: 'good', since: TIME }],
    waiting: ['Gast am Tor', '<img onerror>'].map((name) => ({ id: expect.any(String), name, since: TIME })),
    lobby: 2,
    begun: { by: 'Erika', at: TIME },
    madeBy: null,
  });
  const { body: made } = await asOrganiser.post('/rooms', { name: 'Eigener' });
  const empty = { participants: [], waiting: [], lobby: 0, begun: null };
  const read = await asOrganiser.get(`/rooms/${(made.room as { id: string }).id}/meeting`);
  expect(read.body).toEqual({ ...empty, madeBy: house.organiser.name });
  await chair.send('upload:report', { upload: 'weak' });
  expect((await asOrganiser.get(path)).body.participants).toMatchObject([{ state: 'joined', line: 'weak' }]);
  chair.socket.disconnect();
  await expect
    .poll(async () => (await asOrganiser.get(path)).body.participants)
    .toMatchObject([{ ...erika, state: 'reconnecting', line: 'broken' }]);
});

it('an organiser puts somebody out, who does not come back into this meeting', async () => {
  const { app, room, joined, chair, asOrganiser, path } = await setUp();
  const person = `${path}/participants/${joined.self.participantId}`;
  expect((await asOrganiser.delete(person)).status).toBe(204);
  await chair.ended();
  expect((await asOrganiser.delete(person)).status).toBe(404);
  expect(app.rooms.live.peopleIn(room.id)).toEqual([]);
});

it('an organiser ends the meeting for everyone, and the room stays', async () => {
  const { chair, room, asOrganiser, path } = await setUp();
  expect((await asOrganiser.delete(path)).status).toBe(204);
  await chair.ended();
  expect((await asOrganiser.get(path)).body).toMatchObject({ participants: [], waiting: [], lobby: 0, begun: null });
  expect((await asOrganiser.delete(path)).status).toBe(404);
  expect((await asOrganiser.get(`/rooms/${room.id}`)).status).toBe(200);
});
