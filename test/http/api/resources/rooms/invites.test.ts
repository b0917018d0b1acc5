import { expect, it } from 'vitest';
import { OPERATOR } from '../../../../../src/catalogue/access/rights.ts';
import type { InviteView, MadeInvite } from '../../../../../src/protocol/api/rooms/invites.ts';
import { startTestApi } from '../../../../helpers/servers/api.ts';

async function setUp() {
  const api = await startTestApi();
  const { room } = await api.app.catalogue.rooms.create(OPERATOR, api.house.organisation.id, {
    name: 'Vorstand',
    lobby: 'on',
  });
  const path = `/rooms/${room.id}/invites`;
  const invite = async (wish: object): Promise<MadeInvite & { secret: string }> => {
    const { status, body } = await api.asOrganiser.post(path, wish);
    expect(status, JSON.stringify(body)).toBe(201);
    const made = body as unknown as MadeInvite;
    return { ...made, secret: made.link.split('#invite=')[1] ?? '' };
  };
  return { ...api, room, path, invite };
}

it('a link is made for so many uses and so long, lets in by its role, and is listed without its secret', async () => {
  const { app, room, path, invite, asAdmin } = await setUp();
  const made = await invite({
    role: 'deputy',
    label: 'Frau Muster',
    maxUses: 2,
    expiresAt: '2090-01-31T18:00:00+01:00',
  });
  expect(made.invite).toMatchObject({
    role: 'deputy',
    label: 'Frau Muster',
    maxUses: 2,
    uses: 0,
    status: 'open',
    trusted: false,
    seatId: null,
    expiresAt: '2090-01-31T17:00:00.000Z',
  });
  expect(made.link).toBe(`${app.url}/r/${room.id}#invite=${made.secret}`);
  const joined = await (await app.connect()).join(room.id, 'Erika', { invite: made.secret });
  expect(joined.self.role).toBe('deputy');
  const { body } = await asAdmin.get(path);
  expect(body.items).toEqual([{ ...made.invite, uses: 1 }]);
  expect(JSON.stringify(body)).not.toContain(made.secret);
});

it.each([
  ['a role that is none', { role: 'operator' }],
  ['a time without a zone', { role: 'participant', expiresAt: '2090-01-31T18:00:00' }],
  ['no use at all', { role: 'participant', maxUses: 0 }],
])('%s is refused', async (_what, wish) => {
  const { path, asOrganiser } = await setUp();
  expect((await asOrganiser.post(path, wish)).status).toBe(400);
  expect((await asOrganiser.get(path)).body.items).toEqual([]);
});

it('a revoked link puts out who came by it, nobody else, and lets in nobody', async () => {
  const { app, room, path, invite, asAdmin } = await setUp();
  const [leaked, own] = [await invite({ role: 'moderator' }), await invite({ role: 'moderator' })];
  const [stranger, chair] = [await app.connect(), await app.connect()];
  await stranger.join(room.id, 'Fremd', { invite: leaked.secret });
  await chair.join(room.id, 'Erika', { invite: own.secret });
  expect((await asAdmin.delete(`${path}/${leaked.invite.id}`)).status).toBe(204);
  await stranger.ended();
  await chair.heard('participant:left');
  expect(app.rooms.live.peopleIn(room.id).map(({ displayName }) => displayName)).toEqual(['Erika']);
  const again = await app.connect();
  expect(await again.refused('room:join', { roomId: room.id, displayName: 'Fremd', invite: leaked.secret })).toBe(
    'INVITE_INVALID',
  );
  const { body } = await asAdmin.get(path);
  const statuses = (body.items as InviteView[]).map(({ id, status }) => [id, status]);
  expect(Object.fromEntries(statuses)).toEqual({ [leaked.invite.id]: 'revoked', [own.invite.id]: 'open' });
});

it("a link is revoked by its own room's address alone", async () => {
  const { app, house, invite, asAdmin, path } = await setUp();
  const { invite: made } = await invite({ role: 'participant' });
  const { room: other } = await app.catalogue.rooms.create(OPERATOR, house.organisation.id, { name: 'Anderer' });
  expect((await asAdmin.delete(`/rooms/${other.id}/invites/${made.id}`)).status).toBe(404);
  expect((await asAdmin.get(path)).body.items).toMatchObject([{ status: 'open' }]);
});
