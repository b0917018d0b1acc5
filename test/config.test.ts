import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import proxyAddr from '@fastify/proxy-addr';
import { describe, expect, it, onTestFinished } from 'vitest';
import { capacitySource, loadCliConfig, loadConfig } from '../src/config.ts';
import { ConfigError, settingsWithoutSecrets } from '../src/settings.ts';
import { capacityLine } from './bench/parts/capacity-line.ts';

function problemsOf(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the settings', () => {
  it('need nothing at all, and then serve this machine alone over plain HTTP', () => {
    const config = loadConfig({});
    expect(config.http).toMatchObject({ port: 3000, host: '127.0.0.1', tls: null });
    expect(config.publicUrl).toBeNull();
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('take a TURN server by its addresses and its secret, whatever is in that, and never one without the other', () => {
    const urls = [
      'turn:turn.example.org:3478?transport=udp',
      'turns:[2001:db8::1]:443?transport=tcp',
      'turn:192.0.2.1',
    ];
    const secret = 'a$b#c"d e\'f%1234';
    expect(loadConfig({ TURN_URLS: urls.join(', '), TURN_SECRET: secret }).turn).toEqual({ urls, secret });
    expect(loadConfig({ TURN_URLS: '', TURN_SECRET: '' }).turn).toBeNull();
    expect(problemsOf({ TURN_URLS: 'turn:turn.example.org' })).toContain('TURN_URLS and TURN_SECRET');
    expect(problemsOf({ TURN_SECRET: secret })).toContain('TURN_URLS and TURN_SECRET');
    for (const bad of ['short', 'long enough, and\nallowed-peer-ip=10.0.0.1'])
      expect(problemsOf({ TURN_URLS: 'turn:turn.example.org', TURN_SECRET: bad })).toContain('TURN_SECRET');
    expect(loadConfig({ TURN_RELAY: '192.0.2.1, 2001:db8::1' }).media.relays).toEqual(['192.0.2.1', '2001:db8::1']);
    expect(problemsOf({ TURN_RELAY: 'turn.example.org' })).toContain('TURN_RELAY');
    for (const url of [
      'stun:turn.example.org',
      'https://turn.example.org',
      'turn://turn.example.org',
      'turn:a?transport=tls',
    ])
      expect(problemsOf({ TURN_URLS: url, TURN_SECRET: secret })).toContain('TURN_URLS');
  });

  it('let nobody make a room without an account unless it is said, and then not for ever and not without number', () => {
    expect(loadConfig({}).openRooms).toEqual({ forEveryone: false, forOrganisers: false, days: 14, max: 200 });
    const wished = { OPEN_ROOMS: 'everyone', OPEN_ROOM_DAYS: '7', OPEN_ROOMS_MAX: '20' };
    expect(loadConfig(wished).openRooms).toEqual({ forEveryone: true, forOrganisers: false, days: 7, max: 20 });
    expect(loadConfig({ OPEN_ROOMS: 'organisers' }).openRooms).toMatchObject({
      forEveryone: false,
      forOrganisers: true,
    });
    expect(problemsOf({ OPEN_ROOMS: 'all' })).toContain(
      'OPEN_ROOMS: "all" is not one of nobody, organisers, everyone.',
    );
    for (const days of ['0', '91', '2w']) expect(problemsOf({ OPEN_ROOM_DAYS: days })).toContain('OPEN_ROOM_DAYS');
    expect(problemsOf({ OPEN_ROOMS_MAX: '0' })).toContain('OPEN_ROOMS_MAX');
  });

  it('reckon from the cores how many seats may be reserved, unless it is said', () => {
    const reckoned = { capacitySeats: 75, capacityFrom: { is: 'reckoned' } };
    expect(loadConfig({ WORKERS: '3' }).reservations).toEqual({ ...reckoned, days: 14 });
    expect(loadCliConfig({ WORKERS: '3' }).reservations).toEqual(reckoned);
    const said = { capacitySeats: 180, capacityFrom: { is: 'set' } };
    expect(loadConfig({ CAPACITY_SEATS: '180', RESERVATION_DAYS: '3' }).reservations).toEqual({ ...said, days: 3 });
    expect(loadCliConfig({ CAPACITY_SEATS: '180' }).reservations).toEqual(said);
    for (const seats of ['0', '100001', '-measured-2026-11-27', '125-measured-2026-02-30', '125 measured'])
      expect(problemsOf({ CAPACITY_SEATS: seats })).toContain(`CAPACITY_SEATS: "${seats}" is not a number of people`);
    expect(problemsOf({ RESERVATION_DAYS: '61' })).toContain('RESERVATION_DAYS');
  });

  it('take the line that the bench prints, and say that it was measured', () => {
    const line = capacityLine({ meetings: 5, cores: 3, day: '2026-11-27' });
    expect(line).toBe('CAPACITY_SEATS=175-measured-2026-11-27');
    expect(capacityLine({ meetings: 5, cores: 1, day: '2026-11-27' })).toBe('CAPACITY_SEATS=50-measured-2026-11-27');
    // Not one whole meeting, or nothing measured: a line would be made up.
    expect(capacityLine({ meetings: 1, cores: 1, day: '2026-11-27' })).toBeNull();
    expect(capacityLine({ meetings: Number.NaN, cores: 8, day: '2026-11-27' })).toBeNull();
    const [name = '', value] = line?.split('=') ?? [];
    const { reservations } = loadConfig({ [name]: value });
    expect(reservations).toMatchObject({ capacitySeats: 175, capacityFrom: { is: 'measured', on: '2026-11-27' } });
    expect(capacitySource(reservations)).toBe('measured on 2026-11-27, as CAPACITY_SEATS says');
    expect(settingsWithoutSecrets({ [name]: value }).CAPACITY_SEATS).toBe(value);
  });

  it('that are secret are not said, whatever is wrong with them', () => {
    const problems = problemsOf({ METRICS_TOKEN: 'brief-token', TURN_SECRET: 'brief-secret', TURN_URLS: 'turn:a' });
    expect(problems).toContain('METRICS_TOKEN: what is set is not');
    expect(problems).toContain('TURN_SECRET: what is set is not');
    expect(problems).not.toContain('brief');
  });

  it('are refused all together, each with what is allowed', () => {
    const problems = problemsOf({ PORT: 'http', WORKERS: '0', PUBLIC_URL: 'meet.example.org', LOG_LEVEL: 'loud' });
    expect(problems.split('\n')).toHaveLength(5);
    for (const name of ['PORT: "http" is not a port from 0 to 65535', 'WORKERS', 'PUBLIC_URL', 'LOG_LEVEL']) {
      expect(problems).toContain(name);
    }
  });

  it.each(['0x10', '1e3', ' 80 ', '+80', '080', '80.0', '٣٠٠', '99999', '-1', 'Infinity'])(
    'take whole numbers as everybody writes them, and not %j',
    (number) => {
      for (const name of ['PORT', 'MEDIA_PORT', 'WORKERS', 'DRAIN_SECONDS']) {
        expect(problemsOf({ PORT: 'x', [name]: number })).toContain(`${name}: "${number}" is not a`);
      }
      expect(() => loadCliConfig({ PORT: number })).toThrow(ConfigError);
    },
  );

  it.each([
    'rubbish',
    '1',
    'true',
    '*',
    '10.0.0.0/99',
    '10.0.0.0/8/8',
    '0.0.0.0/0',
    '::/0',
    '127.0.0.1, proxy.example',
  ])('refuse %j for reverse proxies, in a sentence', (list) =>
    expect(problemsOf({ TRUST_PROXY: list })).toContain(`TRUST_PROXY: "${list}" is not a list of addresses`),
  );

  it('take addresses and networks for reverse proxies', () => {
    const list = '127.0.0.1, 10.1.0.0/16,::1,fd00::/8, 10.0.0.0/255.0.0.0,loopback';
    const { trustProxy } = loadConfig({ TRUST_PROXY: list }).http;
    expect(trustProxy).toHaveLength(6);
    expect(() => proxyAddr.compile([...trustProxy])).not.toThrow();
  });

  it('take addresses and names to announce, and nothing else', () => {
    const { announced } = loadConfig({ ANNOUNCED_ADDRESS: ',meet.example.org, 192.0.2.1,2001:db8::1,' }).media;
    expect(announced).toEqual(['meet.example.org', '192.0.2.1', '2001:db8::1']);
    for (const bad of ['192.0.2', '192.0.2.1:40000', 'https://meet.example.org', 'meet example', '300.1.1.1'])
      expect(problemsOf({ ANNOUNCED_ADDRESS: bad })).toContain('ANNOUNCED_ADDRESS');
  });

  it('refuse what would listen beyond the last port', () => {
    expect(problemsOf({ MEDIA_PORT: '65535', WORKERS: '2' })).toContain('MEDIA_PORT');
  });

  it('count as not set when they are empty, as compose files leave them', () => {
    expect(loadConfig({ PORT: '', PUBLIC_URL: '', TLS_CERT: '' }).http.port).toBe(3000);
  });

  it('want a certificate and its key together, and readable', () => {
    expect(problemsOf({ TLS_CERT: '/etc/hostname' })).toContain('TLS_CERT and TLS_KEY');
    expect(problemsOf({ TLS_CERT: '/nonexistent/cert', TLS_KEY: '/nonexistent/key' })).toContain('ENOENT');
    const dir = mkdtempSync(join(tmpdir(), 'tafelrunde-tls-'));
    onTestFinished(() => rmSync(dir, { recursive: true }));
    for (const name of ['cert', 'key']) writeFileSync(join(dir, name), name);
    const tls = { TLS_CERT: join(dir, 'cert'), TLS_KEY: join(dir, 'key') };
    const { http } = loadConfig({ ...tls, PUBLIC_URL: 'https://meet.example.org' });
    expect(http.tls?.key.toString()).toBe('key');
    // Who brings a certificate wants to be reached.
    expect(http.host).toBe('0.0.0.0');
  });

  it('want the public address when others reach the server: its pages alone may connect', () => {
    expect(problemsOf({ HOST: '0.0.0.0' })).toContain('PUBLIC_URL: set it');
    expect(loadConfig({ HOST: '::1' }).publicUrl).toBeNull();
  });

  it('make links of the public address without a slash at its end, of this machine without one', () => {
    expect(loadConfig({ PUBLIC_URL: 'https://meet.example.org/' }).publicUrl).toBe('https://meet.example.org');
    expect(problemsOf({ PUBLIC_URL: 'https://meet.example.org/path' })).toContain('PUBLIC_URL');
    expect(problemsOf({ PUBLIC_URL: 'javascript:alert(1)' })).toContain('PUBLIC_URL');
    expect(loadCliConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
    expect(loadCliConfig({ DATA_DIR: 'rooms' }).dataDir).toBe(join(process.cwd(), 'rooms'));
  });
});
