import { expect, it } from 'vitest';
import type { OrganiserView } from '../../../../src/protocol/api/organisers.ts';
import { deedsFor, isAsked } from '../../../../web/src/admin/people/person-deeds.ts';

const JENS: OrganiserView = {
  id: 'jens',
  email: 'jens@klinik.example',
  name: 'Jens',
  role: 'organiser',
  hasPassword: true,
  isDisabled: false,
  hasSecondFactor: false,
  createdAt: '2026-11-26T15:00:00.000Z',
  updatedAt: '2026-11-26T15:00:00.000Z',
};
const EVA = { id: 'eva', sendsMail: true };
const deeds = (patch: Partial<OrganiserView>) => deedsFor({ ...JENS, ...patch }, EVA).map(({ deed }) => deed);

it('what can be done with an account is what there is to be done', () => {
  expect(deedsFor(JENS, { ...EVA, sendsMail: false }).map(({ deed }) => deed)).not.toContain('mailLink');
  expect(deeds({})).toEqual(['mailLink', 'newLink', 'makeAdmin', 'disable', 'delete']);
  expect(deeds({ role: 'admin', hasSecondFactor: true })).toEqual([
    'mailLink',
    'newLink',
    'makeOrganiser',
    'removeSecondFactor',
    'disable',
    'delete',
  ]);
  expect(deeds({ isDisabled: true })).toEqual(['enable', 'delete']);
});

it('nobody does any of it to themselves', () => {
  expect(deedsFor(JENS, { ...EVA, id: 'jens' })).toEqual([]);
});

it('what takes something away is asked about first', () => {
  // A link that goes out takes the place of one that somebody may hold already.
  expect(isAsked('mailLink')).toBe(true);
  expect((['makeAdmin', 'makeOrganiser', 'removeSecondFactor', 'disable', 'delete'] as const).every(isAsked)).toBe(
    true,
  );
  expect((['newLink', 'enable'] as const).some(isAsked)).toBe(false);
});
