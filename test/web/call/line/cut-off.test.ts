import { describe, expect, test } from 'vitest';
import { ownHealth } from '../../../../web/src/call/line/own-line.ts';
import { coverOf, foremostScreen, sharedScreens } from '../../../../web/src/call/media/shared-screen.ts';
import { roomOf } from '../../../../web/src/call/meeting/received.ts';
import { aParticipant, aRoomView } from '../../fakes.ts';

const sharing = (id: string) => aParticipant(id, { screen: 'live' });
const cutOff = (id: string) => ({ ...sharing(id), line: 'broken' as const });

describe('of several shared screens', () => {
  test('whoever cannot be reached yields to everyone who can', () => {
    const people = [cutOff('anna'), aParticipant('bert'), sharing('cem')];
    expect(foremostScreen(sharedScreens(people, 'bert'))).toMatchObject({ participantId: 'cem', isCutOff: false });
  });

  test('the newest is shown, wherever its owner sits', () => {
    const [anna, cem] = [sharing('anna'), sharing('cem')];
    expect(foremostScreen(sharedScreens([anna, cem], 'bert'))).toMatchObject({ participantId: 'cem' });
    expect(foremostScreen(sharedScreens([cem, anna], 'bert'))).toMatchObject({ participantId: 'cem' });
  });

  test('one that nobody replaces stays, marked', () => {
    expect(foremostScreen(sharedScreens([aParticipant('bert'), cutOff('anna')], 'bert'))).toMatchObject({
      participantId: 'anna',
      producerId: 'anna-screen',
      isCutOff: true,
    });
    expect(foremostScreen(sharedScreens([aParticipant('bert')], 'bert'))).toBeNull();
  });
});

describe('one’s own screen', () => {
  test('is covered by another that is shown in its place, and by nothing else', () => {
    const [anna, bert] = [sharing('anna'), sharing('bert')];
    expect(coverOf([anna, bert], 'anna')).toMatchObject({ participantId: 'bert', displayName: 'Person bert' });
    expect(coverOf([anna, bert], 'bert')).toBeNull();
    expect(coverOf([anna, bert], 'cem')).toBeNull();
    expect(coverOf([anna, { ...bert, line: 'broken' }], 'anna')).toBeNull();
    expect(coverOf([{ ...anna, producers: [] }, bert], 'anna')).toBeNull();
  });
});

describe('one’s own line', () => {
  const table = {
    room: roomOf(aRoomView()),
    self: { participantId: 'anna', role: 'participant' as const, isChairing: false },
  };

  test('that the server finds broken is said before the browser knows', () => {
    const participants = [cutOff('anna')];
    expect(ownHealth({ ...table, participants, health: 'connected' })).toBe('interrupted');
    expect(ownHealth({ ...table, participants, health: 'blocked' })).toBe('blocked');
  });

  test('is what the browser says while the server hears one', () => {
    const participants = [sharing('anna'), cutOff('bert')];
    expect(ownHealth({ ...table, participants, health: 'connected' })).toBe('connected');
  });
});
