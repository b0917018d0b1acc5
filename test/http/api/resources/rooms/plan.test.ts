import { expect, it } from 'vitest';
import { OPERATOR } from '../../../../../src/catalogue/access/rights.ts';
import type { RoomPlanView } from '../../../../../src/protocol/api/rooms/plan.ts';
import { startTestApi } from '../../../../helpers/servers/api.ts';

async function setUp() {
  const api = await startTestApi();
  const { room } = await api.app.catalogue.rooms.create(OPERATOR, api.house.organisation.id, { name: 'Kreistag' });
  const path = `/rooms/${room.id}/plan`;
  const read = async () => (await api.asOrganiser.get(path)).body as unknown as RoomPlanView;
  const names = async () => (await read()).seats.map(({ name }) => name);
  const set = async (seats: object[], quorum: number | null = null) => {
    const { version } = await read();
    return api.asOrganiser.put(path, { seats, quorum, version });
  };
  return { ...api, room, path, read, names, set };
}

it('a plan is set, changed with its seats staying the same, and seen where people are', async () => {
  const { app, room, read, set } = await setUp();
  const guest = await app.connect();
  await guest.join(room.id, 'Cham');
  expect((await set([{ name: 'Aach' }, { name: 'Cham' }], 2)).status).toBe(200);
  const [aach, cham] = (await read()).seats;
  const { plan } = await guest.heard('room:updated', ({ quorum }) => quorum === 2);
  expect(plan.map(({ name, participantId }) => [name, participantId !== null])).toEqual([
    ['Aach', false],
    ['Cham', true],
  ]);
  const { body } = await set([{ id: cham?.id, name: 'Stadt Cham' }, { name: 'Buch' }, { id: aach?.id, name: 'Aach' }]);
  expect((body as unknown as RoomPlanView).seats.map(({ id }) => id)).toEqual([cham?.id, expect.any(String), aach?.id]);
  expect(body).toEqual(await read());
});

it('of two who change the same plan one does, and the other is told', async () => {
  const { app, room, path, asAdmin, read, names } = await setUp();
  const { version } = await read();
  const change = (name: string) => {
    const plan = { seats: [{ name }], quorum: null, version };
    return app.catalogue.plans.replace(OPERATOR, room.id, plan).then(
      () => 'done',
      (error) => error.code,
    );
  };
  const both = await Promise.all([change('Aach'), change('Buch')]);
  expect(both.toSorted()).toEqual(['INVALID_STATE', 'done']);
  expect(await names()).toEqual([both[0] === 'done' ? 'Aach' : 'Buch']);
  const late = await asAdmin.put(path, { seats: [], quorum: null, version });
  expect(late).toMatchObject({ status: 409, body: { code: 'INVALID_STATE' } });
  expect(await names()).toHaveLength(1);
});

it("another room's seat and one named twice are refused, and the plan stays", async () => {
  const { app, house, set, read, names } = await setUp();
  await set([{ name: 'Aach' }]);
  const [aach] = (await read()).seats;
  const { room: other } = await app.catalogue.rooms.create(OPERATOR, house.organisation.id, { name: 'Anderer' });
  const { version } = await app.catalogue.plans.read(OPERATOR, other.id);
  const { seats } = await app.catalogue.plans.replace(OPERATOR, other.id, {
    seats: [{ name: 'X' }],
    quorum: null,
    version,
  });
  expect((await set([{ id: seats[0]?.id, name: 'Y' }])).status).toBe(404);
  expect(
    (
      await set([
        { id: aach?.id, name: 'A' },
        { id: aach?.id, name: 'B' },
      ])
    ).status,
  ).toBe(400);
  expect(await names()).toEqual(['Aach']);
});

it("a seat's link works once for that seat, and the plan says what became of it", async () => {
  const { app, room, path, asOrganiser, set, read } = await setUp();
  await set([{ name: 'Aach' }]);
  const [seat] = (await read()).seats;
  expect(seat?.link).toBeNull();
  const { status, body } = await asOrganiser.post(`${path}/seats/${seat?.id}/invite`);
  expect(status).toBe(201);
  expect((await read()).seats[0]?.link).toBe('open');
  const secret = String(body.link).split('#invite=')[1];
  const joined = await (await app.connect()).join(room.id, 'Frau Bürgermeisterin', { invite: secret });
  expect(joined.room.plan[0]?.participantId).toBe(joined.self.participantId);
  expect((await read()).seats[0]?.link).toBe('used-up');
  expect((await asOrganiser.post(`${path}/seats/nowhere/invite`)).status).toBe(404);
});
