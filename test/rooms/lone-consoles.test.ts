import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UNATTENDED_MS } from '../../src/rooms/attended.ts';
import { openMeeting } from '../helpers/open-meeting.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE_MS = 60_000;

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
  expect(meeting.rooms.rooms).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(meeting.rooms.rooms).toEqual([]);
  expect(desk.heard('room:left')).toEqual([{ reason: 'ended' }]);
  const { reply } = await meeting.enter('Gast');
  expect(reply).toMatchObject({
    state: 'joined',
    chat: [],
    room: { restricted: { microphone: false, camera: false } },
  });
});

it('a console that is used keeps it alive, for as long as it is', async () => {
  const { meeting, chair, desk } = await withConsole();
  await chair.send('room:leave', {});
  for (let times = 0; times < 4; times += 1) {
    vi.advanceTimersByTime(UNATTENDED_MS - MINUTE_MS);
    await desk.send('console:attend', {});
  }
  expect(meeting.rooms.rooms).toHaveLength(1);
  vi.advanceTimersByTime(UNATTENDED_MS);
  expect(meeting.rooms.rooms).toEqual([]);
});

it('while somebody sits or waits there it ends by no clock', async () => {
  for (const lobby of ['off', 'on'] as const) {
    const { meeting, chair } = await withConsole({ lobby });
    const guest = await meeting.enter('Gast');
    await chair.send('room:leave', {});
    vi.advanceTimersByTime(10 * UNATTENDED_MS);
    expect(meeting.rooms.rooms).toHaveLength(1);
    await guest.send('room:leave', {});
    vi.advanceTimersByTime(UNATTENDED_MS - 1);
    expect(meeting.rooms.rooms).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(meeting.rooms.rooms).toEqual([]);
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

it('no clock outlives the meeting', async () => {
  const { meeting, chair, desk } = await withConsole();
  await chair.send('room:leave', {});
  await desk.send('room:leave', {});
  expect(meeting.rooms.rooms).toEqual([]);
  vi.advanceTimersByTime(UNATTENDED_MS);
  expect(vi.getTimerCount()).toBe(0);
});
