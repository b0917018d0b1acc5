import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PER_ADDRESS } from '../../../../src/signaling/limits/connection-limits.ts';
import type { NetworkSigns } from '../../../../web/src/session/connection/network-signs.ts';
import { SocketSignaling } from '../../../../web/src/session/connection/socket-signaling.ts';

/** An attempt's first packet, when nothing comes back (Linux, Windows). */
const TCP_SENDS_AT_MS = [0, 1_000, 3_000, 7_000];

/** What Chromium makes a page wait before one more WebSocket, : its WebSocketThrottler. */
const heldBackMs = (failures: number, upToMs: number) => (upToMs * 2 ** Math.min(failures, 16)) / 65_536;
/** Of an outage some minutes ago, and one for the WebSocket that is waiting. */
const COUNTED_BEFORE = 5;

/** socket.io's side of one connection: a test answers, or lets attempts hang until their time is over. */
class FakeSocket {
  connected = false;
  /** How long each attempt was given. */
  readonly patience: number[] = [];
  /** When each attempt began. */
  readonly begunAt: number[] = [];
  /** By which way each was made. */
  readonly ways: string[] = [];
  /** Nobody answers, and nobody refuses. */
  isSwallowed = false;
  /** How long a proxy holds each WebSocket before it refuses it. */
  webSocketHeldMs = 0;
  /** By this status of HTTP; null: not refused. */
  refusal: number | null = null;
  tookMs = 40;
  failedWebSockets = 0;
  /** That were asked by requests. */
  questions = 0;
  /** Of 1 to 5 s. */
  heldUpToMs = 3_000;
  readonly #heard = new Map<string, (arg?: unknown) => void>();
  readonly #heardOfManager = new Map<string, () => void>();
  #patienceMs = 0;
  #attempt: ReturnType<typeof setTimeout> | undefined;

  readonly io = {
    opts: { transports: ['nothing chosen'] },
    on: (name: string, listener: () => void) => void this.#heardOfManager.set(name, listener),
    timeout: (ms: number) => {
      this.#patienceMs = ms;
    },
  };

  on(name: string, listener: (arg?: unknown) => void): void {
    this.#heard.set(name, listener);
  }

  onAny(): void {}

  connect(): void {
    this.patience.push(this.#patienceMs);
    this.begunAt.push(performance.now());
    this.ways.push(...this.io.opts.transports);
    void this.#attemptWithin(this.#patienceMs, this.patience.length);
  }

  async #attemptWithin(patienceMs: number, attempt: number): Promise<void> {
    const begunAt = performance.now();
    const later = (atMs: number) =>
      new Promise<boolean>((resolve) => {
        this.#attempt = setTimeout(() => resolve(true), begunAt + atMs - performance.now());
      });
    if (this.webSocketHeldMs > 0 && this.ways.at(-1) === 'websocket') {
      const isOver = this.webSocketHeldMs < patienceMs;
      await later(isOver ? this.webSocketHeldMs : patienceMs);
      this.#fail(new Error(isOver ? 'websocket error' : 'timeout'));
      return;
    }
    const heldMs = this.ways.at(-1) === 'websocket' ? heldBackMs(this.failedWebSockets, this.heldUpToMs) : 0;
    for (const sentAt of TCP_SENDS_AT_MS.map((at) => heldMs + at)) {
      if (sentAt + this.tookMs > patienceMs) break;
      await later(sentAt);
      if (this.isSwallowed) continue;
      await later(sentAt + this.tookMs);
      if (this.refusal === null) this.answer();
      else this.#fail(Object.assign(new Error('xhr poll error'), { description: this.refusal }));
      return;
    }
    await later(patienceMs);
    if (attempt === this.patience.length) this.#fail(new Error('timeout'));
  }

  #fail(error: Error): void {
    if (this.ways.at(-1) === 'websocket') this.failedWebSockets += 1;
    this.#heard.get('connect_error')?.(error);
  }

  /** By a request that is no WebSocket. */
  async asked(signal: AbortSignal): Promise<void> {
    this.questions += 1;
    const begunAt = performance.now();
    const until = (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, begunAt + ms - performance.now());
        signal.addEventListener('abort', () => clearTimeout(timer));
      });
    for (const sentAt of TCP_SENDS_AT_MS) {
      await until(sentAt);
      if (this.isSwallowed) continue;
      await until(sentAt + this.tookMs);
      if (this.refusal === 0) throw new TypeError('Failed to fetch');
      return;
    }
    await new Promise(() => {});
  }

  answer(): void {
    this.connected = true;
    this.#heard.get('connect')?.();
  }

  ping(): void {
    this.#heardOfManager.get('ping')?.();
  }

  disconnect(): void {
    clearTimeout(this.#attempt);
    if (!this.connected) return;
    this.lose('io client disconnect');
  }

  lose(reason = 'transport close'): void {
    this.connected = false;
    this.#heard.get('disconnect')?.(reason);
  }
}

async function aConnection({ webSocketHeldMs = 0 } = {}) {
  const socket = new FakeSocket();
  socket.webSocketHeldMs = webSocketHeldMs;
  const connect = vi.fn().mockReturnValue(socket);
  let signs: NetworkSigns = { changed: () => {}, doubtful: () => {}, awake: () => {} };
  const stop = vi.fn();
  const signaling = new SocketSignaling(
    connect,
    (given) => {
      signs = given;
      return stop;
    },
    (signal) => socket.asked(signal),
  );
  const changes: boolean[] = [];
  const networkChanged = vi.fn();
  signaling.listen({ connectionChanged: (is) => changes.push(is), received: () => {}, networkChanged });
  signaling.open();
  await vi.advanceTimersByTimeAsync(socket.tookMs);
  return { signaling, socket, changes, networkChanged, stop, signs };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a lost connection', () => {
  /** What each of many outages took from its end. */
  async function returns(fromMs: number, untilMs: number, { isHeard }: { isHeard: boolean }): Promise<number[]> {
    const tookMs: number[] = [];
    for (let outageMs = fromMs; outageMs < untilMs; outageMs += 1_310) {
      const { socket, signaling } = await aConnection();
      socket.failedWebSockets = COUNTED_BEFORE;
      socket.heldUpToMs = 5_000;
      socket.isSwallowed = true;
      socket.lose('ping timeout');
      await vi.advanceTimersByTimeAsync(outageMs);
      socket.isSwallowed = false;
      const since = performance.now();
      if (isHeard) signaling.hope();
      while (!socket.connected) await vi.advanceTimersByTimeAsync(10);
      tookMs.push(performance.now() - since);
      signaling.close();
    }
    return tookMs.sort((one, other) => one - other);
  }

  test('is back within a second of the network that media has heard, though the browser holds back who tries often', async () => {
    const tookMs = await returns(5_000, 100_000, { isHeard: true });
    expect(tookMs.at(-1)).toBeLessThanOrEqual(1_000);
  });

  test('is back soon after it as well where nobody has media to hear', async () => {
    const tookMs = await returns(5_000, 100_000, { isHeard: false });
    expect(tookMs[Math.floor(tookMs.length / 2)]).toBeLessThan(1_000);
    expect(tookMs.at(-1)).toBeLessThan(2_500);
  });

  test('is asked for seldom when the network stays away', async () => {
    const { socket, signaling } = await aConnection();
    socket.isSwallowed = true;
    socket.lose('ping timeout');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(socket.questions).toBeGreaterThan(20);
    await vi.advanceTimersByTimeAsync(240_000);
    socket.questions = 0;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(socket.questions).toBeLessThan(8);
    expect(socket.questions).toBeGreaterThan(1);
    signaling.close();
  });

  test('that is there again as it is sought is not begun anew when the probe is answered sooner', async () => {
    const { socket, signaling } = await aConnection();
    socket.tookMs = 500;
    socket.begunAt.length = 0;
    socket.lose('ping timeout');
    await vi.advanceTimersByTimeAsync(2_000);
    expect([socket.connected, socket.begunAt.length]).toEqual([true, 1]);
    signaling.close();
  });

  test('is found on a network as well that takes far longer to connect than the one before', async () => {
    const { socket, signaling } = await aConnection();
    socket.tookMs = 3_000;
    socket.lose('ping timeout');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(socket.connected).toBe(true);
    signaling.close();
  });

  test('is sought with the patience that this network has needed before', async () => {
    const { socket, signaling } = await aConnection();
    socket.tookMs = 500;
    socket.lose('ping timeout');
    await vi.advanceTimersByTimeAsync(2_000);
    socket.lose('ping timeout');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(socket.patience.at(-1)).toBe(1_200);
    signaling.close();
  });

  test('to a server that crashes is sought often, and with the time that it needs when it is there again', async () => {
    const { socket, signaling } = await aConnection();
    socket.refusal = 0;
    socket.tookMs = 5;
    socket.begunAt.length = 0;
    socket.lose();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(socket.begunAt.length).toBeGreaterThan(12);
    socket.refusal = null;
    socket.tookMs = 3_000;
    await vi.advanceTimersByTimeAsync(3_600);
    expect(socket.connected).toBe(true);
    signaling.close();
  });

  test('is not sought so often any more when no place is kept', async () => {
    const { socket, signaling } = await aConnection();
    socket.isSwallowed = true;
    socket.lose();
    await vi.advanceTimersByTimeAsync(125_000);
    socket.begunAt.length = 0;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(socket.begunAt.length).toBeLessThan(10);
    signaling.close();
  });

  test('to a server that is there and refuses, or has said goodbye, is not sought so often', async () => {
    const { socket, signaling } = await aConnection();
    socket.begunAt.length = 0;
    socket.refusal = 503;
    socket.lose('io server disconnect');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(socket.begunAt).toEqual([]);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(socket.begunAt.length).toBeLessThan(30);
    expect(socket.begunAt.length).toBeGreaterThan(8);
    signaling.close();
  });

  test('is sought at once when the device says that there is a network', async () => {
    const { socket, signaling, signs, networkChanged } = await aConnection();
    socket.isSwallowed = true;
    socket.lose();
    await vi.advanceTimersByTimeAsync(200_000);
    socket.isSwallowed = false;
    signs.changed();
    await vi.advanceTimersByTimeAsync(heldBackMs(16, socket.heldUpToMs) + socket.tookMs);
    expect(socket.connected).toBe(true);
    expect(networkChanged).toHaveBeenCalledTimes(1);
    signaling.close();
  });
});

describe('behind a proxy that lets no WebSocket through', () => {
  test.each([1_000, 3_000, 8_000, 60_000])(
    'and holds each for %i ms, one gets in, and is back as soon as the network',
    async (webSocketHeldMs) => {
      const { socket, signaling } = await aConnection({ webSocketHeldMs });
      await vi.advanceTimersByTimeAsync(5_200);
      expect([socket.connected, socket.ways.at(-1)]).toEqual([true, 'polling']);
      socket.isSwallowed = true;
      socket.lose('ping timeout');
      await vi.advanceTimersByTimeAsync(30_000);
      expect(socket.ways).toContain('websocket');
      socket.isSwallowed = false;
      await vi.advanceTimersByTimeAsync(2_500);
      expect([socket.connected, socket.ways.at(-1)]).toEqual([true, 'polling']);
      signaling.close();
    },
  );

  test('after one that did, one is in by polling once WebSocket has had its time', async () => {
    const { socket, signaling, changes } = await aConnection();
    expect(socket.ways).toEqual(['websocket']);
    socket.webSocketHeldMs = 60_000;
    socket.lose();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([socket.connected, socket.ways.at(-1)]).toEqual([true, 'polling']);
    expect(changes).toEqual([true, false, true]);
    signaling.close();
  });
});

test('where WebSocket has worked one comes back by it, whichever attempt is the first to be answered', async () => {
  for (let outageMs = 1_000; outageMs < 20_000; outageMs += 450) {
    const { socket, signaling, changes } = await aConnection();
    socket.refusal = 0;
    socket.lose();
    await vi.advanceTimersByTimeAsync(outageMs);
    socket.refusal = null;
    await vi.advanceTimersByTimeAsync(4_000);
    expect([socket.connected, socket.ways.at(-1)]).toEqual([true, 'websocket']);
    expect(changes).toEqual([true, false, true]);
    signaling.close();
  }
});

describe('who is heard of', () => {
  test.each([
    ['has left and comes again', (signaling: SocketSignaling) => signaling.rest()],
    ['is renewed', (signaling: SocketSignaling) => signaling.renew()],
  ])('and %s is given the time that a busy server needs', async (_, end) => {
    const { socket, signaling } = await aConnection();
    socket.tookMs = 3_500;
    end(signaling);
    signaling.open();
    await vi.advanceTimersByTimeAsync(3_500);
    expect([socket.connected, socket.begunAt.length]).toEqual([true, 2]);
    signaling.close();
  });

  test('and does not get through is not asked by 200 people behind one address more often than it lets them', async () => {
    const { socket, signaling } = await aConnection();
    socket.isSwallowed = true;
    socket.begunAt.length = 0;
    socket.lose();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(socket.begunAt.length).toBeGreaterThan(4);
    expect(200 * socket.begunAt.length).toBeLessThan(PER_ADDRESS.connects);
    signaling.close();
  });

  test('and refuses for longer than a server takes to begin anew is asked less and less often', async () => {
    const { socket, signaling } = await aConnection();
    socket.refusal = 0;
    socket.tookMs = 5;
    socket.lose();
    await vi.advanceTimersByTimeAsync(10_000);
    socket.begunAt.length = 0;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(socket.begunAt.length).toBeLessThan(35);
    await vi.advanceTimersByTimeAsync(200_000);
    socket.begunAt.length = 0;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(socket.begunAt.length).toBeLessThan(5);
    signaling.close();
  });
});

describe('a connection that seems to stand', () => {
  test('and is silent is renewed soon after the device woke', async () => {
    const { socket, signaling, signs, changes } = await aConnection();
    await vi.advanceTimersByTimeAsync(60_000);
    signs.awake();
    await vi.advanceTimersByTimeAsync(500 + socket.tookMs);
    expect(changes).toEqual([true, false, true]);
    expect(vi.getTimerCount()).toBe(0);
    signaling.close();
  });

  test('and is heard of is kept, whatever else has doubts', async () => {
    const { socket, signaling, signs, changes } = await aConnection();
    for (let second = 0; second < 20; second += 2) {
      signaling.doubt();
      signs.awake();
      await vi.advanceTimersByTimeAsync(2_000);
      socket.ping();
    }
    await vi.advanceTimersByTimeAsync(20_000);
    expect(changes).toEqual([true]);
    signaling.close();
  });
});

test('nothing goes on after closing, nor while nobody is in', async () => {
  const resting = await aConnection();
  resting.signaling.rest();
  resting.signs.changed();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(resting.socket.begunAt).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
  const { signaling, socket, stop } = await aConnection();
  signaling.doubt();
  socket.isSwallowed = true;
  socket.lose();
  signaling.close();
  expect(stop).toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
