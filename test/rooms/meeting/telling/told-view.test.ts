import { expect, it } from 'vitest';
import { agoOf, leftUntil, type RoomView } from '../../../../src/protocol/index.ts';
import { ToldView } from '../../../../src/rooms/meeting/telling/told-view.ts';
import { anEmptyMeeting } from '../../../helpers/meetings/rooms.ts';

const left = (ms: number) => leftUntil(ms, 0);
const empty = anEmptyMeeting().views.room();
const aRoomView = (changes: Partial<RoomView> = {}): RoomView => ({ ...empty, ...changes });

it('of a room only what has changed since everyone was told is told', () => {
  const told = new ToldView();
  told.show(aRoomView());
  expect(told.changesTo(aRoomView())).toEqual({});
  expect(told.changesTo(aRoomView({ spotlight: 'anna', locked: true }))).toEqual({ spotlight: 'anna', locked: true });
  expect(told.changesTo(aRoomView({ locked: true }))).toEqual({ spotlight: null });
  // Each hand is told by itself.
  expect(told.changesTo(aRoomView({ locked: true, hands: ['anna'] }))).toEqual({});
});

it('what somebody saw on arriving, and what then went back, is told: else they would see it for ever', () => {
  const told = new ToldView();
  told.show(aRoomView());
  told.show(aRoomView({ spotlight: 'anna' }));
  expect(told.changesTo(aRoomView())).toEqual({ spotlight: null });
  expect(told.changesTo(aRoomView())).toEqual({});
});

it('a countdown that runs is no news, one that was set anew is', () => {
  const told = new ToldView();
  told.show(aRoomView({ closesInMs: left(60_000) }));
  expect(told.changesTo(aRoomView({ closesInMs: left(60_000) }))).toEqual({});
  expect(told.changesTo(aRoomView({ closesInMs: left(30_000) }))).toEqual({ closesInMs: left(30_000) });
});

it('who sits where is told seat by seat, and the plan as a whole when it is another', () => {
  const seat = { id: 'seat', name: 'Aach', participantId: null };
  const told = new ToldView();
  told.show(aRoomView({ plan: [{ ...seat, leftAgoMs: null }] }));
  expect(told.changesTo(aRoomView({ plan: [{ ...seat, leftAgoMs: agoOf(0, 5) }] }))).toEqual({});
  expect(told.changesTo(aRoomView({ plan: [{ ...seat, participantId: 'anna', leftAgoMs: null }] }))).toEqual({});
  const renamed = [{ ...seat, name: 'Buch', participantId: 'anna', leftAgoMs: null }];
  expect(told.changesTo(aRoomView({ plan: renamed }))).toEqual({ plan: renamed });
});
