import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LimitedPasswordGate } from '../../../src/auth/index.ts';
import { AppError } from '../../../src/platform/errors.ts';

const RIGHT = 'richtig-gut';
const HASH = `hash of ${RIGHT}`;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Guesses after which a room's failures are used up, and some of its reserves. */
const ROOM_USED_UP = 400;

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
  device?: string | null;
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
  let guesses = 0;
  const attempt = (options: Attempt = {}) => {
    const { address = '192.0.2.1', roomId = 'room', hash = HASH, device = null } = options;
    guesses += 1;
    return gate.verify({ roomId, hash, password: options.password ?? `geraten-${guesses}`, address, device });
  };
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
  it('gets thirty wrong guesses in a room and a few in reserve, also when a thousand come at once', async () => {
    const { judged, tryMany } = setUp();
    const outcomes = await tryMany(1_000, () => ({}));
    expect(count(outcomes, 'WRONG_PASSWORD')).toBe(30 + 20 + 1);
    expect(judged).toHaveLength(51);
    expect(count(outcomes, 'RATE_LIMITED')).toBe(1_000 - 51);
  });

  it.each([30, 40, 50])('gets somebody in who knows the password after %i wrong guesses of others', async (guesses) => {
    const { tryOnce, tryMany } = setUp();
    await tryMany(guesses, () => ({}));
    expect(await tryOnce({ password: RIGHT })).toBe('in');
    expect(await tryOnce({ password: RIGHT, device: 'never seen' })).toBe('in');
  });

  it('makes nobody wait for longer than a minute, whatever was guessed there before', async () => {
    const { attempt, tryOnce, tryMany } = setUp();
    await tryMany(1_000, (index) => ({ device: `invented-${index}` }));
    const error = await attempt({ password: RIGHT, device: 'never seen' }).catch((refusal: unknown) => refusal);
    const { retryAfterMs } = error as AppError;
    expect(retryAfterMs).toBeGreaterThan(0);
    expect(retryAfterMs).toBeLessThanOrEqual(MINUTE_MS);
    await vi.advanceTimersByTimeAsync(retryAfterMs ?? 0);
    expect(await tryOnce({ password: RIGHT, device: 'never seen' })).toBe('in');
  });

  it('cannot go through a list: under two thousand guesses a day, however many browsers it invents', async () => {
    const { judged, tryMany } = setUp();
    for (let minutes = 0; minutes < 24 * 60; minutes += 1) {
      await tryMany(3, (index) => ({ device: index % 2 === 0 ? null : `invented-${minutes}-${index}` }));
      await vi.advanceTimersByTimeAsync(MINUTE_MS);
    }
    expect(judged.length).toBeGreaterThan(400);
    expect(judged.length).toBeLessThan(2_000);
  });

  it('gets no further guesses by knowing one right password', async () => {
    const { tryOnce, tryMany } = setUp();
    const outcomes: Outcome[] = [];
    for (let round = 0; round < 20; round += 1) {
      expect(await tryOnce({ roomId: 'own', password: RIGHT, device: 'own' })).toBe('in');
      outcomes.push(...(await tryMany(5, () => ({}))));
    }
    expect(count(outcomes, 'WRONG_PASSWORD')).toBe(51);
  });

  it('is limited over all rooms, whether they exist or not, so ids cannot be tried either', async () => {
    const { judged, tryMany } = setUp();
    await tryMany(2_000, (index) => ({ roomId: `room-${index}`, hash: index % 2 === 0 ? HASH : null }));
    expect(judged).toHaveLength(120 + 600);
  });

  it('that guesses in many rooms, missing ones too, does not lock the rightful out of another', async () => {
    const { tryOnce, tryMany } = setUp();
    await tryMany(700, (index) => ({ roomId: `missing-${index}`, hash: null }));
    for (let typo = 0; typo < 4; typo += 1) expect(await tryOnce({ device: 'own' })).toBe('WRONG_PASSWORD');
    expect(await tryOnce({ password: RIGHT, device: 'own' })).toBe('in');
  });

  it('is all of an IPv6 /64, and many of a /48 are limited together', async () => {
    const { judged, tryMany } = setUp();
    await tryMany(100, (index) => ({ address: `2001:db8:1:1::${index.toString(16)}` }));
    expect(judged).toHaveLength(51);
    judged.length = 0;
    await tryMany(2_000, (index) => ({ address: `2001:db8:2:${index.toString(16)}::1`, roomId: `room-${index % 20}` }));
    expect(judged).toHaveLength(600 + 20 * 21);
  });

  it('is the same as IPv4 and as IPv4 within IPv6', async () => {
    const { judged, tryMany } = setUp();
    await tryMany(100, (index) => ({ address: index % 2 === 0 ? '192.0.2.9' : '::ffff:192.0.2.9' }));
    expect(judged).toHaveLength(51);
  });
});

describe('one browser', () => {
  it('that guesses uses up its own failures and not those of its address', async () => {
    const { judged, tryOnce, tryMany } = setUp();
    await tryMany(300, () => ({ device: 'guesser' }));
    expect(judged).toHaveLength(11);
    const others = await tryMany(15, (index) => ({ device: `colleague-${index}` }));
    expect(count(others, 'WRONG_PASSWORD')).toBe(15);
    expect(await tryOnce({ password: RIGHT, device: 'colleague-1' })).toBe('in');
  });

  it('that has mistyped too often may type again after a minute', async () => {
    const { attempt, tryOnce, tryMany } = setUp();
    await tryMany(300, () => ({ device: 'own' }));
    const error = await attempt({ password: RIGHT, device: 'own' }).catch((refusal: unknown) => refusal);
    await vi.advanceTimersByTimeAsync((error as AppError).retryAfterMs ?? 0);
    expect(await tryOnce({ password: RIGHT, device: 'own' })).toBe('in');
  });

  it('that was let in before is let in at once whatever is guessed, with a typo or two', async () => {
    const { tryOnce, tryMany } = setUp();
    expect(await tryOnce({ password: RIGHT, device: 'own' })).toBe('in');
    await tryMany(200, (index) => ({ device: `invented-${index}` }));
    await tryMany(ROOM_USED_UP, (index) => ({ address: addressOf(index) }));
    for (let typo = 0; typo < 3; typo += 1) expect(await tryOnce({ device: 'own' })).toBe('WRONG_PASSWORD');
    expect(await tryOnce({ password: RIGHT, device: 'own' })).toBe('in');
    expect(await tryOnce({ password: RIGHT, device: 'own', address: '198.51.100.1' })).toBe('in');
  });

  it('that was let in has no endless guesses, neither alone nor as many, when the password has changed', async () => {
    const { judged, tryMany } = setUp();
    await tryMany(100, (index) => ({ password: RIGHT, device: `own-${index}` }));
    judged.length = 0;
    await tryMany(1_000, (index) => ({ device: `own-${index % 100}`, hash: 'hash of another' }));
    expect(judged).toHaveLength(60 + 51);
  });

  it('that was let into one room is a stranger in another', async () => {
    const { judged, tryOnce, tryMany } = setUp();
    await tryOnce({ roomId: 'own', password: RIGHT, device: 'own' });
    judged.length = 0;
    await tryMany(100, () => ({ device: 'own' }));
    expect(judged).toHaveLength(11);
  });
});

describe('the same wrong password', () => {
  it('counts once: a whole board may type the one of last year', async () => {
    const { judged, tryOnce, tryMany } = setUp();
    const lastYear = { password: 'vom letzten Jahr' };
    const outcomes = await tryMany(200, (index) => ({ ...lastYear, device: `member-${index}` }));
    outcomes.push(...(await tryMany(200, () => lastYear)));
    expect(count(outcomes, 'WRONG_PASSWORD')).toBe(400);
    judged.length = 0;
    expect(count(await tryMany(30, () => ({})), 'WRONG_PASSWORD')).toBe(30);
    expect(await tryOnce({ password: RIGHT })).toBe('in');
  });

  it('is another one in another room, and when the password was changed to it', async () => {
    const { tryOnce } = setUp();
    const attempt = { password: 'neu-gewählt' };
    expect(await tryOnce(attempt)).toBe('WRONG_PASSWORD');
    expect(await tryOnce({ ...attempt, hash: 'hash of neu-gewählt' })).toBe('in');
    expect(await tryOnce({ ...attempt, roomId: 'other', hash: 'hash of neu-gewählt' })).toBe('in');
  });
});

describe('a hospital behind one address', () => {
  it('gets all of two hundred in who type the right password at once', async () => {
    const { tryMany } = setUp();
    expect(count(await tryMany(200, () => ({ password: RIGHT })), 'in')).toBe(200);
  });

  it('gets everyone in although fifty mistype, each in a way of their own', async () => {
    const { tryMany } = setUp();
    const outcomes = await tryMany(250, (index) => ({
      device: `member-${index}`,
      password: index % 5 === 0 ? `vertippt-${index}` : RIGHT,
    }));
    expect(count(outcomes, 'in')).toBe(200);
    expect(count(outcomes, 'WRONG_PASSWORD')).toBe(50);
  });

  it('is not held back by those who came in: a typo counts, success does not', async () => {
    const { tryOnce, tryMany } = setUp();
    await tryMany(29, () => ({}));
    expect(count(await tryMany(500, () => ({ password: RIGHT })), 'in')).toBe(500);
    expect(await tryOnce()).toBe('WRONG_PASSWORD');
    expect(await tryOnce({ password: RIGHT })).toBe('in');
  });
});

describe('guessing from many addresses', () => {
  it('leaves the rightful a way in, right at first or after typos', async () => {
    const { tryOnce, tryMany } = setUp();
    await tryMany(ROOM_USED_UP, (index) => ({ address: addressOf(index) }));
    expect(await tryOnce({ address: '192.0.2.50', password: RIGHT })).toBe('in');
    for (let typo = 0; typo < 4; typo += 1) expect(await tryOnce({ address: '192.0.2.51' })).toBe('WRONG_PASSWORD');
    expect(await tryOnce({ address: '192.0.2.51', password: RIGHT })).toBe('in');
  });

  it('leaves two hundred behind one address a way in', async () => {
    const { tryMany } = setUp();
    await tryMany(ROOM_USED_UP, (index) => ({ address: addressOf(index) }));
    const outcomes = await tryMany(200, () => ({ address: '192.0.2.50', password: RIGHT }));
    expect(count(outcomes, 'in')).toBe(200);
  });

  it('gets what the room allows, and then five an hour and one a minute of each address', async () => {
    const { judged, tryMany } = setUp();
    await tryMany(1_000, (index) => ({ address: addressOf(index % 50) }));
    expect(judged.length).toBeLessThanOrEqual(300 + 50 * 6);
    judged.length = 0;
    await tryMany(500, (index) => ({ address: addressOf(1_000 + (index % 50)) }));
    expect(judged).toHaveLength(50 * 6);
  });

  it('gets three thousand in one room within a day, and then what each address has', async () => {
    const { judged, tryMany } = setUp();
    for (let round = 0; round < 11; round += 1) {
      await tryMany(320, (index) => ({ address: addressOf(round * 1_000 + index) }));
      await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
    }
    judged.length = 0;
    await tryMany(100, () => ({ address: '192.0.2.60' }));
    expect(judged).toHaveLength(6);
  });

  it('does not keep out for longer than a minute who comes right after typos of others behind the same address', async () => {
    const { tryOnce, tryMany } = setUp();
    await tryMany(ROOM_USED_UP, (index) => ({ address: addressOf(index) }));
    // Nobody guesses any more; a few mistype.
    const from = (device: string) => ({ address: '192.0.2.1', device });
    for (let typo = 0; typo < 7; typo += 1) await tryOnce(from(`mistyped-${typo}`));
    expect(await tryOnce({ ...from('new'), password: RIGHT })).toBe('RATE_LIMITED');
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(await tryOnce({ ...from('new'), password: RIGHT })).toBe('in');
  });

  it('of one IPv6 /48 uses up a part of what a room has for a day, and leaves the rest to everybody else', async () => {
    const { judged, tryMany } = setUp();
    for (let round = 0; round < 4; round += 1) {
      await tryMany(300, (index) => ({ address: `2001:db8:1:${(index % 20).toString(16)}::1` }));
      await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
    }
    // Five an hour and one a minute are added.
    expect(judged.length).toBeLessThan(600 + 60);
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    judged.length = 0;
    await tryMany(30, () => ({ address: '192.0.2.1' }));
    expect(judged).toHaveLength(30);
  });

  it('in one room does not touch another', async () => {
    const { tryMany } = setUp();
    await tryMany(ROOM_USED_UP, (index) => ({ address: addressOf(index) }));
    const outcomes = await tryMany(30, () => ({ roomId: 'other', address: '192.0.2.50' }));
    expect(count(outcomes, 'WRONG_PASSWORD')).toBe(30);
  });

  it('costs an address that is refused meanwhile nothing in other rooms', async () => {
    const { tryMany } = setUp();
    await tryMany(ROOM_USED_UP, (index) => ({ address: addressOf(index) }));
    await tryMany(500, () => ({ address: '192.0.2.50' }));
    const outcomes = await tryMany(40, () => ({ roomId: 'other', address: '192.0.2.50' }));
    expect(count(outcomes, 'WRONG_PASSWORD')).toBe(40);
  });

  it('in many rooms is limited for the server, and leaves the rightful of every room a way in', async () => {
    const { judged, tryOnce, tryMany } = setUp();
    await tryMany(3_000, (index) => ({ address: addressOf(index), roomId: `room-${index % 100}` }));
    judged.length = 0;
    await tryMany(100, () => ({ address: '10.200.0.1', roomId: 'untouched' }));
    expect(judged).toHaveLength(6);
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

it('comparisons take turns by network, and for who was in before there is a turn of their own', async () => {
  const verify = vi.fn(async (_candidate: { turn: object }) => true);
  const gate = new LimitedPasswordGate({ passwords: { verify } });
  const from = { hash: HASH, password: RIGHT, address: '2001:db8:1:2::3', device: 'browser' };
  for (const roomId of ['room', 'room', 'other']) await gate.verify({ roomId, ...from });
  const turns = verify.mock.calls.map(([{ turn }]) => turn);
  const stranger = { known: false, network: '2001:db8:1::/48' };
  expect(turns).toEqual([stranger, { known: true }, stranger]);
});

it('what fails for another reason than the password costs no guess', async () => {
  const failures = [new AppError('RATE_LIMITED', { retryAfterMs: 2_000 }), new Error('out of memory')];
  const verify = vi.fn(async () => false);
  const gate = new LimitedPasswordGate({ passwords: { verify } });
  let guesses = 0;
  const attempt = () => {
    guesses += 1;
    return gate.verify({ roomId: 'room', hash: HASH, password: `x${guesses}`, address: '192.0.2.1', device: null });
  };
  for (let round = 0; round < 50; round += 1) {
    for (const failure of failures) {
      verify.mockRejectedValueOnce(failure);
      await expect(attempt()).rejects.toBe(failure);
    }
  }
  for (let guess = 0; guess < 51; guess += 1) await expect(attempt()).rejects.toThrow('WRONG_PASSWORD');
  await expect(attempt()).rejects.toThrow('RATE_LIMITED');
});

it('nothing is kept of those who came in, nor of refused attempts, nor after closing', async () => {
  const { gate, tryMany } = setUp();
  await tryMany(500, (index) => ({ address: addressOf(index % 10), password: RIGHT }));
  expect(vi.getTimerCount()).toBe(0);
  await tryMany(60, () => ({}));
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
