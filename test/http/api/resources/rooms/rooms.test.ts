import { expect, it } from 'vitest';
import { OPERATOR } from '../../../../../src/catalogue/access/rights.ts';
import type { MadeRoom, RoomView } from '../../../../../src/protocol/api/rooms/rooms.ts';
import { startTestApi } from '../../../../helpers/servers/api.ts';

const PASSWORD = 'sommer im park';

type Api = Awaited<ReturnType<typeof startTestApi>>;

async function makeRoom({ asOrganiser }: Pick<Api, 'asOrganiser'>, wish: object = {}): Promise<MadeRoom> {
  const { status, body } = await asOrganiser.post('/rooms', { name: 'Vorstand', ...wish });
  expect(status, JSON.stringify(body)).toBe(201);
  return body as unknown as MadeRoom;
}

const secretIn = (link: string | null) => link?.split('#invite=')[1] ?? '';

it('an organiser makes a room as the house’s defaults have it, and its links let in', async () => {
  const api = await startTestApi();
  await api.asAdmin.patch('/organisation', { roomDefaults: { joinBeforeHost: false, maxParticipants: 12 } });
  const { room, moderatorLink } = await makeRoom(api, {
    password: ` ${PASSWORD}\u200b`,
    moderatorLink: true,
    chat: false,
  });
  expect(room).toMatchObject({
    name: 'Vorstand',
    link: `${api.app.url}/r/${room.id}`,
    hasPassword: true,
    joinBeforeHost: false,
    maxParticipants: 12,
    chat: false,
    madeBy: api.house.organiser.id,
    live: { participants: 0, lobby: 0 },
  });
  const moderator = await api.app.connect();
  const joined = await moderator.join(room.id, 'Erika', { invite: secretIn(moderatorLink) });
  expect(joined.self.role).toBe('moderator');
  await (await api.app.connect()).join(room.id, 'Gast', { password: PASSWORD });
  expect((await api.asAdmin.get(`/rooms/${room.id}`)).body).toMatchObject({ live: { participants: 2, lobby: 0 } });
});

it('whatever of a room can be set is set, and set back', async () => {
  const api = await startTestApi();
  const { room } = await makeRoom(api, { password: PASSWORD });
  const path = `/rooms/${room.id}`;
  const changes = {
    name: 'Aufsichtsrat',
    lobby: 'without-password',
    lobbyMessage: 'Bitte warten Sie kurz.',
    joinBeforeHost: false,
    locked: true,
    maxParticipants: 30,
    muteOnEntry: true,
    cameraOnEntry: 'blurred',
    renaming: false,
    pseudonyms: true,
    trustedPass: false,
    lobbyReplies: true,
    chat: false,
    attendanceDays: 14,
    quorum: 3,
  };
  const { updatedAt: _, ...before } = room;
  expect((await api.asAdmin.patch(path, { ...changes, password: null })).body).toMatchObject({
    ...changes,
    hasPassword: false,
  });
  const { link, code, id, createdAt, madeBy, live, hasPassword, ...settings } = before;
  const back = await api.asAdmin.patch(path, { ...settings, lobbyMessage: '', password: PASSWORD });
  expect(back.body).toMatchObject(before);
  expect((await api.asAdmin.get(path)).body).toEqual(back.body);
  expect({ link, code, id, createdAt, madeBy, live, hasPassword }).toMatchObject({ hasPassword: true });
});

it.each([
  ['a name without anything to see', { name: ' \u200b ' }],
  ['a password that is short without the spaces around it', { password: 'kurz      ' }],
  ['a password of two lines', { password: 'erste zeile\nzweite' }],
  ['more seats than a room may have', { maxParticipants: 501 }],
  ['a setting that is none', { colour: '#000000' }],
  ['a way in which no camera begins', { cameraOnEntry: 'pixelated' }],
  ['nothing', {}],
])('%s is refused, and nothing is changed', async (_what, changes) => {
  const api = await startTestApi();
  const { room } = await makeRoom(api);
  expect((await api.asAdmin.patch(`/rooms/${room.id}`, changes)).status).toBe(400);
  expect((await api.asAdmin.get(`/rooms/${room.id}`)).body).toEqual(room);
});

it('a change holds where people are already, and a deleted room ends its meeting', async () => {
  const api = await startTestApi();
  const { room } = await makeRoom(api);
  const guest = await api.app.connect();
  await guest.join(room.id, 'Gast');
  await api.asOrganiser.patch(`/rooms/${room.id}`, { name: 'Aufsichtsrat', locked: true });
  expect(await guest.heard('room:updated', ({ locked }) => locked)).toMatchObject({ name: 'Aufsichtsrat' });
  expect((await api.asAdmin.delete(`/rooms/${room.id}`)).status).toBe(204);
  await guest.ended();
  expect((await api.asAdmin.get(`/rooms/${room.id}`)).status).toBe(404);
  expect((await api.asAdmin.delete(`/rooms/${room.id}`)).status).toBe(404);
});

it('rooms come in pages, oldest first, and those of others and of the operator do not', async () => {
  const api = await startTestApi();
  const other = await api.app.createHouse();
  await api.app.catalogue.rooms.create(OPERATOR, other.organisation.id, { name: 'Fremd' });
  await api.app.catalogue.rooms.create(OPERATOR, null, { name: 'Betreiber' });
  const made: string[] = [];
  for (let each = 0; each < 5; each += 1) made.push((await makeRoom(api)).room.id);
  const seen: string[] = [];
  let query = '?limit=2';
  for (let pages = 1; pages <= 3; pages += 1) {
    const { body } = await api.asAdmin.get(`/rooms${query}`);
    seen.push(...(body.items as RoomView[]).map(({ id }) => id));
    expect(body.next === null).toBe(pages === 3);
    query = `?limit=2&cursor=${body.next}`;
  }
  expect(seen.toSorted()).toEqual(made.toSorted());
});

it('a house has as many rooms as its quota allows', async () => {
  const api = await startTestApi();
  await api.app.catalogue.organisations.setQuotas(OPERATOR, api.house.organisation.id, { maxRooms: 1 });
  const both = await Promise.all([1, 2].map(() => api.asOrganiser.post('/rooms', { name: 'Vorstand' })));
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(both.find(({ status }) => status === 409)?.body.code).toBe('QUOTA_REACHED');
});
