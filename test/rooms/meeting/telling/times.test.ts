import { expect, it } from 'vitest';
import { openTable } from '../../../helpers/meetings/table.ts';

/** A year; of what has passed or is left in a meeting nothing is as long, and of the epoch nothing so short. */
const YEAR_MS = 365 * 86_400_000;

/** Where in what was sent a clock's reading stands, as a path of keys. */
function clockReadings(sent: unknown, path = ''): readonly string[] {
  if (typeof sent === 'number') return Math.abs(sent) > YEAR_MS ? [path] : [];
  if (typeof sent === 'string') return Number.isNaN(Date.parse(sent)) || !/\d{4}-\d\d/.test(sent) ? [] : [path];
  if (typeof sent !== 'object' || sent === null) return [];
  return Object.entries(sent).flatMap(([key, value]) => clockReadings(value, `${path}.${key}`));
}

it('of a whole meeting nothing goes out that a clock says, but the one reading with each answer that brings somebody in', async () => {
  const { app, room, chair, seat, knock } = await openTable({ lobbyReplies: true, attendanceDays: 30 });
  const { client } = chair;
  const begunAt = Date.now();
  await client.setPlan({ seats: [{ name: 'Aach' }], quorum: 1 });
  const aach = await seat('Aach');
  await aach.client.send('chat:send', { text: 'Guten Morgen', to: 'all' });
  await aach.client.send('room:leave');
  const anna = await knock('Anna');
  await client.send('lobby:message', { text: 'Gleich' });
  await anna.client.send('lobby:reply', { text: 'Gern' });
  const { code, validForMs } = await client.send('console:pair');
  const desk = await app.connect();
  const onDesk = await desk.send('console:join', { roomId: room.id, code });
  await client.send('room:close', { afterMs: 60_000 });
  await client.send('poll:open', { question: 'Vertagen?', options: ['Ja', 'Nein'], secret: false });
  const second = await seat('Zweite', 'moderator');
  const again = await app.connect();
  const waiting = await again.knock(room.id, 'Anna', { resume: anna.resume });
  const attendance = await client.send('attendance:list');
  for (const one of [client, desk, again, second.client]) await one.settled();

  const arrivals = [second.joined, onDesk, waiting, attendance];
  for (const { clock } of arrivals) expect(Math.abs(clock - Date.now())).toBeLessThan(Date.now() - begunAt + 1_000);
  for (const { clock, ...rest } of arrivals) expect(clockReadings(withoutMedia(rest))).toEqual([]);
  const heard = [client, aach.client, anna.client, desk, second.client].flatMap(({ events }) => events);
  expect(clockReadings(heard.map(withoutMedia))).toEqual([]);
  expect(validForMs).toBeLessThanOrEqual(60_000);

  const { plan, closesInMs } = second.joined.room;
  const entry = second.joined.lobby[0];
  const times = [plan[0]?.leftAgoMs, entry?.waitedMs, entry?.words[0]?.agoMs, second.joined.chat[0]?.agoMs];
  for (const ms of [...times, second.joined.consoles[0]?.pairedForMs, waiting.texts[0]?.agoMs]) {
    expect(ms).toBeGreaterThanOrEqual(0);
    expect(ms).toBeLessThanOrEqual(Date.now() - begunAt);
  }
  expect(closesInMs).toBeGreaterThan(30_000);
});

/** SSRCs and priorities of ICE are large as well. */
function withoutMedia(sent: object): object {
  return { ...sent, session: null };
}
