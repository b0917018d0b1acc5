import { expect, it } from 'vitest';
import type { OrganisationView } from '../../../../src/protocol/api/organisation.ts';
import { organisationChangesSchema } from '../../../../src/protocol/api/organisation.ts';
import { changesOf, checkColour, draftOf } from '../../../../web/src/admin/house/house-draft.ts';

const HOUSE: OrganisationView = {
  id: 'klinik',
  name: 'Klinik',
  senderName: null,
  logo: null,
  colour: '#7a1f4b',
  maxRooms: null,
  maxSeats: null,
  roomDefaults: { lobby: 'on', maxParticipants: 30 },
  createdAt: '2026-11-26T15:00:00.000Z',
  updatedAt: '2026-11-26T15:00:00.000Z',
};

it('what a house has said is kept, and what it has not said is as everywhere', () => {
  const changes = changesOf(draftOf(HOUSE));
  expect(organisationChangesSchema.parse(changes)).toEqual({
    name: 'Klinik',
    senderName: null,
    colour: '#7a1f4b',
    roomDefaults: {
      lobby: 'on',
      maxParticipants: 30,
      joinBeforeHost: true,
      muteOnEntry: false,
      trustedPass: true,
      lobbyReplies: false,
      chat: true,
      attendanceDays: 0,
    },
  });
});

it('a colour is a colour, can be read or not, and a darker shade of it can', () => {
  expect(checkColour('')).toEqual({ is: 'none' });
  expect(checkColour('rot')).toEqual({ is: 'no-colour' });
  expect(checkColour(' #0A6470 ')).toEqual({ is: 'legible', colour: '#0a6470' });
  const check = checkColour('#e8b04a');
  if (check.is !== 'faint') throw new Error('it is not faint');
  expect(checkColour(check.shade)).toEqual({ is: 'legible', colour: check.shade });
});

it.each([
  ['nameMissing', { name: ' \u200b ' }],
  ['colourFaint', { colour: '#ffee00' }],
  ['noColour', { colour: '#12' }],
] as const)('says what is wrong: %s', (problem, patch) => {
  expect(changesOf({ ...draftOf(HOUSE), ...patch })).toBe(problem);
});

it('without a colour and a sender it has none of its own', () => {
  expect(changesOf({ ...draftOf(HOUSE), colour: '', senderName: '  ' })).toMatchObject({
    colour: null,
    senderName: null,
  });
});

it.each([
  ['seatsInvalid', { maxParticipants: '1' }],
  ['seatsInvalid', { maxParticipants: 'viele' }],
  ['seatsInvalid', { maxParticipants: '1e2' }],
  ['daysInvalid', { keepsAttendance: true, attendanceDays: '0' }],
  ['daysInvalid', { keepsAttendance: true, attendanceDays: '1000' }],
] as const)('numbers are numbers within their bounds: %s', (problem, patch) => {
  const draft = draftOf(HOUSE);
  expect(changesOf({ ...draft, defaults: { ...draft.defaults, ...patch } })).toBe(problem);
});

it('attendance that is not kept has no days, whatever stands in its field', () => {
  const draft = draftOf(HOUSE);
  const defaults = { ...draft.defaults, keepsAttendance: false, attendanceDays: 'x' };
  expect(changesOf({ ...draft, defaults })).toMatchObject({ roomDefaults: { attendanceDays: 0 } });
});
