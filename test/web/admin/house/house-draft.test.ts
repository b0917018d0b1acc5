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
  federalState: 'BY',
  maxRooms: null,
  maxSeats: null,
  roomDefaults: { lobby: 'on', maxParticipants: 30 },
  createdAt: '2026-11-26T15:00:00.000Z',
  updatedAt: '2026-11-26T15:00:00.000Z',
};

it('what a house has said is kept, and what it has not said is as everywhere', () => {
  const draft = draftOf(HOUSE);
  const changes = changesOf({ ...draft, defaults: { ...draft.defaults, chat: false } }, draft);
  expect(organisationChangesSchema.parse(changes)).toEqual({
    roomDefaults: {
      lobby: 'on',
      maxParticipants: 30,
      joinBeforeHost: true,
      muteOnEntry: false,
      cameraOnEntry: 'free',
      renaming: true,
      pseudonyms: false,
      trustedPass: true,
      lobbyReplies: false,
      chat: false,
      attendanceDays: 0,
    },
  });
});

it('what one does not change stays as somebody else has changed it meanwhile', () => {
  const before = draftOf(HOUSE);
  expect(changesOf(before, before)).toEqual({});
  expect(changesOf({ ...before, senderName: ' Büro ' }, before)).toEqual({ senderName: 'Büro' });
  expect(changesOf({ ...before, name: 'Klinik ', colour: ' #7A1F4B' }, before)).toEqual({});
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
  expect(changesOf({ ...draftOf(HOUSE), ...patch }, draftOf(HOUSE))).toBe(problem);
});

it('without a colour and a sender it has none of its own', () => {
  const before = draftOf({ ...HOUSE, senderName: 'Büro' });
  expect(changesOf({ ...before, colour: '', senderName: '  ', federalState: '' }, before)).toEqual({
    colour: null,
    senderName: null,
    federalState: null,
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
  expect(changesOf({ ...draft, defaults: { ...draft.defaults, ...patch } }, draft)).toBe(problem);
});

it('attendance that is not kept has no days, whatever stands in its field', () => {
  const draft = draftOf(HOUSE);
  const defaults = { ...draft.defaults, keepsAttendance: false, attendanceDays: 'x' };
  const before = { ...draft, defaults: { ...draft.defaults, keepsAttendance: true, attendanceDays: '9' } };
  expect(changesOf({ ...draft, defaults }, before)).toMatchObject({ roomDefaults: { attendanceDays: 0 } });
});
