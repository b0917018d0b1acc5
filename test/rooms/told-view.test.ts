import { expect, it } from 'vitest';
import { Room } from '../../src/rooms/room.ts';
import { ToldView } from '../../src/rooms/told-view.ts';
import type { RoomView } from '../../src/signaling/protocol/index.ts';
import { storedRoom } from '../helpers/rooms.ts';

const empty = new Room(storedRoom()).view();
const aRoomView = (changes: Partial<RoomView> = {}): RoomView => ({ ...empty, ...changes });

it('of a room only what has changed since everyone was told is told', () => {
  const told = new ToldView();
  told.show(aRoomView());
  expect(told.changesTo(aRoomView())).toEqual({});
  expect(told.changesTo(aRoomView({ hands: ['anna'], locked: true }))).toEqual({ hands: ['anna'], locked: true });
  expect(told.changesTo(aRoomView({ hands: [], locked: true }))).toEqual({ hands: [] });
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
  told.show(aRoomView({ closesInMs: 60_000 }));
  expect(told.changesTo(aRoomView({ closesInMs: 60_000 }))).toEqual({});
  expect(told.changesTo(aRoomView({ closesInMs: 30_000 }))).toEqual({ closesInMs: 30_000 });
});
