import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GATHER_MS } from '../../../../src/rooms/meeting/telling/broadcast.ts';
import { type Attendee, openMeeting } from '../../../helpers/meetings/open-meeting.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const RTP = { codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }] };
const MICROPHONE = { source: 'microphone', rtpParameters: RTP } as const;
const quiet = () => vi.advanceTimersByTimeAsync(2 * GATHER_MS);
const names = (who: Attendee) => who.events.map(({ name }) => name);

/** Vorsitz, Anna and Bert, to whom everything was told so far. */
async function atTheTable() {
  const meeting = openMeeting();
  const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
  const anna = await meeting.enter('Anna');
  const bert = await meeting.enter('Bert');
  await quiet();
  for (const who of [chair, anna, bert]) {
    who.events.length = 0;
    who.messages = 0;
  }
  return { meeting, chair, anna, bert };
}

describe('what others are told', () => {
  it('comes at once when it was quiet before, and what happens then comes together, in the latest state', async () => {
    const { chair, anna, bert } = await atTheTable();
    await anna.send('hand:raise', {});
    await vi.advanceTimersByTimeAsync(0);
    expect(bert.messages).toBe(1);
    for (let n = 0; n < 5; n += 1) {
      await anna.send('consent:set', { microphone: n % 2 === 0 });
      await chair.send('room:lock', { locked: n % 2 === 0 });
    }
    expect(bert.messages).toBe(1);
    await quiet();
    expect(bert.messages).toBe(2);
    expect(bert.heard('participant:updated')).toMatchObject([{ id: anna.id, consent: { microphone: true } }]);
    expect(bert.heard('hand:raised')).toEqual([{ participantId: anna.id }]);
    expect(bert.heard('room:updated')).toEqual([{ locked: true }]);
  });

  it('of the room is what has changed, and not the rest', async () => {
    const { chair, bert } = await atTheTable();
    await chair.send('room:lock', { locked: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(bert.heard('room:updated')).toEqual([{ locked: true }]);
  });

  it('of hands is their order, also of one that went down and up again meanwhile, and nothing of those lowered since', async () => {
    const { chair, anna, bert } = await atTheTable();
    await chair.send('room:lock', { locked: true });
    await vi.advanceTimersByTimeAsync(0);
    for (const [person, command] of [
      [anna, 'raise'],
      [bert, 'raise'],
      [anna, 'lower'],
      [anna, 'raise'],
    ] as const) {
      await person.send(`hand:${command}`, {});
    }
    await quiet();
    expect(chair.heard('hand:raised')).toEqual([bert, anna].map(({ id }) => ({ participantId: id })));
    await bert.send('hand:lower', {});
    await bert.send('hand:raise', {});
    await chair.send('hands:lower-all', {});
    await quiet();
    expect(names(anna).slice(-1)).toEqual(['hands:all-lowered']);
    expect(anna.heard('hand:raised').at(-1)).toEqual({ participantId: anna.id });
  });

  it('is told of a setting that went to and fro while somebody came, to them as well', async () => {
    const { meeting, chair, anna } = await atTheTable();
    await anna.send('hand:raise', {});
    await chair.send('room:lock', { locked: true });
    const late = await meeting.enter('Spät', { role: 'moderator' });
    expect(late.reply).toMatchObject({ room: { locked: true } });
    await chair.send('room:lock', { locked: false });
    await quiet();
    expect(late.heard('room:updated').at(-1)).toMatchObject({ locked: false });
  });

  it('is encoded once, however many are told', async () => {
    const { meeting, anna } = await atTheTable();
    for (let n = 0; n < 20; n += 1) await meeting.enter(`Gast ${n}`);
    await quiet();
    const before = meeting.encoded.count;
    await anna.send('producer:create', MICROPHONE);
    await quiet();
    expect(meeting.encoded.count - before).toBe(1);
  });

  it('is not told again to who comes in between and has seen it, and nothing is missing', async () => {
    const { meeting, anna, bert } = await atTheTable();
    await anna.send('hand:raise', {});
    await anna.send('chat:send', { text: 'vorher', to: 'all' });
    const late = await meeting.enter('Spät');
    await anna.send('chat:send', { text: 'nachher', to: 'all' });
    await quiet();
    expect(late.reply).toMatchObject({ chat: [{ text: 'vorher' }] });
    expect(late.heard('chat:sent').map(({ text }) => text)).toEqual(['nachher']);
    expect(bert.heard('chat:sent').map(({ text }) => text)).toEqual(['vorher', 'nachher']);
  });

  it('says that somebody is here before anything else of them, and nothing of them after they left', async () => {
    const { meeting, chair, bert } = await atTheTable();
    await bert.send('hand:raise', {});
    const guest = await meeting.enter('Gast');
    await guest.send('consent:set', { camera: true });
    await quiet();
    expect(names(bert).slice(-2)).toEqual(['participant:joined', 'participant:updated']);
    await guest.send('producer:create', MICROPHONE);
    await guest.send('text:type', { text: 'Moment' });
    await guest.send('room:leave', {});
    await quiet();
    expect(names(chair).slice(-1)).toEqual(['participant:left']);
    await bert.send('hand:lower', {});
    const flighty = await meeting.enter('Flüchtig');
    await flighty.send('room:leave', {});
    await quiet();
    expect(chair.heard('participant:joined').map(({ displayName }) => displayName)).toEqual(['Gast']);
  });

  it('is known to who has changed it before they are answered', async () => {
    const { chair, anna } = await atTheTable();
    for (const locked of [true, false, true]) {
      await chair.send('room:lock', { locked });
      expect(chair.events.at(-1)).toEqual({ name: 'room:updated', data: { locked } });
    }
    expect(anna.messages).toBeLessThanOrEqual(1);
  });

  it('does not wait where somebody’s microphone is switched off or a right is given', async () => {
    const { chair, anna, bert } = await atTheTable();
    await anna.send('producer:create', MICROPHONE);
    await bert.send('chat:send', { text: 'nur für die Leitung', to: 'chair' });
    await chair.send('participant:switch-off', { participantId: anna.id, source: 'microphone' });
    expect(names(anna)).toContain('participant:switched-off');
    await chair.send('participant:set-role', { participantId: anna.id, role: 'moderator' });
    // Once, in the list that comes with the right: not again behind it.
    await quiet();
    expect(anna.heard('self:updated').at(-1)).toMatchObject({ isChairing: true, chat: [{}] });
    expect(names(anna).lastIndexOf('chat:sent')).toBeLessThan(names(anna).lastIndexOf('self:updated'));
  });

  it('ends with the room', async () => {
    const { meeting, chair, anna } = await atTheTable();
    await anna.send('hand:raise', {});
    await chair.send('room:lock', { locked: true });
    meeting.rooms.draining.end();
    expect(vi.getTimerCount()).toBe(0);
  });
});
