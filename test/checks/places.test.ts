import { afterEach, expect, it, vi } from 'vitest';
import { Places } from '../../src/checks/places.ts';

const TURN_URLS = ['turn:turn.example.org:3478?transport=udp', 'turns:turn.example.org:443', 'turn:[2001:db8::7]:3478'];

afterEach(() => void vi.useRealTimers());

it('the addresses of a server are those that others reach, also of the TURN server’s name', async () => {
  const lookup = vi.fn(async () => [{ address: '203.0.113.9' }, { address: '203.0.113.9' }]);
  const media = { announced: ['203.0.113.8', '172.30.0.2'], ports: [40_000, 40_001] };
  const places = new Places({ media, turnUrls: TURN_URLS, lookup });
  expect(await places.get()).toEqual({
    addresses: ['203.0.113.8', '203.0.113.9', '2001:db8::7'],
    mediaPorts: [40_000, 40_001],
    turnUrls: TURN_URLS,
  });
  expect(lookup.mock.calls).toEqual([['turn.example.org']]);
  await places.get();
  expect(lookup).toHaveBeenCalledOnce();
});

it('an installation in a house of its own has inner addresses, and a name that leads nowhere keeps nobody waiting', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const places = new Places({
    media: { announced: ['10.1.0.2'], ports: [40_000] },
    turnUrls: TURN_URLS.slice(0, 1),
    lookup: () => new Promise(() => {}),
  });
  const got = places.get();
  await vi.advanceTimersByTimeAsync(2_000);
  expect((await got).addresses).toEqual(['10.1.0.2']);
  expect(vi.getTimerCount()).toBe(0);
});

it('a name of which nothing was heard is looked up again half a minute later, one that leads somewhere after ten', async () => {
  vi.useFakeTimers();
  const lookup = vi.fn(async () => [{ address: '203.0.113.9' }]);
  lookup.mockRejectedValueOnce(new Error('EAI_AGAIN'));
  const places = new Places({ media: { announced: [], ports: [] }, turnUrls: TURN_URLS.slice(0, 1), lookup });
  expect((await places.get()).addresses).toEqual([]);
  await vi.advanceTimersByTimeAsync(30_001);
  expect((await places.get()).addresses).toEqual(['203.0.113.9']);
  await vi.advanceTimersByTimeAsync(599_000);
  await places.get();
  expect(lookup).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1_001);
  await places.get();
  expect(lookup).toHaveBeenCalledTimes(3);
});
