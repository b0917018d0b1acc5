import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TurnAccess } from '../../../../src/protocol/index.ts';
import { TurnRenewal } from '../../../../web/src/media/link/turn-renewal.ts';
import type { Request } from '../../../../web/src/session/signaling.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function access(credential: string): TurnAccess {
  return { iceServers: [{ urls: ['turn:turn.example.org'], username: 'anna', credential }], validForMs: 600_000 };
}

function setUp(answers: () => Promise<{ turn: TurnAccess | null }>) {
  const asked: string[] = [];
  const used: (string | undefined)[][] = [[], []];
  const transports = used.map((seen) => ({
    updateIceServers: async ({ iceServers = [] }: { iceServers?: RTCIceServer[] } = {}) =>
      void seen.push(iceServers[0]?.credential),
  }));
  const request = (async (name: string) => {
    asked.push(name);
    return answers();
  }) as Request;
  return { renewal: new TurnRenewal({ request, transports }), asked, used };
}

it('TURN credentials are renewed before they end, for both transports, again and again', async () => {
  let count = 0;
  const { renewal, used } = setUp(async () => ({ turn: access(`renewed-${++count}`) }));
  renewal.keep(access('first'));
  await vi.advanceTimersByTimeAsync(599_000);
  expect(used).toEqual([['renewed-1'], ['renewed-1']]);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(used[0]).toEqual(['renewed-1', 'renewed-2']);
  renewal.close();
  expect(vi.getTimerCount()).toBe(0);
});

it('while nobody answers they are asked for again, and a restart brings its own', async () => {
  let isOffline = true;
  const { renewal, asked, used } = setUp(async () => {
    if (isOffline) throw new Error('offline');
    return { turn: access('at last') };
  });
  renewal.keep(access('first'));
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked.length).toBeGreaterThan(1);
  await renewal.use(access('restarted'));
  expect(used).toEqual([['restarted'], ['restarted']]);
  isOffline = false;
  await vi.advanceTimersByTimeAsync(599_000);
  expect(used[1]).toEqual(['restarted', 'at last']);
  renewal.close();
});

it('without a TURN server nothing is asked, and nothing is after the end', async () => {
  const { renewal, asked, used } = setUp(async () => ({ turn: access('late') }));
  renewal.keep(null);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(asked).toEqual([]);
  renewal.keep(access('first'));
  renewal.close();
  await renewal.use(access('after'));
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect({ asked, used }).toEqual({ asked: [], used: [[], []] });
});

it('a browser that takes no others goes on with those from before, and nobody who seeks a way is held up', async () => {
  const refused = { updateIceServers: vi.fn(async () => Promise.reject(new Error('not supported'))) };
  const request = (async () => ({ turn: access('renewed') })) as unknown as Request;
  const renewal = new TurnRenewal({ request, transports: [refused, refused] });
  await expect(renewal.use(access('restarted'))).resolves.toBeUndefined();
  await vi.advanceTimersByTimeAsync(599_000);
  expect(refused.updateIceServers).toHaveBeenCalledTimes(4);
  renewal.close();
  expect(vi.getTimerCount()).toBe(0);
});
