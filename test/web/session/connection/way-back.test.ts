import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PER_ADDRESS } from '../../../../src/signaling/limits/connection-limits.ts';
import type { NetworkSigns } from '../../../../web/src/session/connection/network-signs.ts';
import { SocketSignaling } from '../../../../web/src/session/connection/socket-signaling.ts';

/** An attempt's first packet, when nothing comes back (Linux until 6.5, Android). */
const TCP_SENDS_AT_MS = [0, 1_000, 3_000, 7_000, 15_000, 31_000, 63_000];
const TCP_GIVES_UP_AFTER_MS = 127_000;

/** What Chromium makes a page wait before one more WebSocket: its WebSocketThrottler. */
const heldBackMs = ({ failed, made }: Counted, upToMs: number) =>
  (upToMs * 2 ** Math.min(Math.floor(failed / (made + 1)), 16)) / 65_536;
/** Of the last minutes. */
interface Counted {
  failed: number;
  made: number;
}
/** So many connections for requests are begun at once, whether somebody still waits for them or not. */
const PLACES_FOR_REQUESTS = 6;

const until = (at: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, at - performance.now())));

/** Connections for one kind of request: whoever waits takes the first that stands, and who gives up ends none. */
class Places {
  readonly #network: { readonly isSwallowed: boolean; readonly tookMs: number };
  readonly #waiting = new Map<() => void, (error: Error) => void>();
  #begun = 0;

  constructor(network: { readonly isSwallowed: boolean; readonly tookMs: number }) {
    this.#network = network;
  }

  connected(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(resolve, reject);
      signal.addEventListener('abort', () => this.#waiting.delete(resolve));
      if (this.#begun < PLACES_FOR_REQUESTS) void this.#begin();
    });
  }

  async #begin(): Promise<void> {
    this.#begun += 1;
    const begunAt = performance.now();
    for (const sentAt of TCP_SENDS_AT_MS) {
      await until(begunAt + sentAt);
      if (this.#network.isSwallowed) continue;
      await until(performance.now() + this.#network.tookMs);
      this.#begun -= 1;
      this.#first()?.[0]();
      return;
    }
    await until(begunAt + TCP_GIVES_UP_AFTER_MS);
    this.#begun -= 1;
    this.#first()?.[1](new Error('net::ERR_CONNECTION_TIMED_OUT'));
  }

  #first() {
    const [first] = this.#waiting;
    if (first) this.#waiting.delete(first[0]);
    return first;
  }
}

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
  readonly counted: Counted = { failed: 0, made: 0 };
  readonly #places = { probe: new Places(this), polling: new Places(this) };
  /** That were asked by requests. */
  questions = 0;
  /** Of 1 to 5 s. */
  heldUpToMs = 3_000;
  readonly #heard = new Map<string, (arg?: unknown) => void>();
  readonly #heardOfManager = new Map<string, () => void>();
  #patienceMs = 0;
  #attempt: ReturnType<typeof setTimeout> | undefined;
  #polling: AbortController | null = null;
  #isTrying = false;

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
    this.#isTrying = true;
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
    if (this.ways.at(-1) === 'polling') {
      const scope = new AbortController();
      this.#polling = scope;
      const stands = await Promise.race([
        this.#places.polling.connected(scope.signal).then(
          () => true,
          () => false,
        ),
        later(patienceMs).then(() => false),
      ]);
      if (scope.signal.aborted) return;
      if (stands) this.#answerOrRefuse();
      else this.#fail(new Error('timeout'));
      return;
    }
    const heldMs = heldBackMs(this.counted, this.heldUpToMs);
    for (const sentAt of TCP_SENDS_AT_MS.map((at) => heldMs + at)) {
      if (sentAt + this.tookMs > patienceMs) break;
      await later(sentAt);
      if (this.isSwallowed) continue;
      await later(sentAt + this.tookMs);
      this.#answerOrRefuse();
      return;
    }
    await later(patienceMs);
    if (attempt === this.patience.length) this.#fail(new Error('timeout'));
  }

  #answerOrRefuse(): void {
    if (this.refusal === null) this.answer();
    else this.#fail(Object.assign(new Error('xhr poll error'), { description: this.refusal }));
  }

  #fail(error: Error): void {
    this.#endAttempt();
    this.#heard.get('connect_error')?.(error);
  }

  /** By a request that is no WebSocket. */
  async asked(signal: AbortSignal): Promise<void> {
    this.questions += 1;
    await this.#places.probe.connected(signal);
    if (this.refusal === 0) throw new TypeError('Failed to fetch');
  }

  answer(): void {
    this.connected = true;
    this.#isTrying = false;
    if (this.ways.at(-1) === 'websocket') this.counted.made += 1;
    this.#heard.get('connect')?.();
  }

  ping(): void {
    this.#heardOfManager.get('ping')?.();
  }

  disconnect(): void {
    this.#endAttempt();
    if (!this.connected) return;
    this.lose('io client disconnect');
  }

  #endAttempt(): void {
    // Also one that is given up.
    if (this.#isTrying && this.ways.at(-1) === 'websocket') this.counted.failed += 1;
    this.#isTrying = false;
    clearTimeout(this.#attempt);
    this.#polling?.abort();
    this.#polling = null;
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
  /** What each of many outages took from its end. `before`: WebSockets of the last minutes. */
  async function returns({ isHeard, before }: { isHeard: boolean; before: Counted }): Promise<number[]> {
    const tookMs: number[] = [];
    for (let outageMs = 5_000; outageMs < 95_000; outageMs += 1_310) {
      const { socket, signaling } = await aConnection();
      Object.assign(socket.counted, before);
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

  describe.each([
    ['once', { failed: 0, made: 0 }],
    ['a few minutes after another time', { failed: 11, made: 1 }],
  ])('%s', (_, before) => {
    test('is back at once when media has heard the network, though browsers hold back who tries often', async () => {
      const tookMs = await returns({ isHeard: true, before });
      expect(tookMs.at(-1)).toBeLessThan(200);
    });

    test('is back soon after it as well where nobody has media to hear', async () => {
      const tookMs = await returns({ isHeard: false, before });
      expect(tookMs[Math.floor(tookMs.length / 2)]).toBeLessThan(1_500);
      expect(tookMs.at(-1)).toBeLessThan(6_000);
    });
  });

  test('is sought for as before when media tells several times that the network is there', async () => {
    const { socket, signaling } = await aConnection();
    socket.isSwallowed = true;
    socket.lose('ping timeout');
    await vi.advanceTimersByTimeAsync(40_000);
    socket.isSwallowed = false;
    socket.tookMs = 900;
    socket.begunAt.length = 0;
    signaling.hope();
    await vi.advanceTimersByTimeAsync(400);
    signaling.hope();
    await vi.advanceTimersByTimeAsync(700);
    expect([socket.connected, socket.begunAt.length]).toEqual([true, 1]);
    signaling.close();
  });

  test('to a server that is started anew for a minute is back soon after it', async () => {
    const tookMs: number[] = [];
    for (let awayMs = 20_000; awayMs < 70_000; awayMs += 5_130) {
      const { socket, signaling } = await aConnection();
      socket.heldUpToMs = 5_000;
      socket.refusal = 0;
      socket.tookMs = 5;
      socket.lose();
      await vi.advanceTimersByTimeAsync(awayMs);
      socket.refusal = null;
      const since = performance.now();
      while (!socket.connected || socket.ways.at(-1) !== 'websocket') await vi.advanceTimersByTimeAsync(10);
      tookMs.push(performance.now() - since);
      signaling.close();
    }
    expect(Math.max(...tookMs)).toBeLessThan(2_500);
  });

  test('is asked for seldom when the network stays away', async () => {
    const { socket, signaling } = await aConnection();
    socket.isSwallowed = true;
    socket.lose('ping timeout');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(socket.questions).toBeGreaterThan(2);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(socket.questions).toBeLessThan(40);
    expect(socket.questions).toBeGreaterThan(10);
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
    await vi.advanceTimersByTimeAsync(4_000);
    expect(socket.begunAt.length).toBeGreaterThan(6);
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
    await vi.advanceTimersByTimeAsync(heldBackMs(socket.counted, socket.heldUpToMs) + socket.tookMs);
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
