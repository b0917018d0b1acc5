import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RELOAD_WINDOW_MS } from '../../../src/rooms/entry/place/absence.ts';
import { UNATTENDED_MS } from '../../../src/rooms/meeting/attended.ts';
import { RESUME_WINDOW_MS } from '../../../src/rooms/meeting/participant/participant-state.ts';
import { openMeeting } from '../../helpers/meetings/open-meeting.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE_MS = 60_000;
const DEVICE = 'd'.repeat(43);

/** Somebody chairs, with a console beside them. */
async function withConsole(changes: Parameters<typeof openMeeting>[0] = {}) {
  const meeting = openMeeting(changes);
  const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
  const desk = await meeting.openConsole(chair);
  return { meeting, chair, desk };
}

it('a forgotten console keeps no meeting alive, and the next one begins without what was said and ruled', async () => {
  const { meeting, chair, desk } = await withConsole();
  const guest = await meeting.enter('Gast');
  await chair.send('chat:send', { text: 'Vertraulich', to: 'all' });
  await chair.send('floor:restrict', { microphone: true, camera: true });
  await chair.send('participant:remove', { participantId: guest.id });
  await chair.send('room:leave', {});
  vi.advanceTimersByTime(UNATTENDED_MS - 1);
  expect(meeting.rooms.live.rooms).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(meeting.rooms.live.rooms).toEqual([]);
  expect(desk.heard('room:left')).toEqual([{ reason: 'ended' }]);
  const { reply } = await meeting.enter('Gast');
  expect(reply).toMatchObject({
    state: 'joined',
    chat: [],
    room: { restricted: { microphone: false, camera: false } },
  });
});

/** Somebody has said and ruled something, removed somebody, and is gone; the tablet is on. */
async function withPast() {
  const { meeting, chair, desk } = await withConsole();
  const guest = await meeting.enter('Gast', { device: DEVICE });
  await chair.send('chat:send', { text: 'Vertraulich', to: 'all' });
  await chair.send('floor:restrict', { microphone: true, camera: true });
  await chair.send('poll:open', { question: 'Vertagen?', options: ['Ja', 'Nein'], secret: true });
  await chair.send('room:configure', { muteOnEntry: true });
  await chair.send('participant:remove', { participantId: guest.id });
  await chair.send('room:leave', { mayReturn: true });
  return { meeting, chair, desk };
}
const FRESH = {
  state: 'joined',
  chat: [],
  polls: [],
  room: { restricted: { microphone: false, camera: false }, muteOnEntry: false },
};

describe('while a forgotten console keeps a meeting, whoever comes', () => {
  it('two minutes after the last person finds nothing of it, and the console comes along', async () => {
    const { meeting, desk } = await withPast();
    vi.advanceTimersByTime(RESUME_WINDOW_MS);
    expect((await meeting.enter('Gast', { device: DEVICE })).reply).toMatchObject(FRESH);
    expect(meeting.rooms.live.rooms).toMatchObject([{ participants: 1 }]);
    await meeting.comeBack(desk);
    expect(desk.reply).toMatchObject({ state: 'console', isChairing: true, chat: [], polls: [] });
    expect(await desk.codeOf('room:lock', { locked: true })).toBeNull();
  });

  it('earlier finds it as it was, as does who just left', async () => {
    const { meeting, chair } = await withPast();
    vi.advanceTimersByTime(RESUME_WINDOW_MS - 1);
    await meeting.comeBack(chair);
    expect(chair.reply).toMatchObject({ chat: [{ text: 'Vertraulich' }] });
    await expect(meeting.enter('Gast', { device: DEVICE })).rejects.toMatchObject({ code: 'BANNED' });
  });

  it('finds it as it was where the console was used meanwhile', async () => {
    const { meeting, desk } = await withPast();
    vi.advanceTimersByTime(RESUME_WINDOW_MS + 1);
    await desk.send('console:attend', {});
    vi.advanceTimersByTime(UNATTENDED_MS - 1);
    await expect(meeting.enter('Gast', { device: DEVICE })).rejects.toMatchObject({ code: 'BANNED' });
  });

  it('takes it from nobody who waits', async () => {
    const { meeting, chair } = await withConsole({ lobby: 'on' });
    await meeting.enter('Wartet');
    await chair.send('floor:restrict', { microphone: true });
    await chair.send('room:leave', {});
    vi.advanceTimersByTime(RESUME_WINDOW_MS);
    const { reply } = await meeting.enter('Zurück', { role: 'moderator' });
    expect(reply).toMatchObject({ lobby: [{ displayName: 'Wartet' }], room: { restricted: { microphone: true } } });
  });

  it('and a console that never comes is waited for no longer than anybody', async () => {
    const { meeting } = await withPast();
    vi.advanceTimersByTime(RESUME_WINDOW_MS);
    const next = await meeting.enter('Neu');
    vi.advanceTimersByTime(RESUME_WINDOW_MS);
    await next.send('room:leave', {});
    expect(meeting.rooms.live.rooms).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('a console that is used keeps it alive, for as long as it is', async () => {
  const { meeting, chair, desk } = await withConsole();
  await chair.send('room:leave', {});
  for (let times = 0; times < 4; times += 1) {
    vi.advanceTimersByTime(UNATTENDED_MS - MINUTE_MS);
    await desk.send('console:attend', {});
  }
  expect(meeting.rooms.live.rooms).toHaveLength(1);
  vi.advanceTimersByTime(UNATTENDED_MS);
  expect(meeting.rooms.live.rooms).toEqual([]);
});

it('while somebody sits or waits there it ends by no clock', async () => {
  for (const lobby of ['off', 'on'] as const) {
    const { meeting, chair } = await withConsole({ lobby });
    const guest = await meeting.enter('Gast');
    await chair.send('room:leave', {});
    vi.advanceTimersByTime(10 * UNATTENDED_MS);
    expect(meeting.rooms.live.rooms).toHaveLength(1);
    await guest.send('room:leave', {});
    vi.advanceTimersByTime(UNATTENDED_MS - 1);
    expect(meeting.rooms.live.rooms).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(meeting.rooms.live.rooms).toEqual([]);
  }
});

it('a forgotten console lets nobody in before the host; one whose owner is there, or that is used, does', async () => {
  const { meeting, chair, desk } = await withConsole({ joinBeforeHost: false });
  await meeting.enter('Früh');
  vi.advanceTimersByTime(2 * UNATTENDED_MS);
  expect((await meeting.enter('Mit Leitung')).reply.state).toBe('joined');
  await chair.send('room:leave', {});
  vi.advanceTimersByTime(UNATTENDED_MS - 1);
  expect((await meeting.enter('Mit Pult')).reply.state).toBe('joined');
  vi.advanceTimersByTime(1);
  expect((await meeting.enter('Spät')).reply).toMatchObject({ state: 'lobby', waitingFor: 'host' });
  await desk.send('console:attend', {});
  expect((await meeting.enter('Wieder')).reply.state).toBe('joined');
});

it('behind a forgotten console the deputy stands in, until somebody touches it', async () => {
  const { meeting, chair, desk } = await withConsole();
  const deputy = await meeting.enter('Vertretung', { role: 'deputy' });
  const isChairing = () => deputy.heard('self:updated').at(-1)?.isChairing ?? false;
  await chair.send('room:leave', {});
  vi.advanceTimersByTime(UNATTENDED_MS - 1);
  expect(isChairing()).toBe(false);
  // And the five seconds that anybody is waited for.
  vi.advanceTimersByTime(6_000);
  expect(isChairing()).toBe(true);
  await desk.send('console:attend', {});
  expect(isChairing()).toBe(false);
  expect(desk.heard('self:updated').at(-1)?.isChairing).toBe(true);
  // Once more forgotten, once more.
  vi.advanceTimersByTime(UNATTENDED_MS + 6_000);
  expect(isChairing()).toBe(true);
});

it('a console whose place is given up finds no way to the table by its secret', async () => {
  const { meeting, chair, desk } = await withConsole();
  // The page says that it goes, so that its place is given up before the way back is over.
  await desk.send('stay:end', {});
  vi.advanceTimersByTime(RELOAD_WINDOW_MS);
  expect(chair.membership.meeting.people.consoles).toEqual([]);
  const { resume } = desk.reply;
  await expect(meeting.enter('Vorsitz', { resume })).rejects.toMatchObject({ code: 'RESUME_INVALID' });
});

it('no clock outlives the meeting', async () => {
  const { meeting, chair, desk } = await withConsole();
  await chair.send('room:leave', {});
  await desk.send('room:leave', {});
  expect(meeting.rooms.live.rooms).toEqual([]);
  vi.advanceTimersByTime(UNATTENDED_MS);
  expect(vi.getTimerCount()).toBe(0);
});
