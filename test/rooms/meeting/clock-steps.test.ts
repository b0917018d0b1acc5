import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BRIEF_STAY_MS } from '../../../src/rooms/entry/place/absence.ts';
import { RESUME_WINDOW_MS } from '../../../src/rooms/meeting/participant/participant-state.ts';
import { openMeeting } from '../../helpers/meetings/open-meeting.ts';

const HOUR_MS = 3_600_000;
const CLOSES_AFTER_MS = 600_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The time of day alone: what measures a while goes on as it did. */
function setClock(byMs: number): void {
  vi.setSystemTime(Date.now() + byMs);
}

it.each([
  { way: 'ahead', byMs: HOUR_MS },
  { way: 'back', byMs: -HOUR_MS },
])(
  'the server’s clock set an hour $way puts nobody out: who is cut off, left by a slip or waits is back as they were',
  async ({ byMs }) => {
    const { rooms, enter, comeBack, openConsole } = openMeeting({ lobby: 'on', joinBeforeHost: false });
    const chair = await enter('Vorsitz', { role: 'moderator' });
    const [anna, bert] = [await enter('Anna'), await enter('Bert')];
    await chair.send('lobby:admit', { participantIds: [anna.id, bert.id] });
    const [cem, dora] = [await enter('Cem'), await enter('Dora')];
    await vi.advanceTimersByTimeAsync(BRIEF_STAY_MS);
    await chair.send('room:close', { afterMs: CLOSES_AFTER_MS });
    for (const one of [anna, dora]) one.drop();
    const formerBert = bert.id;
    await bert.send('room:leave', { mayReturn: true });

    setClock(byMs);
    await vi.advanceTimersByTimeAsync(RESUME_WINDOW_MS - 1);
    const before = { anna: anna.id, dora: dora.id };
    for (const one of [anna, bert, dora]) await comeBack(one);
    expect({ anna: anna.id, dora: dora.id }).toEqual(before);
    expect(bert.id).not.toBe(formerBert);
    expect(bert.reply).toMatchObject({
      state: 'joined',
      room: { closesInMs: CLOSES_AFTER_MS - RESUME_WINDOW_MS + 1 },
    });
    expect(dora.reply.state).toBe('lobby');
    await chair.send('lobby:admit', { participantIds: [cem.id, dora.id] });
    for (const one of [cem, dora]) expect(one.heard('lobby:admitted')).toHaveLength(1);

    // Whoever chairs from a console that they left alone is the host still, and finds the same meeting again.
    const desk = await openConsole(chair);
    await chair.send('chat:send', { text: 'Gleich zurück', to: 'all' });
    for (const one of [anna, bert, cem, dora]) await one.send('room:leave', {});
    await chair.send('room:leave', { mayReturn: true });
    setClock(byMs);
    expect((await enter('Emil')).reply).toMatchObject({ state: 'lobby', waitingFor: 'admission' });
    await comeBack(chair);
    expect(chair.reply).toMatchObject({ state: 'joined', chat: [{ text: 'Gleich zurück' }] });

    const { meeting } = chair.membership;
    await vi.advanceTimersByTimeAsync(CLOSES_AFTER_MS - RESUME_WINDOW_MS);
    expect(meeting.closed).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(meeting.closed).toBe(true);
    expect(desk.heard('room:left')).toHaveLength(1);
    expect(rooms.live.rooms).toEqual([]);
  },
);
