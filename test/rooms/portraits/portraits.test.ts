import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ParticipantView } from '../../../src/protocol/index.ts';
import { PACES } from '../../../src/rooms/pace/pace-policy.ts';
import { openMeeting } from '../../helpers/meetings/open-meeting.ts';
import { openTable, type Seated } from '../../helpers/meetings/table.ts';
import { PORTRAITS } from '../../helpers/pictures.ts';

const WEBP = PORTRAITS['image/webp'];
const JPEG = PORTRAITS['image/jpeg'];

type Someone = Pick<Seated, 'client' | 'id'>;

async function show({ client }: Someone, picture: Buffer = WEBP): Promise<string> {
  const { portrait } = await client.send('portrait:set', { picture: picture.toString('base64') });
  if (portrait === null) throw new Error('it was not taken');
  return portrait;
}

const refusedTo = ({ client }: Someone, picture: Buffer = WEBP) =>
  client.refused('portrait:set', { picture: picture.toString('base64') });

const portraitIn = (people: readonly ParticipantView[], { id }: Pick<Seated, 'id'>) =>
  people.find((one) => one.id === id)?.portrait;

describe('a picture of oneself', () => {
  it('is named to everyone, read by whom it is shown to, told once however often it is sent, and gone with a word', async () => {
    const { chair, seat, look } = await openTable();
    const anna = await seat('Anna');
    const portrait = await show(anna);
    expect(portrait).toMatch(/^[\w-]{16}$/);
    await chair.client.heard('participant:updated', (view) => view.id === anna.id && view.portrait === portrait);
    expect(await chair.client.send('portrait:read', { participantId: anna.id, portrait })).toEqual({
      type: 'image/webp',
      picture: WEBP.toString('base64'),
    });
    // A view carries the name alone, for whoever comes later too.
    const late = await look();
    expect(portraitIn(late.participants, anna)).toBe(portrait);
    expect(JSON.stringify(late)).not.toContain(WEBP.toString('base64'));

    chair.client.events.length = 0;
    expect(await show(anna)).toBe(portrait);
    const other = await show(anna, JPEG);
    await anna.client.send('portrait:set', { picture: null });
    await chair.client.heard('participant:updated', ({ id, ...view }) => id === anna.id && !('portrait' in view));
    expect(chair.client.events.length).toBeLessThanOrEqual(2);
    expect(await chair.client.refused('portrait:read', { participantId: anna.id, portrait: other })).toBe('NOT_FOUND');
  });

  it('of somebody who waits is shown to those who chair alone; who waits sees nobody’s', async () => {
    const { chair, seat, knock } = await openTable();
    const anna = await seat('Anna');
    const inside = await show(anna, JPEG);
    const waiting = await knock('Neu');
    const portrait = await show(waiting);
    await chair.client.heard('lobby:knocked', (entry) => entry.id === waiting.id && entry.portrait === portrait);
    const read = { participantId: waiting.id, portrait };
    expect((await chair.client.send('portrait:read', read)).picture).toBe(WEBP.toString('base64'));
    expect(await anna.client.refused('portrait:read', read)).toBe('NOT_ALLOWED');
    for (const participantId of [anna.id, waiting.id]) {
      expect(await waiting.client.refused('portrait:read', { participantId, portrait: inside })).toBe('NOT_ALLOWED');
    }
    await chair.client.send('lobby:admit', { participantIds: [waiting.id] });
    await anna.client.heard('participant:joined', (view) => view.id === waiting.id && view.portrait === portrait);
    expect((await anna.client.send('portrait:read', read)).type).toBe('image/webp');
  });

  it('stays through a drop and with the page that takes over, and goes with the person', async () => {
    const { chair, seat, drop, comeBack, look } = await openTable();
    const device = 'd'.repeat(43);
    const anna = await seat('Anna', 'participant', { device });
    const portrait = await show(anna);
    await drop(anna);
    const back = await comeBack(anna, { device });
    expect(portraitIn(back.joined.participants, back)).toBe(portrait);
    const again = await seat('Anna', 'participant', { device });
    expect(portraitIn(again.joined.participants, again)).toBe(portrait);
    await again.client.send('room:leave');
    const read = { participantId: again.id, portrait };
    expect(await chair.client.refused('portrait:read', read)).toBe('NOT_ALLOWED');
    const anew = await seat('Anna', 'participant', { device });
    expect(portraitIn((await look()).participants, anew)).toBeUndefined();
  });
});

describe('a picture that the chair takes away', () => {
  it('is seen by nobody any more, and no other one comes until the chair allows it, not by going and coming either', async () => {
    const { chair, seat, drop, comeBack, look } = await openTable();
    const device = 'd'.repeat(43);
    const anna = await seat('Anna', 'participant', { device });
    const bert = await seat('Bert');
    const portrait = await show(anna);
    await chair.client.send('portrait:allow', { participantId: anna.id, allowed: false });
    const taken = await bert.client.heard(
      'participant:updated',
      (view) => view.id === anna.id && view.portraitBarred === true,
    );
    expect(taken.portrait).toBeUndefined();
    expect(await bert.client.refused('portrait:read', { participantId: anna.id, portrait })).toBe('NOT_FOUND');
    expect(await refusedTo(anna)).toBe('NOT_ALLOWED');
    // One that is gone may be taken off once more.
    expect(await anna.client.send('portrait:set', { picture: null })).toEqual({ portrait: null });
    await drop(anna);
    const back = await comeBack(anna, { device });
    expect(await refusedTo(back, JPEG)).toBe('NOT_ALLOWED');
    await back.client.send('room:leave');
    const again = await seat('Anna', 'participant', { device });
    expect(await refusedTo(again, JPEG)).toBe('NOT_ALLOWED');
    await chair.client.send('portrait:allow', { participantId: again.id, allowed: true });
    const allowed = await show(again, JPEG);
    expect(portraitIn((await look()).participants, again)).toBe(allowed);
  });

  it('may be that of somebody who waits; never a moderator’s, and never at somebody else’s wish', async () => {
    const { chair, seat, knock } = await openTable();
    const second = await seat('Zweite', 'moderator');
    const anna = await seat('Anna');
    await show(second);
    const bar = (participantId: string) => ({ participantId, allowed: false });
    expect(await chair.client.refused('portrait:allow', bar(second.id))).toBe('NOT_ALLOWED');
    expect(await anna.client.refused('portrait:allow', bar(second.id))).toBe('NOT_ALLOWED');
    const waiting = await knock('Neu');
    await show(waiting);
    await chair.client.send('portrait:allow', bar(waiting.id));
    await chair.client.heard('lobby:knocked', ({ id, portraitBarred }) => id === waiting.id && portraitBarred === true);
    expect(await refusedTo(waiting)).toBe('NOT_ALLOWED');
    await chair.client.send('lobby:admit', { participantIds: [waiting.id] });
    await waiting.client.heard('lobby:admitted');
    expect(await refusedTo(waiting)).toBe('NOT_ALLOWED');
  });
});

it('a picture that changes a thousand times at once is held to a pace', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const meeting = openMeeting();
  const witness = await meeting.enter('Zeugin');
  const anna = await meeting.enter('Anna');
  await vi.advanceTimersByTimeAsync(1_000);
  witness.messages = 0;
  const outcomes: (string | null)[] = [];
  for (let n = 0; n < 1_000; n += 1) {
    outcomes.push(await anna.codeOf('portrait:set', { picture: (n % 2 === 0 ? WEBP : JPEG).toString('base64') }));
  }
  await vi.advanceTimersByTimeAsync(1_000);
  expect(outcomes.filter((code) => code === null)).toHaveLength(PACES['portrait:set'].each.burst);
  expect(new Set(outcomes)).toEqual(new Set([null, 'RATE_LIMITED']));
  expect(witness.messages).toBeLessThanOrEqual(2);
  meeting.rooms.draining.end();
});
