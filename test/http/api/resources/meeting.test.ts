import { expect, it } from 'vitest';
import { OPERATOR } from '../../../../src/catalogue/access/rights.ts';
import { startTestApi } from '../../../helpers/servers/api.ts';

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

it('an organiser sees who is there and how their line is; who waits is counted and not named', async () => {
  const { app, room, chair, joined, asOrganiser, path } = await setUp();
  await (await app.connect()).knock(room.id, 'Gast am Tor');
  const { status, body } = await asOrganiser.get(path);
  expect(status).toBe(200);
  const erika = { id: joined.self.participantId, name: 'Erika', role: 'moderator', seatId: null };
  expect(body).toEqual({
    participants: [{ ...erika, state: 'joined', line: 'good', since: expect.stringMatching(/Z$/) }],
    lobby: 1,
  });
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
  expect((await asOrganiser.get(path)).body).toEqual({ participants: [], lobby: 0 });
  expect((await asOrganiser.delete(path)).status).toBe(404);
  expect((await asOrganiser.get(`/rooms/${room.id}`)).status).toBe(200);
});
