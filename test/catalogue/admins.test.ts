import { expect, it } from 'vitest';
import { type Actor, OPERATOR } from '../../src/catalogue/access/rights.ts';
import type { StoredOrganiser } from '../../src/catalogue/ports.ts';
import { openTestCatalogue } from '../helpers/servers/houses.ts';

const actorOf = ({ id: organiserId, organisationId, role }: StoredOrganiser): Actor => ({
  kind: 'organiser',
  organiserId,
  organisationId,
  role,
});

async function twoAdmins() {
  const { catalogue, createHouse } = await openTestCatalogue();
  const { organisation, admin, organiser } = await createHouse();
  const { organisers } = catalogue;
  const other = await organisers.setRole(OPERATOR, organiser.id, 'admin');
  const admins = async () =>
    (await organisers.list(OPERATOR, organisation.id)).filter(
      ({ role, isDisabled }) => role === 'admin' && !isDisabled,
    );
  return { catalogue, organisers, organisation, one: admin, other, admins };
}

it.each([
  ['make each other organisers', 'setRole', 'setRole'],
  ['disable each other', 'disable', 'disable'],
  ['delete each other', 'delete', 'delete'],
  ['delete and disable each other', 'delete', 'disable'],
  ['disable and demote each other', 'disable', 'setRole'],
] as const)('of two admins who %s at once one stays', async (_what, first, second) => {
  const { organisers, one, other, admins } = await twoAdmins();
  const done = (deed: typeof first | typeof second, by: StoredOrganiser, to: StoredOrganiser) =>
    deed === 'setRole' ? organisers.setRole(actorOf(by), to.id, 'organiser') : organisers[deed](actorOf(by), to.id);
  const outcomes = await Promise.allSettled([done(first, one, other), done(second, other, one)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(outcomes[1]).toMatchObject({ reason: { code: 'NOT_ALLOWED' } });
  expect((await admins()).map(({ id }) => id)).toEqual([one.id]);
});

it('who is no admin any more changes nobody, and everybody their own name', async () => {
  const { organisers, one, other, admins } = await twoAdmins();
  const former = actorOf(other);
  await organisers.setRole(actorOf(one), other.id, 'organiser');
  await expect(organisers.rename(former, one.id, 'Wer?')).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  expect((await organisers.rename(former, other.id, 'Eva Neu')).name).toBe('Eva Neu');
  // The operator may do what leaves nobody.
  await organisers.setRole(OPERATOR, one.id, 'organiser');
  expect(await admins()).toEqual([]);
});

it('an admin is not told which names other houses have; the operator is', async () => {
  const { catalogue, organisation, one } = await twoAdmins();
  const { organisations } = catalogue;
  const taken = await organisations.create(OPERATOR, { name: 'Klinik Süd' });
  for (const name of ['Klinik Süd', 'KLINIK  SÜD', 'Klinik Süd']) {
    const renamed = await organisations.update(actorOf(one), organisation.id, { name });
    expect(renamed).toEqual({ ...organisation, name, updatedAt: renamed.updatedAt });
  }
  await organisations.update(OPERATOR, taken.id, { name: 'Klinik Nord' });
  for (const name of ['klinik süd', 'Klinik Nord']) {
    await expect(organisations.create(OPERATOR, { name })).rejects.toMatchObject({ code: 'NAME_TAKEN' });
  }
  const renaming = organisations.update(OPERATOR, organisation.id, { name: 'klinik nord' });
  await expect(renaming).rejects.toMatchObject({ code: 'NAME_TAKEN' });
  const names = (await organisations.list(OPERATOR)).map(({ name }) => name);
  expect(names).toEqual(['Klinik Nord', 'Klinik Süd']);
});
