import { afterEach, expect, it, vi } from 'vitest';
import { findAnnounced } from '../src/announced.ts';
import { StartError } from '../src/platform/errors.ts';

afterEach(() => void vi.useRealTimers());

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'meet.example.org': ['192.0.2.1', '2001:db8::1'],
  'intranet.example.org': ['10.1.2.3'],
  'own.example.org': ['127.0.1.1'],
  localhost: ['127.0.0.1'],
  'six.example.org': ['2001:db8::1'],
};

const lookup = async (name: string) => {
  const found = NAMES[name];
  if (!found) throw Object.assign(new Error(name), { code: 'ENOTFOUND' });
  return found.map((address) => ({ address }));
};

const IN_CONTAINER = {
  given: [] as readonly string[],
  publicUrl: 'https://meet.example.org' as string | null,
  listenAddress: '0.0.0.0',
  own: ['172.17.0.2'] as readonly string[],
  lookup,
};

const find = (changes: Partial<typeof IN_CONTAINER>, warn = (_sentence: string) => {}) =>
  findAnnounced({ ...IN_CONTAINER, warn, ...changes });

it('what is set is announced, in its order, names as the addresses that they lead to', async () => {
  const given = ['198.51.100.7', 'meet.example.org', '172.28.43.19', '198.51.100.7'];
  expect(await find({ given })).toEqual(['198.51.100.7', '192.0.2.1', '172.28.43.19']);
});

it('a name that leads nowhere is a warning where a public address is set besides', async () => {
  const warnings: string[] = [];
  const found = (name: string) =>
    find({ given: ['192.0.2.1', name, '172.28.43.19'] }, (sentence) => void warnings.push(sentence));
  expect(await found('nobody.example.org')).toEqual(['192.0.2.1', '172.28.43.19']);
  expect(await found('six.example.org')).toEqual(['192.0.2.1', '172.28.43.19']);
  expect(warnings).toEqual([
    expect.stringMatching(/ANNOUNCED_ADDRESS: the name nobody\.example\.org leads to no address \(ENOTFOUND\)/),
    expect.stringMatching(/ANNOUNCED_ADDRESS: six\.example\.org has IPv6 addresses alone/),
  ]);
});

it('where nothing is set, it is where the public name leads to, before this machine’s own addresses', async () => {
  expect(await find({})).toEqual(['192.0.2.1', '172.17.0.2']);
  expect(await find({ publicUrl: 'https://intranet.example.org' })).toEqual(['10.1.2.3', '172.17.0.2']);
  expect(await find({ publicUrl: 'https://203.0.113.9:8443' })).toEqual(['203.0.113.9', '172.17.0.2']);
});

it('an IPv6 address is announced only where the media ports are reached by it', async () => {
  expect(await find({ listenAddress: '::', own: [] })).toEqual(['192.0.2.1', '2001:db8::1']);
  await expect(find({ given: ['six.example.org'] })).rejects.toThrow('MEDIA_HOST is 0.0.0.0');
});

it('for this machine alone its own addresses do, without any name', async () => {
  for (const publicUrl of [null, 'http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:80']) {
    expect(await find({ publicUrl, own: ['127.0.0.1'] })).toEqual(['127.0.0.1']);
  }
});

it('a machine that everybody reaches at its own address starts without its name', async () => {
  for (const publicUrl of ['https://nobody.example.org', 'https://own.example.org']) {
    expect(await find({ publicUrl, own: ['203.0.113.5', '10.0.0.1'] })).toEqual(['203.0.113.5', '10.0.0.1']);
  }
});

it.each([
  {
    publicUrl: 'https://nobody.example.org',
    said: /PUBLIC_URL: .*nobody\.example\.org leads to no address.*ANNOUNCED/,
  },
  { publicUrl: 'https://own.example.org', said: /PUBLIC_URL: own\.example\.org leads to 127\.0\.1\.1 .*hosts/ },
  { publicUrl: 'https://six.example.org', said: /PUBLIC_URL: .*six\.example\.org/ },
  { listenAddress: '127.0.0.1', said: /MEDIA_HOST: 127\.0\.0\.1/ },
  { given: ['nobody.example.org'], said: /ANNOUNCED_ADDRESS: .*nobody\.example\.org/ },
  { given: ['nobody.example.org', '172.28.43.19'], said: /ANNOUNCED_ADDRESS: .*nobody\.example\.org/ },
  { given: ['127.0.0.1'], said: /ANNOUNCED_ADDRESS: 127\.0\.0\.1 is reached from this machine alone/ },
  { given: ['::ffff:127.0.0.1'], said: /ANNOUNCED_ADDRESS: ::ffff:127\.0\.0\.1/ },
  { given: ['localhost', '192.0.2.1'], said: /ANNOUNCED_ADDRESS: .*localhost/ },
  { given: ['own.example.org'], said: /ANNOUNCED_ADDRESS: own\.example\.org leads to 127\.0\.1\.1/ },
  ...['0.0.0.0', '::', '169.254.1.1', '224.0.0.1', 'fe80::1', '::ffff:0.0.0.0'].map((address) => ({
    given: [address],
    said: /ANNOUNCED_ADDRESS: nobody can send media to/,
  })),
])('what nobody from elsewhere could reach is named at the start: $said', async ({ said, ...settings }) => {
  const refused = find(settings);
  await expect(refused).rejects.toThrow(StartError);
  await expect(refused).rejects.toThrow(said);
});

it('a network that is not there yet when the machine starts is waited for, and not for ever', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const temporary = Object.assign(new Error('no network'), { code: 'EAI_AGAIN' });
  const late = vi
    .fn(lookup)
    .mockRejectedValueOnce(temporary)
    .mockImplementationOnce(() => new Promise(() => {}));
  const found = find({ lookup: late });
  for (const _ of [1, 2, 3, 4, 5]) await vi.advanceTimersByTimeAsync(10_000);
  expect(await found).toEqual(['192.0.2.1', '172.17.0.2']);
  const never = find({ lookup: () => Promise.reject(temporary) });
  const refused = expect(never).rejects.toThrow('EAI_AGAIN');
  await vi.runAllTimersAsync();
  await refused;
});
