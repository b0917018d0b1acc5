import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LineView } from '../../../src/protocol/index.ts';
import { READ_EVERY_MS, READ_WITHIN_MS } from '../../../src/rooms/clinic/clinic-service.ts';
import { type Attendee, openMeeting } from '../../helpers/meetings/open-meeting.ts';

const OPUS = { codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }] };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function setUp() {
  const meeting = openMeeting();
  const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
  const anna = await meeting.enter('Anna');
  const session = meeting.mediaPlane.sessionOf(anna.id);
  const read = async (reader: Attendee = chair): Promise<LineView | undefined> => {
    const { lines } = await reader.send('lines:read', {});
    return lines.find(({ participantId }) => participantId === anna.id);
  };
  const later = (ms = READ_EVERY_MS) => vi.advanceTimersByTimeAsync(ms);
  const show = async () => (await anna.send('producer:create', { source: 'camera', rtpParameters: OPUS })).producerId;
  return { meeting, chair, anna, session, read, later, show };
}

it('those who chair read everybody’s line: what is lost, how long it takes, and which way it comes in', async () => {
  const { session, read, later, meeting, chair } = await setUp();
  await read();
  session.line = { ...session.line, way: 'tcp', lossFrom: 0.1234, lossTo: 0.01, roundTripMs: 80.4 };
  await later();
  expect(await read()).toMatchObject({ way: 'tcp', lossFrom: 0.12, lossTo: 0.01, roundTripMs: 80, upload: 'good' });
  const desk = await meeting.openConsole(chair);
  expect(await read(desk)).toMatchObject({ way: 'tcp' });
});

it('nobody else reads them, and a reader who chairs no longer is told nothing', async () => {
  const { meeting, chair, anna, read, session } = await setUp();
  const deputy = await meeting.enter('Vertretung', { role: 'deputy' });
  for (const other of [anna, deputy]) expect(await other.codeOf('lines:read', {})).toBe('NOT_ALLOWED');
  let answer = (): void => {};
  const { line } = session;
  session.readLine = () => new Promise((resolve) => (answer = () => resolve(line)));
  const reading = read();
  await vi.advanceTimersByTimeAsync(0);
  chair.drop();
  answer();
  await expect(reading).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
});

it('a line that is weak is so since it became that: by loss, by one’s own word, or by what the server holds back', async () => {
  const { anna, session, read, later } = await setUp();
  await read();
  await later();
  expect((await read())?.lossyForMs).toBeNull();
  session.line = { ...session.line, lossTo: 0.2 };
  await later();
  expect((await read())?.lossyForMs).toBe(0);
  await later(2 * READ_EVERY_MS);
  // Of too few packets nothing new is known.
  session.line = { ...session.line, lossFrom: null, lossTo: null };
  expect(await read()).toMatchObject({ lossyForMs: 2 * READ_EVERY_MS, lossTo: 0.2 });
  session.line = { ...session.line, lossFrom: 0, lossTo: 0 };
  await later();
  expect((await read())?.lossyForMs).toBeNull();
  await anna.send('upload:report', { upload: 'weak' });
  await later(60_000);
  await anna.send('upload:report', { upload: 'held' });
  expect(await read()).toMatchObject({ upload: 'held', uploadWeakForMs: 60_000, downloadWeakForMs: null });
  session.line = { ...session.line, download: 'weak', downloadWeakSince: Date.now() - 120_000 };
  await later();
  expect(await read()).toMatchObject({
    download: 'weak',
    downloadWeakForMs: 120_000 + READ_EVERY_MS,
    uploadWeakForMs: 60_000 + READ_EVERY_MS,
  });
});

it('what has not been measured is not said to be good: it is coming, and missing when nothing comes', async () => {
  const { session, read, later } = await setUp();
  session.line = { ...session.line, lossFrom: null, lossTo: null };
  expect((await read())?.figures).toBe('coming');
  await later();
  expect((await read())?.figures).toBe('coming');
  for (let times = 0; times < 10; times += 1) {
    await later();
    await read();
  }
  expect((await read())?.figures).toBe('missing');
  session.line = { ...session.line, lossTo: 0 };
  await later();
  expect((await read())?.figures).toBe('known');
});

it('a clock that is set an hour back stops no reading, and makes nothing known that is not', async () => {
  const { session, read, later } = await setUp();
  await read();
  session.line = { ...session.line, lossTo: 0.2 };
  await later();
  await read();
  vi.setSystemTime(Date.now() - 3_600_000);
  session.line = { ...session.line, lossTo: 0.3 };
  await later();
  expect((await read())?.lossTo).toBe(0.3);
  session.line = { ...session.line, lossTo: null, lossFrom: null };
  for (let times = 0; times < 9; times += 1) {
    await later();
    await read();
  }
  expect(await read()).toMatchObject({ figures: 'missing', lossTo: null });
});

it('what was lost while nobody looked is not lost now', async () => {
  const { session, read, later } = await setUp();
  session.line = { ...session.line, lossFrom: 0.5 };
  expect((await read())?.lossFrom).toBeNull();
  await later();
  expect((await read())?.lossFrom).toBe(0.5);
  await later(10 * 60_000);
  expect((await read())?.lossFrom).toBeNull();
});

it('however many look, a worker is asked no more often, and while nobody looks not at all', async () => {
  const { meeting, chair, session, read, later } = await setUp();
  const desk = await meeting.openConsole(chair);
  await later(60_000);
  expect(session.lineReadings).toBe(0);
  for (const reader of [chair, desk, chair, desk]) await read(reader);
  expect(session.lineReadings).toBe(1);
  await later();
  await Promise.all([read(chair), read(desk)]);
  expect(session.lineReadings).toBe(2);
  expect(vi.getTimerCount()).toBe(0);
});

it('of a line that is cut, or whose worker says nothing, nothing is known; the others are told all the same', async () => {
  const { chair, anna, session, read, later } = await setUp();
  session.readLine = () => Promise.reject(new Error('gone'));
  expect(await read()).toMatchObject({ figures: 'missing', download: null, lossFrom: null, roundTripMs: null });
  anna.drop();
  await later();
  const { lines } = await chair.send('lines:read', {});
  expect(lines.map(({ way }) => way)).toEqual(['udp', 'none']);
});

it('a worker that gives no answer hides no line but its own, and is not asked by turns for longer than one listens', async () => {
  const { meeting, chair, anna, session, read, later } = await setUp();
  await read();
  const others = await Promise.all(['B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'].map((name) => meeting.enter(name)));
  for (const { id } of others) meeting.mediaPlane.sessionOf(id).readLine = () => new Promise(() => {});
  session.line = { ...session.line, lossFrom: 0.1 };
  await later();
  const reading = chair.send('lines:read', {});
  await later(READ_WITHIN_MS);
  const { lines } = await reading;
  expect(lines.find(({ participantId }) => participantId === anna.id)).toMatchObject({
    figures: 'known',
    lossFrom: 0.1,
  });
  expect(lines.filter(({ figures }) => figures === 'missing')).toHaveLength(others.length);
});

it('the chair offers somebody to turn their picture off, and all who chair hear the answer', async () => {
  const { meeting, chair, anna, show } = await setUp();
  const desk = await meeting.openConsole(chair);
  const bernd = await meeting.enter('Bernd');
  await show();
  await chair.send('camera:offer-off', { participantId: anna.id });
  expect(anna.heard('camera:off-offered')).toHaveLength(1);
  await anna.send('camera:answer-offer', { accepted: false });
  for (const one of [chair, desk]) {
    expect(one.heard('camera:offer-answered')).toEqual([{ participantId: anna.id, accepted: false }]);
  }
  for (const one of [anna, bernd]) expect(one.heard('camera:offer-answered')).toEqual([]);
  expect(await anna.codeOf('camera:answer-offer', { accepted: true })).toBe('INVALID_STATE');
});

it('nobody is asked to turn off what is not on, nor while they cannot hear it; what the line holds back may be', async () => {
  const { chair, anna, show } = await setUp();
  const offer = () => chair.codeOf('camera:offer-off', { participantId: anna.id });
  expect(await offer()).toBe('INVALID_STATE');
  const producerId = await show();
  expect(await offer()).toBeNull();
  await anna.send('producer:pause', { producerId });
  expect(await offer()).toBe('INVALID_STATE');
  await anna.send('upload:report', { upload: 'held' });
  expect(await offer()).toBeNull();
  anna.drop();
  expect(await offer()).toBe('INVALID_STATE');
});

/** Whose noise somebody who chairs was told of, in the order in which they were. */
const noiseTold = (who: Attendee) => who.heard('noise:reported').map(({ isNoise }) => isNoise);

it('whose microphone goes on bringing noise is told once to all who chair and to nobody else, until it is over', async () => {
  const { meeting, chair, anna, later } = await setUp();
  const desk = await meeting.openConsole(chair);
  const bernd = await meeting.enter('Bernd');
  expect(await anna.codeOf('noise:report', { isNoise: true })).toBe('INVALID_STATE');
  await anna.send('producer:create', { source: 'microphone', rtpParameters: OPUS });
  await anna.send('noise:report', { isNoise: false });
  await anna.send('noise:report', { isNoise: true });
  await later();
  await anna.send('noise:report', { isNoise: true });
  await later();
  for (const one of [chair, desk]) {
    expect(one.heard('noise:reported')).toEqual([{ participantId: anna.id, isNoise: true }]);
  }
  await anna.send('noise:report', { isNoise: false });
  for (const one of [chair, desk]) expect(noiseTold(one)).toEqual([true, false]);
  for (const one of [anna, bernd]) expect(noiseTold(one)).toEqual([]);
});

it('noise is shown to whoever comes to chair, and is over with a microphone that is switched off and with who goes', async () => {
  const { meeting, chair, anna } = await setUp();
  const bernd = await meeting.enter('Bernd');
  for (const one of [anna, bernd]) {
    await one.send('producer:create', { source: 'microphone', rtpParameters: OPUS });
    await one.send('noise:report', { isNoise: true });
  }
  const late = await meeting.enter('Spaet', { role: 'moderator' });
  expect([late.reply, bernd.reply]).toMatchObject([{ noisy: [anna.id, bernd.id] }, { noisy: [] }]);
  expect((await meeting.openConsole(chair)).reply).toMatchObject({ noisy: [anna.id, bernd.id] });
  await chair.send('participant:switch-off', { participantId: anna.id, source: 'microphone' });
  await bernd.send('room:leave', {});
  expect(late.heard('noise:reported')).toEqual([
    { participantId: anna.id, isNoise: false },
    { participantId: bernd.id, isNoise: false },
  ]);
  expect(await anna.codeOf('noise:report', { isNoise: true })).toBe('INVALID_STATE');
  const last = await meeting.enter('Zuletzt', { role: 'moderator' });
  expect(last.reply).toMatchObject({ noisy: [] });
});
