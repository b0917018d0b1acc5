import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LimitedPasswordGate } from '../../src/auth/index.ts';
import { AppError } from '../../src/errors.ts';

const RIGHT = 'richtig-gut';
const HASH = `hash of ${RIGHT}`;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

// Thousands of attempts; a busy machine takes a while.
vi.setConfig({ testTimeout: 30_000 });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Outcome = 'in' | 'WRONG_PASSWORD' | 'RATE_LIMITED';

interface Attempt {
  password?: string;
  address?: string;
  roomId?: string;
  hash?: string | null;
}

/** The gate with a comparison that takes a moment and counts; `judged` is what a guesser gets out of it. */
function setUp() {
  const judged: string[] = [];
  const gate = new LimitedPasswordGate({
    passwords: {
      async verify({ hash, password }) {
        judged.push(password);
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
        return hash === `hash of ${password}`;
      },
    },
  });
  const attempt = ({ password = 'geraten', address = '192.0.2.1', roomId = 'room', hash = HASH }: Attempt = {}) =>
    gate.verify({ roomId, hash, password, address });
  const tryOnce = async (options: Attempt = {}): Promise<Outcome> => {
    try {
      await attempt(options);
      return 'in';
    } catch (error) {
      if (error instanceof AppError && (error.code === 'WRONG_PASSWORD' || error.code === 'RATE_LIMITED')) {
        return error.code;
      }
      throw error;
    }
  };
  const tryMany = (count: number, options: (index: number) => Attempt) =>
    Promise.all(Array.from({ length: count }, (_, index) => tryOnce(options(index))));
  return { gate, judged, attempt, tryOnce, tryMany };
}

const addressOf = (index: number) => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
const count = (outcomes: readonly Outcome[], wanted: Outcome) => outcomes.filter((one) => one === wanted).length;

describe('one address', () => {
  it('gets thirty wrong guesses in a room, also when a thousand come at once', async () => {
    const { judged, tryMany } = setUp();
    const outcomes = await tryMany(1_000, (index) => ({ password: `geraten-${index}` }));
    expect(count(outcomes, 'WRONG_PASSWORD')).toBe(30);
    expect(count(outcomes, 'RATE_LIMITED')).toBe(970);
    expect(judged).toHaveLength(30);
  });

  it('is refused with the right password too once its guesses are spent', async () => {
    const { tryOnce, tryMany } = setUp();
    await tryMany(30, () => ({}));
    expect(await tryOnce({ password: RIGHT })).toBe('RATE_LIMITED');
  });

  it('may go on when the time has passed that it was told to wait', async () => {
    const { attempt, tryOnce, tryMany } = setUp();
    await tryMany(30, () => ({}));
    const error = await attempt().catch((refusal: unknown) => refusal);
    const { retryAfterMs } = error as AppError;
    expect(retryAfterMs).toBeGreaterThan(0);
    expect(retryAfterMs).toBeLessThanOrEqual(10 * MINUTE_MS);
    await vi.advanceTimersByTimeAsync(retryAfterMs ?? 0);
    expect(await tryOnce({ password: RIGHT })).toBe('in');
  });

  it('cannot go through a list slowly: two hundred wrong guesses a day', async () => {
    const { judged, tryMany } = setUp();
    for (let minutes = 0; minutes < 23 * 60; minutes += 10) {
      await tryMany(40, () => ({}));
      await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
    }
    expect(judged).toHaveLength(200);
  });

  it('gets no further guesses by knowing one right password', async () => {
    const { tryOnce, tryMany } = setUp();
    const outcomes: Outcome[] = [];
    for (let round = 0; round < 20; round += 1) {
      expect(await tryOnce({ roomId: 'own', password: RIGHT })).toBe('in');
      outcomes.push(...(await tryMany(5, () => ({}))));
    }
    expect(count(outcomes, 'WRONG_PASSWORD')).toBe(30);
  });

  it('is limited over all rooms, whether they exist or not, so ids cannot be tried either', async () => {
    const { judged, tryMany } = setUp();
    await tryMany(1_000, (index) => ({ roomId: `room-${index}`, hash: index % 2 === 0 ? HASH : null }));
    expect(judged).toHaveLength(120);
  });

  it('is all of an IPv6 /64, and many of a /48 are limited together', async () => {
    const { judged, tryMany } = setUp();
    await tryMany(100, (index) => ({ address: `2001:db8:1:1::${index.toString(16)}` }));
    expect(judged).toHaveLength(30);
    judged.length = 0;
    await tryMany(2_000, (index) => ({ address: `2001:db8:2:${index.toString(16)}::1`, roomId: `room-${index % 20}` }));
    expect(judged).toHaveLength(600);
  });

  it('is the same as IPv4 and as IPv4 within IPv6', async () => {
    const { judged, tryMany } = setUp();
    await tryMany(100, (index) => ({ address: index % 2 === 0 ? '192.0.2.9' : '::ffff:192.0.2.9' }));
    expect(judged).toHaveLength(30);
  });
});

describe('a hospital behind one address', () => {
  it('gets all of two hundred in who type the right password at once', async () => {
    const { tryMany } = setUp();
    expect(count(await tryMany(200, () => ({ password: RIGHT })), 'in')).toBe(200);
  });

  it('gets everyone in although twenty mistype', async () => {
    const { tryMany } = setUp();
    const outcomes = await tryMany(220, (index) => ({ password: index % 11 === 0 ? 'vertippt' : RIGHT }));
    expect(count(outcomes, 'in')).toBe(200);
    expect(count(outcomes, 'WRONG_PASSWORD')).toBe(20);
  });

  it('is not held back by those who came in: a typo counts, success does not', async () => {
    const { tryOnce, tryMany } = setUp();
    await tryMany(29, () => ({}));
    expect(count(await tryMany(500, () => ({ password: RIGHT })), 'in')).toBe(500);
    expect(await tryOnce()).toBe('WRONG_PASSWORD');
    expect(await tryOnce({ password: RIGHT })).toBe('RATE_LIMITED');
  });
});

describe('guessing from many addresses', () => {
  it('leaves the rightful a way in, right at first or after typos', async () => {
    const { tryOnce, tryMany } = setUp();
    await tryMany(1_000, (index) => ({ address: addressOf(index) }));
    expect(await tryOnce({ address: '192.0.2.50', password: RIGHT })).toBe('in');
    for (let typo = 0; typo < 4; typo += 1) expect(await tryOnce({ address: '192.0.2.51' })).toBe('WRONG_PASSWORD');
    expect(await tryOnce({ address: '192.0.2.51', password: RIGHT })).toBe('in');
  });

  it('leaves two hundred behind one address a way in', async () => {
    const { tryMany } = setUp();
    await tryMany(1_000, (index) => ({ address: addressOf(index) }));
    const outcomes = await tryMany(200, () => ({ address: '192.0.2.50', password: RIGHT }));
    expect(count(outcomes, 'in')).toBe(200);
  });

  it('gets what the room allows, and then five an hour of each address', async () => {
    const { judged, tryMany } = setUp();
    await tryMany(5_000, (index) => ({ address: addressOf(index % 50) }));
    expect(judged.length).toBeLessThanOrEqual(300 + 50 * 5);
    judged.length = 0;
    await tryMany(5_000, (index) => ({ address: addressOf(1_000 + (index % 50)) }));
    expect(judged).toHaveLength(50 * 5);
  });

  it('in one room does not touch another', async () => {
    const { tryMany } = setUp();
    await tryMany(1_000, (index) => ({ address: addressOf(index) }));
    const outcomes = await tryMany(30, () => ({ roomId: 'other', address: '192.0.2.50' }));
    expect(count(outcomes, 'WRONG_PASSWORD')).toBe(30);
  });

  it('costs an address that is refused meanwhile nothing in other rooms', async () => {
    const { tryMany } = setUp();
    await tryMany(1_000, (index) => ({ address: addressOf(index) }));
    await tryMany(500, () => ({ address: '192.0.2.50' }));
    const outcomes = await tryMany(40, () => ({ roomId: 'other', address: '192.0.2.50' }));
    expect(count(outcomes, 'WRONG_PASSWORD')).toBe(30);
  });

  it('in many rooms is limited for the server, and leaves the rightful of every room a way in', async () => {
    const { judged, tryOnce, tryMany } = setUp();
    await tryMany(6_000, (index) => ({ address: addressOf(index), roomId: `room-${index % 100}` }));
    judged.length = 0;
    await tryMany(100, () => ({ address: '10.200.0.1', roomId: 'untouched' }));
    expect(judged).toHaveLength(5);
    expect(await tryOnce({ address: '192.0.2.50', roomId: 'untouched', password: RIGHT })).toBe('in');
  });
});

it('a missing room answers exactly as one that exists', async () => {
  const answers = await Promise.all(
    [HASH, null].map(async (hash) => {
      const { attempt } = setUp();
      const seen: unknown[] = [];
      for (let guess = 0; guess < 400; guess += 1) {
        const address = addressOf(guess % 12);
        await attempt({ hash, address }).catch(({ code, retryAfterMs }: AppError) => seen.push([code, retryAfterMs]));
      }
      return seen;
    }),
  );
  expect(answers[0]).toHaveLength(400);
  expect(answers[0]).toEqual(answers[1]);
});

it('what fails for another reason than the password costs no guess', async () => {
  const failures = [new AppError('RATE_LIMITED', { retryAfterMs: 2_000 }), new Error('out of memory')];
  const verify = vi.fn(async () => false);
  const gate = new LimitedPasswordGate({ passwords: { verify } });
  const attempt = () => gate.verify({ roomId: 'room', hash: HASH, password: 'x', address: '192.0.2.1' });
  for (let round = 0; round < 50; round += 1) {
    for (const failure of failures) {
      verify.mockRejectedValueOnce(failure);
      await expect(attempt()).rejects.toBe(failure);
    }
  }
  for (let guess = 0; guess < 30; guess += 1) await expect(attempt()).rejects.toThrow('WRONG_PASSWORD');
  await expect(attempt()).rejects.toThrow('RATE_LIMITED');
});

it('nothing is kept of those who came in, nor of refused attempts, nor after closing', async () => {
  const { gate, tryMany } = setUp();
  await tryMany(500, (index) => ({ address: addressOf(index % 10), password: RIGHT }));
  expect(vi.getTimerCount()).toBe(0);
  await tryMany(30, () => ({}));
  const kept = vi.getTimerCount();
  await tryMany(1_000, () => ({}));
  expect(vi.getTimerCount()).toBe(kept);
  gate.close();
  expect(vi.getTimerCount()).toBe(0);
});

it('failures are forgotten with time', async () => {
  const { tryMany } = setUp();
  await tryMany(2_000, (index) => ({ address: addressOf(index % 500), roomId: `room-${index % 9}` }));
  expect(vi.getTimerCount()).toBeGreaterThan(500);
  await vi.advanceTimersByTimeAsync(24 * HOUR_MS);
  expect(vi.getTimerCount()).toBe(0);
});
