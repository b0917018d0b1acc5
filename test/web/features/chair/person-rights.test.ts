import { expect, test } from 'vitest';
import type { ParticipantView, Role } from '../../../../src/protocol/index.ts';
import { roomOf } from '../../../../web/src/call/meeting/received.ts';
import { actionsOn, deskActionsOn, switchOf } from '../../../../web/src/features/chair/person-rights.ts';
import { aParticipant, aRoomView } from '../../fakes.ts';

const MICROPHONES = { microphone: true, camera: false };

/** The menu as words, such as 'ask microphone'. */
function menu(
  person: ParticipantView,
  { room = roomOf(aRoomView()), role = 'moderator' as Role, isChairing = true } = {},
) {
  const self = { participantId: 'self', role, isChairing };
  return actionsOn(person, { room, self }).map((action) => Object.values(action).join(' '));
}

test('who does not chair is offered nothing, and nobody on oneself', () => {
  expect(menu(aParticipant('anna'), { isChairing: false })).toEqual([]);
  expect(menu(aParticipant('self'))).toEqual([]);
});

test('what is on can be switched off, what is off asked for; switching on needs consent', () => {
  const anna = aParticipant('anna', { microphone: 'live', screen: 'live', camera: 'paused' });
  expect(menu(anna).slice(0, 3)).toEqual(['switch-off microphone', 'switch-off screen', 'ask camera']);
  expect(menu(anna)).not.toContain('switch-on camera');
  expect(menu({ ...anna, consent: { microphone: false, camera: true } })).toContain('switch-on camera');
});

test('under hard mute nobody is asked for what they cannot do, unless they have the floor', () => {
  const room = roomOf(aRoomView({ restricted: MICROPHONES }));
  expect(menu(aParticipant('anna'), { room })).not.toContain('ask microphone');
  expect(menu({ ...aParticipant('anna'), hasFloor: true }, { room })).toContain('ask microphone');
  expect(menu({ ...aParticipant('anna'), restricted: MICROPHONES })).not.toContain('ask microphone');
  expect(menu({ ...aParticipant('anna'), reconnecting: true })).not.toContain('ask microphone');
});

test('roles are a moderator’s to give; another moderator can be neither demoted nor sent out', () => {
  const makes = (list: string[]) => list.filter((one) => one.startsWith('make'));
  expect(makes(menu(aParticipant('anna')))).toEqual(['make moderator', 'make deputy', 'make observer']);
  expect(makes(menu(aParticipant('anna'), { role: 'deputy' }))).toEqual([]);
  const other = menu({ ...aParticipant('anna'), role: 'moderator', isChairing: true });
  expect(makes(other)).toEqual([]);
  expect(other).not.toContain('remove');
  expect(other).not.toContain('return-to-lobby');
  expect(other).not.toContain('lock microphone');
});

test('a picture that somebody shows can be taken away and allowed again; a moderator’s cannot', () => {
  const portraits = (person: ParticipantView) => [
    menu(person).filter((one) => one.endsWith('portrait')),
    deskActionsOn(person, roomOf(aRoomView()))
      .map(({ kind }) => kind)
      .filter((kind) => kind.endsWith('portrait')),
  ];
  const anna = aParticipant('anna');
  expect(portraits(anna)).toEqual([[], []]);
  expect(portraits({ ...anna, portrait: 'hers' })).toEqual([['bar-portrait'], ['bar-portrait']]);
  expect(portraits({ ...anna, portraitBarred: true })).toEqual([['allow-portrait'], ['allow-portrait']]);
  expect(portraits({ ...anna, portrait: 'hers', role: 'moderator' })).toEqual([[], []]);
});

test('an observer is offered neither questions nor the floor', () => {
  expect(menu({ ...aParticipant('anna'), role: 'observer' })).toEqual([
    'make moderator',
    'make deputy',
    'make participant',
    'rename',
    'return-to-lobby',
    'remove',
  ]);
});

test('hard mute of one person is offered and taken back by source', () => {
  expect(menu({ ...aParticipant('anna'), restricted: MICROPHONES })).toEqual(
    expect.arrayContaining(['unlock microphone', 'lock camera']),
  );
});

test('the desk offers behind a name what its card has no switch for, and nothing that sends a moderator out', () => {
  const room = roomOf(aRoomView({ hands: ['anna'], spotlight: 'anna', signing: ['anna'] }));
  const desk = (person: ParticipantView) =>
    deskActionsOn(person, room).map((action) => Object.values(action).join(' '));
  const ways = ['rename', 'return-to-lobby', 'remove'];
  const anna = { ...aParticipant('anna', { microphone: 'live', screen: 'live' }), hasFloor: true };
  expect(desk(anna)).toEqual(['take-floor', 'lower-hand', 'end-signing', 'unspotlight', 'switch-off screen', ...ways]);
  expect(desk({ ...aParticipant('bernd'), upload: 'weak' })).toEqual(['give-floor', 'spotlight', 'offer-off', ...ways]);
  expect(desk({ ...aParticipant('cem'), role: 'moderator' })).toEqual(['give-floor', 'spotlight']);
});

test('a switch turns off what is on, on what they have allowed, and asks for the rest', () => {
  const anna = aParticipant('anna', { microphone: 'live', camera: 'paused' });
  expect(switchOf(anna, 'microphone')).toEqual({ kind: 'switch-off', source: 'microphone' });
  expect(switchOf(anna, 'camera')).toEqual({ kind: 'ask', source: 'camera' });
  const allowed = { ...anna, consent: { microphone: false, camera: true } };
  expect(switchOf(allowed, 'camera')).toEqual({ kind: 'switch-on', source: 'camera' });
});
