import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CommandInput } from '../../../../src/protocol/index.ts';
import type { DeviceOutcome } from '../../../../src/protocol/media/check-report.ts';
import { browserOf } from '../../../../web/src/features/check/browser-of.ts';
import { CheckRun } from '../../../../web/src/features/check/check-run.ts';
import { type CheckState, hasRows } from '../../../../web/src/features/check/check-state.ts';
import { doorOf } from '../../../../web/src/features/check/door-of.ts';
import { CannotTry, type CheckMedia, type Tried } from '../../../../web/src/features/check/ports.ts';
import { RequestError } from '../../../../web/src/session/signaling.ts';
import { checkPath } from '../../../../web/src/ui/page/check-path.ts';
import { FakeSignaling } from '../../fakes.ts';

const PLACES = {
  addresses: ['203.0.113.8'],
  mediaPorts: [40_000],
  turnUrls: ['turn:turn.example.org:3478?transport=udp', 'turns:turn.example.org:443?transport=tcp'],
};
const WORKS = { outcome: 'works', port: null } as const;
const FAILS = { outcome: 'fails', port: null } as const;
const LIVE = { is: 'live', track: {} as MediaStreamTrack } as const;
const STILL = { is: 'still', picture: {} as ImageBitmap } as const;

afterEach(() => void vi.restoreAllMocks());

function setUp(changes: Partial<CheckMedia> = {}) {
  const signaling = new FakeSignaling();
  signaling.answer('check:begin', () => PLACES);
  let reports = 0;
  signaling.answer('check:report', () => {
    reports += 1;
    return { code: '417203' };
  });
  const media: CheckMedia = {
    beginTone: vi.fn(() => () => {}),
    tryWay: vi.fn(async (_request, { kind }) => (kind === 'udp' ? FAILS : WORKS)),
    measure: vi.fn(async () => ({ up: 1_400, down: 4_100 })),
    tryWebSocket: async () => 'works',
    isServed: async () => true,
    tryDevice: async (source, shown) => {
      shown(LIVE);
      if (source === 'camera') shown(STILL);
      return 'works';
    },
    ...changes,
  };
  const run = new CheckRun({ signaling, media, browser: { family: 'Firefox', major: 153 } });
  const seen: CheckState[] = [];
  run.subscribe(() => seen.push(run.getSnapshot()));
  return { run, signaling, media, seen, reports: () => reports };
}

function doneOf(run: CheckRun): Extract<CheckState, { phase: 'done' }> {
  const state = run.getSnapshot();
  if (state.phase !== 'done') throw new Error(`it is ${state.phase}`);
  return state;
}

describe('a check', () => {
  it('tries every way and device, measures by the best way that works, and has its result kept', async () => {
    const { run, media, signaling, seen } = setUp();
    await run.start();
    const done = doneOf(run);
    expect(done.ways.map(({ way: { kind }, state }) => `${kind} ${state}`)).toEqual([
      'udp fails',
      'tcp works',
      'turn-udp works',
      'turn-tls works',
    ]);
    expect(vi.mocked(media.measure).mock.calls.map(([, { kind }]) => kind)).toEqual(['tcp']);
    expect(done).toMatchObject({
      webSocket: 'works',
      bandwidth: { is: 'measured', up: 1_400, down: 4_100 },
      microphone: { state: 'works', shows: null },
      camera: { state: 'works', shows: STILL },
      keeping: { is: 'kept', code: '417203' },
    });
    expect(signaling.inputsOf('check:report')).toEqual([
      {
        report: {
          webSocket: 'works',
          ways: [
            { kind: 'udp', port: 40_000, outcome: 'fails' },
            { kind: 'tcp', port: 40_000, outcome: 'works' },
            { kind: 'turn-udp', port: 3478, outcome: 'works' },
            { kind: 'turn-tls', port: 443, outcome: 'works' },
          ],
          bandwidth: { up: 1_400, down: 4_100 },
          microphone: 'works',
          camera: 'works',
          speaker: 'unanswered',
          browser: { family: 'Firefox', major: 153 },
        },
      },
    ]);
    expect(seen[0]).toMatchObject({ phase: 'running', webSocket: 'waiting', ways: [] });
  });

  it('says of which of the server’s ports a way was tried, which the server chooses, and keeps that', async () => {
    const { run, signaling } = setUp({
      tryWay: async (_request, { url, port }) => ({ outcome: 'works', port: url === null ? 40_003 : port }),
    });
    await run.start();
    expect(doneOf(run).ways.map(({ way }) => way.port)).toEqual([40_003, 40_003, 3478, 443]);
    const [{ report }] = signaling.inputsOf('check:report') as [CommandInput<'check:report'>];
    expect(report.ways.map(({ port }) => port)).toEqual([40_003, 40_003, 3478, 443]);
  });

  it('goes on with the other rows while one takes its time', async () => {
    let answer = (_tried: Tried) => {};
    const slow = new Promise<Tried>((resolve) => {
      answer = resolve;
    });
    const { run } = setUp({ tryWay: async (_request, { kind }) => (kind === 'turn-tls' ? slow : WORKS) });
    const over = run.start();
    await vi.waitFor(() => {
      const state = run.getSnapshot();
      if (state.phase !== 'running') throw new Error(state.phase);
      expect(state.ways.map((tried) => tried.state)).toEqual(['works', 'works', 'works', 'running']);
      expect(state.camera.state).toBe('works');
    });
    answer(FAILS);
    await over;
    expect(doneOf(run).ways.at(-1)?.state).toBe('fails');
  });

  it('measures nothing where no way works, and says so', async () => {
    const { run, media } = setUp({ tryWay: async () => FAILS });
    await run.start();
    expect(doneOf(run).bandwidth).toEqual({ is: 'untried' });
    expect(media.measure).not.toHaveBeenCalled();
  });

  it.each(['TOO_MANY', 'RATE_LIMITED', 'SERVER_DRAINING', 'MEDIA_UNAVAILABLE'] as const)(
    'that the server refuses by %s says that, looks at no device any more and can be begun again',
    async (code) => {
      const stopped: boolean[] = [];
      const { run, signaling } = setUp({
        tryDevice: (_source, _shown, signal) =>
          new Promise((resolve) => {
            signal.addEventListener('abort', () => {
              stopped.push(true);
              resolve('untried');
            });
          }),
      });
      signaling.answer('check:begin', () => {
        throw new RequestError({ code, retryAfterMs: 60_000 });
      });
      await run.start();
      expect(run.getSnapshot()).toEqual({ phase: 'refused', failure: { code, retryAfterMs: 60_000 } });
      expect(stopped).toEqual([true]);
    },
  );

  it.each(['MEDIA_UNAVAILABLE', 'INVALID_STATE', 'OFFLINE', 'NO_ANSWER', 'RATE_LIMITED', 'TOO_MANY'] as const)(
    'of which the server refuses a line by %s is interrupted: that says nothing of anybody’s network',
    async (code) => {
      const refuse = async () => {
        throw new RequestError({ code });
      };
      for (const changes of [{ tryWay: refuse }, { measure: refuse }]) {
        const { run, reports } = setUp(changes);
        await run.start();
        expect(run.getSnapshot()).toEqual({ phase: 'interrupted', why: 'lost' });
        expect(reports()).toBe(0);
      }
    },
  );

  it('that the server has ended before its end is interrupted, whatever its rows said', async () => {
    const { run, signaling, reports } = setUp({ tryWay: async () => FAILS });
    signaling.answer('check:end', () => {
      throw new RequestError({ code: 'INVALID_STATE' });
    });
    await run.start();
    expect(run.getSnapshot()).toEqual({ phase: 'interrupted', why: 'lost' });
    expect(reports()).toBe(0);
    signaling.answer('check:end', () => ({}));
    await run.start();
    expect(doneOf(run).keeping).toEqual({ is: 'kept', code: '417203' });
  });

  it('whose connection drops is interrupted at once, and ends what it does; after its last word to the server no more', async () => {
    const ended: string[] = [];
    const { run, signaling } = setUp({
      tryWay: (_request, { kind }, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            ended.push(kind);
            resolve(FAILS);
          });
        }),
    });
    const over = run.start();
    await vi.waitFor(() => expect(run.getSnapshot()).toMatchObject({ ways: [{}, {}, {}, {}] }));
    signaling.drop();
    expect(run.getSnapshot()).toEqual({ phase: 'interrupted', why: 'lost' });
    expect(ended).toHaveLength(4);
    await over;
    expect(run.getSnapshot()).toEqual({ phase: 'interrupted', why: 'lost' });

    const another = setUp();
    await another.run.start();
    another.signaling.drop();
    expect(doneOf(another.run).keeping).toEqual({ is: 'kept', code: '417203' });
  });

  it.each([
    ['NO_ANSWER', 'works', false],
    ['OFFLINE', 'works', false],
    ['OFFLINE', 'fails', true],
  ] as const)(
    'that gets no answer (%s) where WebSocket %s, or where the server was heard before (%s), blames nobody’s network',
    async (code, webSocket, wasHeard) => {
      const { run, signaling } = setUp({ tryWebSocket: async () => webSocket });
      if (wasHeard) signaling.reconnect();
      signaling.answer('check:begin', () => {
        throw new RequestError({ code });
      });
      await run.start();
      expect(run.getSnapshot()).toEqual({ phase: 'refused', failure: { code: 'NO_ANSWER' } });
    },
  );

  it('of a server that is down by now blames nobody’s network, and can be begun again', async () => {
    let isUp = false;
    const { run, signaling } = setUp({
      tryWebSocket: async () => (isUp ? 'works' : 'fails'),
      isServed: async () => isUp,
    });
    signaling.answer('check:begin', () => {
      if (!isUp) throw new RequestError({ code: 'OFFLINE' });
      return PLACES;
    });
    await run.start();
    expect(run.getSnapshot()).toEqual({ phase: 'refused', failure: { code: 'NO_ANSWER' } });
    isUp = true;
    await run.start();
    expect(doneOf(run).keeping).toEqual({ is: 'kept', code: '417203' });
  });

  it.each(['no-signal', 'hidden'] as const)(
    'that the browser could not make (%s) blames nobody’s network',
    async (why) => {
      const { run, reports } = setUp({
        tryWay: async () => {
          throw new CannotTry(why);
        },
      });
      await run.start();
      expect(run.getSnapshot()).toEqual({ phase: 'interrupted', why });
      expect(reports()).toBe(0);
    },
  );

  it('begins its sound in the press itself, and ends it when the ways are tried', async () => {
    let isOver = false;
    const beginTone = vi.fn(() => () => {
      isOver = true;
    });
    const { run } = setUp({ beginTone });
    const over = run.start();
    expect(beginTone).toHaveBeenCalledOnce();
    await over;
    expect(isOver).toBe(true);
  });

  it('that does not reach the server looks at the devices all the same', async () => {
    const { run, signaling, reports } = setUp({ tryWebSocket: async () => 'fails' });
    signaling.answer('check:begin', () => {
      throw new RequestError({ code: 'OFFLINE' });
    });
    await run.start();
    expect(run.getSnapshot()).toMatchObject({
      phase: 'unreachable',
      webSocket: 'fails',
      places: null,
      microphone: { state: 'works' },
    });
    expect(reports()).toBe(0);
  });

  it('keeps later what was answered later, and keeps its code when that fails', async () => {
    const { run, signaling } = setUp();
    await run.start();
    await run.answerSpeaker('heard');
    expect(signaling.inputsOf('check:report')[1]).toMatchObject({ report: { speaker: 'heard' } });
    signaling.answer('check:report', () => {
      throw new RequestError({ code: 'OFFLINE' });
    });
    await run.answerSpeaker('unheard');
    expect(signaling.inputsOf('check:report')).toHaveLength(3);
    expect(doneOf(run).speaker).toBe('unheard');
    expect(doneOf(run).keeping).toEqual({ is: 'kept', code: '417203' });
  });

  it('says one thing after the other to the operator: what was answered last is what is kept', async () => {
    const { run, signaling } = setUp();
    await run.start();
    const answers: (() => void)[] = [];
    signaling.answer('check:report', () => new Promise((resolve) => answers.push(() => resolve({ code: '417203' }))));
    const both = [run.answerSpeaker('unheard'), run.answerSpeaker('heard')];
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    answers[0]?.();
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.();
    await Promise.all(both);
    expect(signaling.inputsOf('check:report').at(-1)).toMatchObject({ report: { speaker: 'heard' } });
  });

  it('asks whoever checks to speak while it listens, and listens again to whoever said nothing', async () => {
    const outcomes: DeviceOutcome[] = ['silent', 'works'];
    const { run, signaling, seen } = setUp({
      tryDevice: async (source, shown) => {
        if (source === 'camera') return 'missing';
        shown(LIVE);
        return outcomes.shift() ?? 'failed';
      },
    });
    await run.start();
    expect(seen.some((state) => hasRows(state) && state.microphone.state === 'listening')).toBe(true);
    expect(doneOf(run).microphone).toEqual({ state: 'silent', shows: null });
    await run.listenAgain();
    expect(doneOf(run).microphone).toEqual({ state: 'works', shows: null });
    expect(signaling.inputsOf('check:report')[1]).toMatchObject({ report: { microphone: 'works', camera: 'missing' } });
  });

  it('whose result cannot be kept is read all the same', async () => {
    const { run, signaling } = setUp();
    signaling.answer('check:report', () => {
      throw new RequestError({ code: 'STORAGE_UNAVAILABLE' });
    });
    await run.start();
    expect(doneOf(run).keeping).toEqual({ is: 'failed' });
  });

  it('begun again leaves nothing of the one before', async () => {
    const answers: ((tried: Tried) => void)[] = [];
    const { run } = setUp({ tryWay: () => new Promise((resolve) => answers.push(resolve)) });
    void run.start();
    await vi.waitFor(() => expect(answers).toHaveLength(4));
    const second = run.start();
    await vi.waitFor(() => expect(answers).toHaveLength(8));
    for (const answer of answers.slice(0, 4)) answer(FAILS);
    for (const answer of answers.slice(4)) answer(WORKS);
    await second;
    expect(doneOf(run).ways.map(({ state }) => state)).toEqual(['works', 'works', 'works', 'works']);
  });
});

it.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox', 153],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    'Chrome',
    156,
  ],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36 Edg/156.0.2.1', 'Edge', 156],
  ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15', 'Safari', 18],
  ['Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1', 'Safari', 18],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36',
    'Samsung Internet',
    28,
  ],
  ['curl/8.0', 'other', 0],
])('of %s the family and the major version are kept', (userAgent, family, major) => {
  expect(browserOf(userAgent)).toEqual({ family, major });
});

it('the way back leads to the door that one came from, and nowhere else', () => {
  const path = checkPath('vorstand-abc');
  expect(doorOf(path.slice(path.indexOf('#')))).toBe('/r/vorstand-abc');
  for (const hash of ['', '#room=', '#room=//evil.example', '#room=a/b', '#other=vorstand-abc']) {
    expect(doorOf(hash), hash).toBeNull();
  }
});
