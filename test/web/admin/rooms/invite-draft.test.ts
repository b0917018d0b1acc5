import { expect, it } from 'vitest';
import { newInviteSchema } from '../../../../src/protocol/api/rooms/invites.ts';
import { NEW_INVITE, wishOf } from '../../../../web/src/admin/rooms/invites/invite-draft.ts';

const NOW = Date.parse('2026-11-26T15:00:00Z');

it('an invite works as often as it says, and until the time that the organiser means', () => {
  const until = '2026-12-01T18:00';
  const wish = wishOf({ ...NEW_INVITE, label: ' Presse ', uses: 'some', maxUses: '25', until }, NOW);
  expect(newInviteSchema.parse(wish)).toEqual({
    role: 'participant',
    label: 'Presse',
    maxUses: 25,
    expiresAt: new Date(2026, 11, 1, 18).toISOString(),
    trusted: false,
  });
  expect(wishOf({ ...NEW_INVITE, uses: 'once' }, NOW)).toMatchObject({ maxUses: 1, expiresAt: null, label: null });
  expect(wishOf(NEW_INVITE, NOW)).toMatchObject({ maxUses: null });
});

it('who chairs waits for nobody, and needs no trust', () => {
  expect(wishOf({ ...NEW_INVITE, role: 'moderator', trusted: true }, NOW)).toMatchObject({ trusted: false });
  expect(wishOf({ ...NEW_INVITE, role: 'observer', trusted: true }, NOW)).toMatchObject({ trusted: true });
});

it.each([
  ['usesInvalid', { uses: 'some', maxUses: '0' }],
  ['usesInvalid', { uses: 'some', maxUses: '10001' }],
  ['untilInvalid', { until: 'morgen' }],
  ['untilPast', { until: '2026-01-01T00:00' }],
] as const)('says what is wrong: %s', (problem, patch) => {
  expect(wishOf({ ...NEW_INVITE, ...patch }, NOW)).toBe(problem);
});
