import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Leading, LedView } from '../../../src/protocol/index.ts';
import { SUCCESSION_DELAY_MS } from '../../../src/rooms/chair/chair-service.ts';
import { GATHER_MS } from '../../../src/rooms/meeting/telling/broadcast.ts';
import { type Attendee, openMeeting } from '../../helpers/meetings/open-meeting.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const SPEAKER: LedView = { layout: 'speaker', strip: false, pinned: [], screen: null };
const lead = (who: Attendee, view: LedView | null) =>
  who.codeOf('view:lead', { view: view && { ...view, pinned: [...view.pinned] } });

async function setUp() {
  const meeting = openMeeting();
  const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
  const anna = await meeting.enter('Anna');
  /** What somebody was told of it last; undefined: nothing. */
  const told = async (who: Attendee): Promise<Leading | null | undefined> => {
    await vi.advanceTimersByTimeAsync(GATHER_MS);
    return who.heard('room:updated').findLast((changes) => 'led' in changes)?.led;
  };
  return { meeting, chair, anna, told };
}

describe('the chair’s view for all', () => {
  it('is told to everyone as it changes, under one id, and is there for who comes later', async () => {
    const { meeting, chair, anna, told } = await setUp();
    expect(await lead(chair, SPEAKER)).toBeNull();
    const first = await told(anna);
    expect(first).toMatchObject({ participantId: chair.id, view: SPEAKER });
    await lead(chair, { ...SPEAKER, layout: 'pinned', pinned: [anna.id], screen: chair.id });
    expect(await told(anna)).toEqual({
      id: first?.id,
      participantId: chair.id,
      view: { layout: 'pinned', strip: false, pinned: [anna.id], screen: chair.id },
    });
    const late = await meeting.enter('Spät');
    expect(late.reply).toMatchObject({ room: { led: await told(anna) } });
    await lead(chair, null);
    expect(await told(anna)).toBeNull();
    await lead(chair, SPEAKER);
    expect((await told(anna))?.id).not.toBe(first?.id);
  });

  it('names nobody who has left, nor anybody from elsewhere', async () => {
    const { chair, anna, told } = await setUp();
    await lead(chair, { ...SPEAKER, pinned: [anna.id, 'foreign'], screen: 'foreign' });
    expect((await told(chair))?.view).toMatchObject({ pinned: [anna.id], screen: null });
    await anna.send('room:leave', {});
    expect((await told(chair))?.view).toMatchObject({ pinned: [] });
  });

  it('pins nobody by what was said of them while they waited', async () => {
    const meeting = openMeeting({ lobby: 'on' });
    const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
    const waits = await meeting.enter('Wartet');
    await lead(chair, { ...SPEAKER, pinned: [waits.id] });
    await chair.send('lobby:admit', { participantIds: [waits.id] });
    await vi.advanceTimersByTimeAsync(GATHER_MS);
    expect(waits.reply).toMatchObject({ state: 'joined', room: { led: { view: { pinned: [] } } } });
  });

  it('stays with whoever takes over the place of one who leads or is pinned', async () => {
    const { meeting, chair, told } = await setUp();
    const device = 'd'.repeat(43);
    const former = await meeting.enter('Bernd', { device });
    await lead(chair, { ...SPEAKER, pinned: [former.id], screen: former.id });
    former.drop();
    const next = await meeting.enter('Bernd', { device });
    expect(next.id).not.toBe(former.id);
    expect((await told(chair))?.view).toMatchObject({ pinned: [next.id], screen: next.id });
  });

  it('is kept through the drop of who leads, and ends with their leaving and with their chair', async () => {
    const { meeting, chair, anna, told } = await setUp();
    await lead(chair, SPEAKER);
    chair.drop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await told(anna)).toMatchObject({ participantId: chair.id });
    await meeting.comeBack(chair);
    await chair.send('room:leave', {});
    expect(await told(anna)).toBeNull();

    const deputy = await meeting.enter('Vertretung', { role: 'deputy' });
    const moderator = await meeting.enter('Zweite', { role: 'moderator' });
    moderator.drop();
    await vi.advanceTimersByTimeAsync(SUCCESSION_DELAY_MS);
    expect(await lead(deputy, SPEAKER)).toBeNull();
    expect(await told(anna)).toMatchObject({ participantId: deputy.id });
    await meeting.comeBack(moderator);
    expect(await told(anna)).toBeNull();
  });

  it('is led by the last of several who began, and nobody ends another’s by ending their own', async () => {
    const { meeting, chair, anna, told } = await setUp();
    const second = await meeting.enter('Zweite', { role: 'moderator' });
    await lead(chair, SPEAKER);
    await lead(second, SPEAKER);
    await lead(chair, null);
    expect(await told(anna)).toMatchObject({ participantId: second.id });
  });

  it('is nobody’s but the chair’s', async () => {
    const { meeting, anna, told } = await setUp();
    const observer = await meeting.enter('Gast', { role: 'observer' });
    for (const who of [anna, observer]) expect(await lead(who, SPEAKER)).toBe('NOT_ALLOWED');
    expect(await told(anna)).toBeUndefined();
  });
});
