import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { doorAsks, type InviteState } from '../../../../web/src/features/door/door-asks.ts';
import { DoorInfo, doorOf, type PasswordNeed } from '../../../../web/src/features/door/door-info.ts';
import { openingWords } from '../../../../web/src/features/door/opening-words.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

function aDoor(answers: (PasswordNeed | null)[]) {
  const ask = vi.fn(async () => {
    const password = answers.shift() ?? null;
    return password && { password, house: null, code: null };
  });
  const changed = vi.fn();
  const door = new DoorInfo(ask);
  door.subscribe(changed);
  return { door, ask, changed };
}

test('the door follows what the room asks for, and tells only what has changed', async () => {
  const { door, changed } = aDoor(['required', 'required', 'none']);
  expect(door.getSnapshot().password).toBe('optional');
  expect(await door.refresh()).toBe('required');
  expect(await door.refresh()).toBe('required');
  expect(changed).toHaveBeenCalledTimes(1);
  expect(await door.refresh()).toBe('none');
  expect(door.getSnapshot().password).toBe('none');
  expect(changed).toHaveBeenCalledTimes(2);
});

test('for when a room is reserved is said in the zone in which it was, wherever the reader and their clock are', () => {
  vi.stubGlobal('navigator', { languages: ['en-GB', 'de-DE'] });
  onTestFinished(() => void vi.unstubAllGlobals());
  const at = { isOpen: false, start: '2026-11-30T15:00', end: '2026-11-30T16:00', zone: 'Europe/Berlin' };
  expect(openingWords(at, 'en')).toEqual({ day: 'Monday 30 November', from: '15:00', to: '16:00', place: 'Berlin' });
  const late = { ...at, start: '2027-07-02T23:30', end: '2027-07-03T00:30', zone: 'America/New_York' };
  expect(openingWords(late, 'de')).toEqual({
    day: 'Freitag, 2. Juli',
    from: '23:30',
    to: 'Samstag, 3. Juli, 0:30',
    place: 'New York',
  });
});

test('of when a room is open nothing is shown that cannot be read', () => {
  const told = { password: 'none', house: null, code: null };
  const at = { isOpen: true, start: '2026-11-30T15:00', end: '2026-11-30T16:00', zone: 'Europe/Berlin' };
  expect(doorOf(told)).toEqual(told);
  expect(doorOf({ ...told, opening: at })).toEqual({ ...told, opening: at });
  for (const opening of [null, 'bald', { ...at, start: '<img onerror>' }, { ...at, zone: 5 }]) {
    expect(doorOf({ ...told, opening })).toEqual({ ...told, opening: null });
  }
});

test('how one comes in is taken from the answer as far as it says so plainly', () => {
  const told = { password: 'none', house: null, code: null };
  expect(doorOf({ ...told, blurred: true, pseudonyms: true })).toEqual({ ...told, blurred: true, pseudonyms: true });
  expect(doorOf({ ...told, blurred: 'no', pseudonyms: 1 })).toEqual(told);
});

test('an answer that does not come leaves the door as it was', async () => {
  const { door } = aDoor(['required', null]);
  await door.refresh();
  expect(await door.refresh()).toBe('required');
});

test('whoever asks while somebody asks shares the answer; a glance away and back asks nothing', async () => {
  const { door, ask } = aDoor(['required', 'none']);
  await Promise.all([door.refresh(), door.refresh()]);
  door.freshen();
  expect(ask).toHaveBeenCalledTimes(1);
  vi.setSystemTime(Date.now() + 5_000);
  door.freshen();
  expect(await door.refresh()).toBe('none');
  expect(ask).toHaveBeenCalledTimes(2);
});

test('an invite stands for the password until it is refused; then the room has its own rule', () => {
  for (const need of ['none', 'required', 'optional'] as const) {
    const asked = (invite: InviteState) => doorAsks({ need, invite, isAsked: false, hasWayBack: false });
    expect(asked('held')).toMatchObject({ withInvite: true, password: 'none' });
    expect(asked('refused')).toMatchObject({ withInvite: false, password: need });
    expect(asked('none')).toMatchObject({ withInvite: false, password: need });
  }
});

test('a password that was added while somebody stood at the door is asked for', () => {
  const asked = { invite: 'none', isAsked: true, hasWayBack: false } as const;
  expect(doorAsks({ ...asked, need: 'none' }).password).toBe('required');
  expect(doorAsks({ ...asked, need: 'optional' }).password).toBe('optional');
});

test('whoever has a place that is kept is asked for no password, unless the server asks for one', () => {
  const back = { need: 'required', invite: 'none', hasWayBack: true } as const;
  expect(doorAsks({ ...back, isAsked: false })).toEqual({ withInvite: false, withWayBack: true, password: 'none' });
  expect(doorAsks({ ...back, isAsked: true })).toMatchObject({ withWayBack: false, password: 'required' });
});

test('whose room it is, is taken from the answer as far as it can be shown, and from nowhere else', () => {
  const logo = { path: '/api/logos/abc', width: 24, height: 16 };
  const told = (house: unknown) => doorOf({ password: 'none', house })?.house;
  const house = { name: 'Klinik Aach', colour: '#7a1f4b', logo };
  expect(told(house)).toEqual(house);
  expect(told({ ...house, colour: 'red;--x:1', logo: { ...logo, path: '//example.org/x.png' } })).toEqual({
    name: 'Klinik Aach',
    colour: null,
    logo: null,
  });
  for (const nothing of [null, undefined, 'Klinik', {}]) expect(told(nothing)).toBeNull();
  expect(doorOf({ password: 'perhaps' })).toBeNull();
});
