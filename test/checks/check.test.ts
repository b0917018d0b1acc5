import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CheckService } from '../../src/checks/check-service.ts';
import { CheckVisit } from '../../src/checks/check-visit.ts';
import { checkSchemas } from '../../src/protocol/media/checks.ts';
import { MAX_KEPT_CHECKS } from '../../src/storage/repositories/check-repository.ts';
import { FakeMediaPlane } from '../helpers/meetings/fake-media-plane.ts';
import { TURN_SERVER } from '../helpers/meetings/rooms.ts';
import { CHECK_REPORT, SAMPLES } from '../helpers/protocol-samples.ts';
import { startTestApp } from '../helpers/servers/test-app.ts';

const MINUTE_MS = 60_000;

afterEach(() => void vi.useRealTimers());

describe('somebody who checks their connection', () => {
  it('learns where the server is found, and gets back what they send, as often as they ask', async () => {
    const app = await startTestApp();
    const client = await app.connect();
    expect(await client.send('check:begin')).toEqual({
      addresses: ['192.0.2.10'],
      mediaPorts: [40_000],
      turnUrls: TURN_SERVER.urls,
    });
    const { lineId, session, turn } = await client.send('check:line');
    expect(lineId).toBe(session.send.id);
    expect(turn?.iceServers[0]?.urls).toEqual(TURN_SERVER.urls);
    await client.send('check:connect', { ...SAMPLES['check:connect'], lineId });
    const { producerId } = await client.send('check:send', { ...SAMPLES['check:send'], lineId, source: 'camera' });
    const { consumers } = await client.send('check:receive', { ...SAMPLES['check:receive'], lineId, echoes: 3 });
    expect(consumers.map((consumer) => consumer.producerId)).toEqual([producerId, producerId, producerId]);
    await client.send('check:hang-up', { lineId });
    expect(app.mediaPlane.echoes[0]?.lines[0]?.closed).toBe(true);
    expect(await client.refused('check:send', { ...SAMPLES['check:send'], lineId })).toBe('NOT_ALLOWED');
  });

  it('is in no room, on no list, and comes into none by that connection; who is in one does not check by theirs', async () => {
    const app = await startTestApp();
    const room = await app.createRoom();
    const client = await app.connect();
    await client.send('check:begin');
    expect(app.rooms.live.rooms).toEqual([]);
    expect(await client.refused('room:join', { roomId: room.id, displayName: 'Anna' })).toBe('INVALID_STATE');
    for (const name of ['chat:send', 'media:view', 'room:leave', 'turn:renew'] as const) {
      expect(await client.refused(name, SAMPLES[name]), name).toBe('NOT_ALLOWED');
    }
    const guest = await app.connect();
    await guest.join(room.id, 'Bernd');
    for (const name of ['check:begin', 'check:line', 'check:report'] as const) {
      expect(await guest.refused(name, SAMPLES[name]), name).toBe('NOT_ALLOWED');
    }
  });

  it('reaches nothing of another’s check, and nothing without one of their own', async () => {
    const app = await startTestApp();
    const [one, other, nobody] = [await app.connect(), await app.connect(), await app.connect()];
    for (const client of [one, other]) await client.send('check:begin');
    const { lineId } = await one.send('check:line');
    for (const name of ['check:connect', 'check:send', 'check:receive'] as const) {
      expect(await other.refused(name, { ...SAMPLES[name], lineId }), name).toBe('NOT_ALLOWED');
      expect(await nobody.refused(name, { ...SAMPLES[name], lineId }), name).toBe('INVALID_STATE');
    }
    await other.send('check:hang-up', { lineId });
    expect(app.mediaPlane.echoes[0]?.lines[0]?.closed).toBe(false);
  });

  it('leaves nothing behind when they go, also while it begins', async () => {
    const app = await startTestApp();
    const client = await app.connect();
    await client.send('check:begin');
    await client.send('check:line');
    client.drop();
    await vi.waitFor(() => expect(app.mediaPlane.echoes[0]?.closed).toBe(true));

    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    app.mediaPlane.gate = gate;
    const hasty = await app.connect();
    void hasty.raw('check:begin', {}).catch(() => {});
    await hasty.settled();
    hasty.drop();
    await vi.waitFor(() => expect(app.connections).toBe(0));
    open();
    await vi.waitFor(() => expect(app.mediaPlane.echoes[1]?.closed).toBe(true));
  });

  it('begins another in place of the one before, and has it ended when the media worker dies', async () => {
    const app = await startTestApp();
    const client = await app.connect();
    await client.send('check:begin');
    await client.send('check:begin');
    expect(app.mediaPlane.echoes.map(({ closed }) => closed)).toEqual([true, false]);
    await client.send('check:line');
    app.mediaPlane.echoes[1]?.lose();
    expect(await client.refused('check:line')).toBe('INVALID_STATE');
    app.mediaPlane.failing = true;
    expect(await client.refused('check:begin')).toBe('MEDIA_UNAVAILABLE');
    app.mediaPlane.failing = false;
    await client.send('check:begin');
  });

  it('frees the place for others when all is tried, and hears if the server had ended it before', async () => {
    const app = await startTestApp();
    const client = await app.connect();
    await client.send('check:begin');
    await client.send('check:end');
    expect(app.mediaPlane.echoes[0]?.closed).toBe(true);
    expect(await client.refused('check:line')).toBe('INVALID_STATE');
    await client.send('check:begin');
    app.mediaPlane.echoes[1]?.lose();
    expect(await client.refused('check:end')).toBe('INVALID_STATE');
  });

  it('is refused while the server ends, and may still say what was found', async () => {
    const app = await startTestApp();
    const client = await app.connect();
    await client.send('check:begin');
    app.rooms.draining.begin();
    expect(await client.refused('check:begin')).toBe('SERVER_DRAINING');
    await client.send('check:report', { report: CHECK_REPORT });
  });

  it('is told another code for what is said later, when what was kept under the first has gone', async () => {
    const app = await startTestApp();
    const client = await app.connect();
    await client.send('check:begin');
    const { code } = await client.send('check:report', { report: CHECK_REPORT });
    vi.useFakeTimers({ now: Date.now() + 8 * 24 * 60 * MINUTE_MS, toFake: ['Date'] });
    await app.database.checks.forgetOld();
    vi.useRealTimers();
    const { code: another } = await client.send('check:report', { report: CHECK_REPORT });
    expect(another).not.toBe(code);
    expect(await app.database.checks.find(another)).not.toBeNull();
    expect(await client.send('check:report', { report: CHECK_REPORT })).toEqual({ code: another });
    expect(await app.database.checks.list()).toHaveLength(1);
  });

  it('is told a code of six digits, under which later answers take the place of earlier ones', async () => {
    const app = await startTestApp();
    const client = await app.connect();
    expect(await client.refused('check:report', { report: CHECK_REPORT })).toBe('INVALID_STATE');
    await client.send('check:begin');
    const { code } = await client.send('check:report', { report: CHECK_REPORT });
    expect(code).toMatch(/^[1-9]\d{5}$/);
    const later = { ...CHECK_REPORT, speaker: 'heard' };
    expect(await client.send('check:report', { report: later })).toEqual({ code });
    const kept = await app.database.checks.list();
    expect(kept.map(({ report }) => JSON.parse(report))).toEqual([later]);
    expect(JSON.stringify([kept, app.logLines])).not.toContain('192.0.2.1');
    await client.send('check:end');
    expect(await client.send('check:report', { report: later })).toEqual({ code });
    await client.send('check:begin');
    const both = [client.send('check:report', { report: later }), client.send('check:report', { report: later })];
    const [another, again] = (await Promise.all(both)).map((kept) => kept.code);
    expect(again).toBe(another);
    expect(await app.database.checks.list()).toHaveLength(2);
    expect(another).not.toBe(code);
  });
});

describe('checks', () => {
  function service(changes: Partial<ConstructorParameters<typeof CheckService>[0]> = {}) {
    const mediaPlane = new FakeMediaPlane();
    const names: string[] = [];
    const checks = new CheckService({
      echoPlane: mediaPlane,
      turnAccess: (name) => {
        names.push(name);
        return null;
      },
      store: { add: async () => true, replace: async () => true },
      places: { get: async () => ({ addresses: [], mediaPorts: [], turnUrls: [] }) },
      isDraining: () => false,
      ...changes,
    });
    return { mediaPlane, names, checks };
  }

  it('are few at once, of one network fewer still, and the next is told when to come again', async () => {
    const { checks } = service();
    const running = await Promise.all(['a', 'a', 'a'].map((network) => checks.begin(network)));
    await expect(checks.begin('a')).rejects.toMatchObject({ code: 'TOO_MANY', retryAfterMs: MINUTE_MS });
    running.push(...(await Promise.all(['b', 'b', 'c'].map((network) => checks.begin(network)))));
    await expect(checks.begin('d')).rejects.toMatchObject({ code: 'TOO_MANY', retryAfterMs: MINUTE_MS });
    running[0]?.close();
    running[0]?.close();
    running.push(await checks.begin('d'));
    await expect(checks.begin('d')).rejects.toMatchObject({ code: 'TOO_MANY' });
    for (const check of running) check.close();
  });

  it('that do not begin in time are refused before whoever checks gives the server up, and take nobody’s place', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { checks, mediaPlane } = service();
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    mediaPlane.gate = gate;
    const begun = ['a', 'a', 'a'].map((network) => checks.begin(network));
    const refused = Promise.allSettled(begun);
    await vi.advanceTimersByTimeAsync(6_000);
    for (const each of await refused) expect(each).toMatchObject({ reason: { code: 'MEDIA_UNAVAILABLE' } });
    open();
    await vi.waitFor(() => expect(mediaPlane.echoes.map(({ closed }) => closed)).toEqual([true, true, true]));
    (await checks.begin('a')).close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that fail to begin, or are lost as they begin, take nobody’s place', async () => {
    const { checks, mediaPlane } = service();
    mediaPlane.failing = true;
    for (let time = 0; time < 4; time += 1) {
      await expect(checks.begin(`network ${time}`)).rejects.toMatchObject({ code: 'MEDIA_UNAVAILABLE' });
    }
    mediaPlane.failing = false;
    const check = await checks.begin('a');
    mediaPlane.echoes[0]?.lose();
    expect(check.isOver).toBe(true);
    const others = await Promise.all(['a', 'a', 'a'].map((network) => checks.begin(network)));
    for (const other of others) other.close();
  });

  it('are paced by network, whoever begins them one after the other', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    const { checks } = service();
    const begin = async (network: string) => (await checks.begin(network)).close();
    for (let time = 0; time < 8; time += 1) await begin('a');
    await expect(checks.begin('a')).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 30_000 });
    await begin('b');
    vi.advanceTimersByTime(30_000);
    await begin('a');
    await expect(checks.begin('a')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('are reported by networks at their pace, so that nobody fills the disk', async () => {
    const { checks } = service();
    const visit = new CheckVisit(checks, 'a');
    await visit.begin();
    const reports = await Promise.allSettled(Array.from({ length: 40 }, () => visit.report(CHECK_REPORT)));
    expect(reports.filter(({ status }) => status === 'fulfilled')).toHaveLength(24);
    visit.close();
    const other = new CheckVisit(checks, 'b');
    await other.begin();
    await other.report(CHECK_REPORT);
    other.close();
  });

  it('are kept for networks in bounds of a day, and fewer in a week than the store holds', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    let kept = 0;
    const store = {
      add: async () => {
        kept += 1;
        return true;
      },
      // Also what takes the place of one that has gone.
      replace: async () => false,
    };
    const { checks } = service({ store });
    const tryAll = (network: string) =>
      Promise.allSettled(
        Array.from({ length: 24 }, (_, time) => checks.keep(network, CHECK_REPORT, time % 2 === 0 ? null : '417203')),
      );
    const hours = 7 * 24;
    for (let hour = 0; hour < 24; hour += 1) {
      await tryAll('a');
      vi.advanceTimersByTime(3_600_000);
    }
    expect(kept).toBeLessThanOrEqual(60);
    await checks.keep('b', CHECK_REPORT, null);
    for (let hour = 24; hour < hours; hour += 1) {
      for (let network = 0; network < 20; network += 1) await tryAll(`c ${hour} ${network}`);
      vi.advanceTimersByTime(3_600_000);
    }
    expect(kept).toBeLessThan(MAX_KEPT_CHECKS);
  });

  it('end by themselves, and each line before that; nothing of them goes on', async () => {
    vi.useFakeTimers();
    const { checks, mediaPlane } = service();
    const check = await checks.begin('a');
    const { lineId } = await check.openLine();
    const sent = () => check.send(checkSchemas['check:send'].parse({ ...SAMPLES['check:send'], lineId }));
    vi.advanceTimersByTime(25_000);
    expect(mediaPlane.echoes[0]?.lines[0]?.closed).toBe(true);
    await expect(sent()).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    vi.advanceTimersByTime(20_000);
    await check.openLine();
    vi.advanceTimersByTime(15_000);
    expect(mediaPlane.echoes[0]?.lines[1]?.closed).toBe(true);
    expect(mediaPlane.echoes[0]?.closed).toBe(true);
    expect(check.isOver).toBe(true);
    await expect(check.openLine()).rejects.toMatchObject({ code: 'INVALID_STATE' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('have twelve lines at most', async () => {
    const { checks } = service();
    const check = await checks.begin('a');
    for (let line = 0; line < 12; line += 1) await check.openLine();
    await expect(check.openLine()).rejects.toMatchObject({ code: 'TOO_MANY' });
    check.close();
  });

  it('send pictures over one line at a time, and have sound back once', async () => {
    const { checks } = service();
    const check = await checks.begin('a');
    const [one, other] = [await check.openLine(), await check.openLine()];
    const send = (lineId: string, source: 'camera' | 'microphone') =>
      check.send(checkSchemas['check:send'].parse({ ...SAMPLES['check:send'], lineId, source }));
    const receive = (lineId: string, echoes: number) =>
      check.receive(checkSchemas['check:receive'].parse({ ...SAMPLES['check:receive'], lineId, echoes }));
    await send(one.lineId, 'camera');
    await expect(send(other.lineId, 'camera')).rejects.toMatchObject({ code: 'TOO_MANY' });
    await send(other.lineId, 'microphone');
    await expect(receive(other.lineId, 2)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await receive(other.lineId, 1)).toHaveLength(1);
    expect(await receive(one.lineId, 3)).toHaveLength(3);
    check.hangUp(one.lineId);
    const next = await check.openLine();
    await send(next.lineId, 'camera');
    check.close();
  });

  it('send what stands for sound over each line, and have it back once', async () => {
    const { checks } = service();
    const check = await checks.begin('a');
    for (const { lineId } of [await check.openLine(), await check.openLine()]) {
      await check.send(checkSchemas['check:send'].parse({ ...SAMPLES['check:send'], lineId, source: 'thumbnail' }));
      const receive = (echoes: number) =>
        check.receive(checkSchemas['check:receive'].parse({ ...SAMPLES['check:receive'], lineId, echoes }));
      await expect(receive(2)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      expect(await receive(1)).toHaveLength(1);
    }
    check.close();
  });

  it('share few names for the TURN server, which counts its relays by them, however many there are', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    const { checks, names } = service();
    for (let time = 0; time < 40; time += 1) {
      const check = await checks.begin(`network ${time}`);
      for (let line = 0; line < 12; line += 1) await check.openLine();
      check.close();
    }
    expect(names).toHaveLength(480);
    const settings = readFileSync('docker/coturn/turnserver.conf', 'utf8');
    const [perName, ofAll] = ['user-quota', 'total-quota'].map((quota) =>
      Number(new RegExp(`^${quota}=(\\d+)$`, 'm').exec(settings)?.[1]),
    );
    const held = new Set(names).size * (perName ?? Number.NaN);
    expect(held).toBeLessThanOrEqual(0.05 * (ofAll ?? Number.NaN));
    // As many as check at once: two relays for each line by the TURN server.
    expect(held).toBeGreaterThan(6 * 10 * 2);
  });
});
