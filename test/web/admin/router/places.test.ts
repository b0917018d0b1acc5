import { expect, it } from 'vitest';
import { paths, placeOf, signInPath } from '../../../../web/src/admin/router/places.ts';

const ROOM = 'vorstand-k7q2m4n6p8r3s5t7v9w2x4y6za';

it.each([
  ['/verwaltung', { is: 'home' }],
  ['/Verwaltung/', { is: 'home' }],
  ['//verwaltung//raeume/', { is: 'rooms' }],
  [paths.rooms, { is: 'rooms' }],
  [paths.newRoom, { is: 'new-room' }],
  [paths.room(ROOM), { is: 'room', roomId: ROOM, tab: 'settings' }],
  [paths.room(ROOM, 'invites'), { is: 'room', roomId: ROOM, tab: 'invites' }],
  [paths.room(ROOM, 'plan'), { is: 'room', roomId: ROOM, tab: 'plan' }],
  [paths.room(ROOM, 'live'), { is: 'room', roomId: ROOM, tab: 'live' }],
  [`${paths.room(ROOM)}/anderes`, { is: 'lost' }],
  [paths.kept, { is: 'kept' }],
  [`${paths.house}/mehr`, { is: 'lost' }],
  ['/verwaltung/unbekannt', { is: 'lost' }],
] as const)('%s is a place of its own', (path, place) => {
  expect(placeOf(path)).toEqual(place);
});

it('whoever must sign in comes back to where they were going, with what stands behind the #', () => {
  const next = `${paths.room(ROOM)}?a=b#c`;
  expect(new URL(signInPath(next), 'http://here').searchParams.get('next')).toBe(next);
  expect(signInPath('/verwaltung')).toBe(paths.signIn);
  expect(signInPath('//elsewhere.example/verwaltung')).toBe(paths.signIn);
});
