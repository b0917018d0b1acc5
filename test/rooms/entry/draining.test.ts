import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openMeeting } from '../../helpers/meetings/open-meeting.ts';
import { twoAtTheTable } from './two-at-the-table.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a server that goes away', () => {
  it('tells everyone once, and puts nobody out', async () => {
    const { rooms, chair, anna, enter } = await twoAtTheTable({ lobby: 'without-password', passwordHash: 'x' });
    const waiting = await enter('Wartet');
    rooms.draining.end();
    for (const person of [chair, anna, waiting]) {
      expect(person.heard('server:closing')).toHaveLength(1);
      expect(person.heard('room:left')).toEqual([]);
    }
    expect(vi.getTimerCount()).toBe(0);
  });

  it('shows everyone how long it is until then, whoever sets its clock meanwhile, also who comes back', async () => {
    const { rooms, chair, anna, enter, comeBack } = await twoAtTheTable({
      lobby: 'without-password',
      passwordHash: 'x',
    });
    const waiting = await enter('Wartet');
    anna.drop();
    rooms.draining.begin({ withinMs: 30_000 });
    expect(chair.heard('room:updated').at(-1)).toEqual({ restartsInMs: 30_000 });
    expect(waiting.heard('lobby:updated')).toEqual([expect.objectContaining({ restartsInMs: 30_000 })]);
    await vi.advanceTimersByTimeAsync(10_000);
    vi.setSystemTime(Date.now() - 3_600_000);
    await comeBack(anna);
    expect(anna.reply).toMatchObject({ state: 'joined', room: { restartsInMs: 20_000 } });
    await chair.send('room:lock', { locked: true });
    expect(chair.heard('room:updated').at(-1)).toEqual({ locked: true });
  });

  it('is announced also to who was just coming in', async () => {
    const { rooms, enter } = openMeeting();
    const coming = enter('Anna');
    rooms.draining.begin({ withinMs: 30_000 });
    expect((await coming).reply).toMatchObject({ room: { restartsInMs: 30_000 } });
  });

  it('that drains lets back in who was in, and nobody new', async () => {
    const { rooms, anna, enter, comeBack } = await twoAtTheTable();
    rooms.draining.begin();
    anna.drop();
    await comeBack(anna);
    await expect(enter('Neu')).rejects.toMatchObject({ code: 'SERVER_DRAINING' });
  });
});
