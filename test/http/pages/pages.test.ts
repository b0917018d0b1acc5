import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import type { DoorView } from '../../../src/protocol/door.ts';
import { PICTURES } from '../../helpers/pictures.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

// Some ask hundreds of times; a busy machine takes a while.
vi.setConfig({ testTimeout: 30_000 });

const ROOM = '/r/runde-aaaaaaaaaaaaaaaaaaaaaaaaaa';

function builtClient(): string {
  const webRoot = mkdtempSync(join(tmpdir(), 'tafelrunde-web-'));
  onTestFinished(() => rmSync(webRoot, { recursive: true }));
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Tafelrunde</title>');
  writeFileSync(join(webRoot, 'regie.html'), '<!doctype html><title>Regiepult · Tafelrunde</title>');
  writeFileSync(join(webRoot, 'check.html'), '<!doctype html><title>Verbindung prüfen · Tafelrunde</title>');
  writeFileSync(join(webRoot, 'verwaltung.html'), '<!doctype html><title>Verwaltung · Tafelrunde</title>');
  writeFileSync(join(webRoot, 'lizenzen.html'), '<!doctype html><title>Lizenzen · Tafelrunde</title>');
  mkdirSync(join(webRoot, 'assets'));
  writeFileSync(join(webRoot, 'assets/index-abc123.js'), 'export {}');
  return webRoot;
}

describe('pages', () => {
  it('are one page for the start and for every room, always fresh, its files kept for a year', async () => {
    const app = await startTestApp({ webRoot: builtClient() });
    for (const path of ['/', ROOM]) {
      const page = await fetch(app.url + path);
      expect(page.headers.get('content-type')).toContain('text/html');
      expect(page.headers.get('cache-control')).toBe('no-cache');
      expect(await page.text()).toContain('Tafelrunde');
    }
    const script = await fetch(`${app.url}/assets/index-abc123.js`);
    expect(script.headers.get('cache-control')).toContain('immutable');
  });

  it('have one of their own for the licences, by its name in either language', async () => {
    const app = await startTestApp({ webRoot: builtClient() });
    for (const path of ['/lizenzen', '/Lizenzen/', '/licences', '/licenses']) {
      const page = await fetch(app.url + path);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('<title>Lizenzen');
    }
    expect((await fetch(`${app.url}/lizenzen-alt`)).status).toBe(404);
  });

  it('have one of their own for the organisers, at whatever of its addresses somebody comes back to', async () => {
    const app = await startTestApp({ webRoot: builtClient() });
    for (const path of [
      '/verwaltung',
      '/verwaltung/raeume/abc/sitzordnung',
      '/verwaltung/anmelden?next=%2Fr%2Fx',
      '/Verwaltung/',
    ]) {
      const page = await fetch(app.url + path);
      expect(page.status, path).toBe(200);
      expect(await page.text(), path).toContain('<title>Verwaltung');
    }
    expect((await fetch(`${app.url}/verwaltungen`)).status).toBe(404);
  });

  it('have one of their own for the console, under the same rules', async () => {
    const app = await startTestApp({ webRoot: builtClient() });
    const [page, room] = await Promise.all([fetch(`${app.url}/regie`), fetch(app.url + ROOM)]);
    expect(await page.text()).toContain('Regiepult');
    for (const header of ['content-security-policy', 'cache-control', 'referrer-policy', 'content-type']) {
      expect(page.headers.get(header), header).toBe(room.headers.get(header));
    }
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('may carry a script within themselves, which the policy allows by its hash and no other', async () => {
    const webRoot = builtClient();
    writeFileSync(join(webRoot, 'index.html'), '<script>boot()</script><script type="module" src="/a.js"></script>');
    const app = await startTestApp({ webRoot });
    const policy = (await fetch(app.url + ROOM)).headers.get('content-security-policy') ?? '';
    const hash = createHash('sha256').update('boot()').digest('base64');
    expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}';`);
  });

  it('and their files are sent compressed to browsers that take it, and plain to others', async () => {
    const webRoot = builtClient();
    for (const file of ['index.html', 'assets/index-abc123.js']) {
      writeFileSync(join(webRoot, `${file}.br`), brotliCompressSync(readFileSync(join(webRoot, file))));
    }
    const app = await startTestApp({ webRoot });
    for (const [path, text] of [
      [ROOM, 'Tafelrunde'],
      ['/assets/index-abc123.js', 'export {}'],
    ] as const) {
      const compressed = await fetch(app.url + path, { headers: { 'accept-encoding': 'gzip, br' } });
      expect(compressed.headers.get('content-encoding')).toBe('br');
      expect(compressed.headers.get('vary')).toMatch(/accept-encoding/i);
      expect(await compressed.text()).toContain(text);
      const plain = await fetch(app.url + path, { headers: { 'accept-encoding': 'identity' } });
      expect(plain.headers.get('content-encoding')).toBeNull();
      expect(await plain.text()).toContain(text);
    }
  });

  it('come under a policy that lets nothing in from elsewhere', async () => {
    const app = await startTestApp({ webRoot: builtClient() });
    const { headers } = await fetch(app.url + ROOM);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    // WebAssembly of our own; of text no code is made.
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('leave a browser behind a proxy its way to the TURN server, and are open to no other page', async () => {
    const app = await startTestApp({ webRoot: builtClient() });
    const { headers } = await fetch(app.url + ROOM);
    // With any, Firefox ends each tunnel through the proxy.
    expect(headers.has('cross-origin-embedder-policy')).toBe(false);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });

  it('do not leave their folder', async () => {
    const app = await startTestApp({ webRoot: builtClient() });
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%2fpackage.json',
      '/assets/../../package.json',
      '/assets/..%2findex.html',
      '/.git/config',
    ]) {
      expect((await fetch(app.url + path)).status, path).toBe(404);
    }
  });

  it('answer a link as it may come out of a mail with the page that finds the room in it', async () => {
    const app = await startTestApp({ webRoot: builtClient() });
    for (const path of [
      '/r/x-1/',
      '//r/x-1',
      '/R/X-1',
      '/r/x-1%3C/a%3E',
      '/r/x-1.',
      '/r/x-1%',
      '/r/%E0%A4%A',
      `/r/${'x'.repeat(999)}`,
    ]) {
      const page = await fetch(app.url + path);
      expect({ status: page.status, type: page.headers.get('content-type') }, path).toEqual({
        status: 200,
        type: 'text/html; charset=utf-8',
      });
      expect(await page.text(), path).toContain('<title>Tafelrunde');
    }
  });

  it('have the console and the check of a connection under whatever somebody types for them', async () => {
    const app = await startTestApp({ webRoot: builtClient() });
    for (const path of ['/regie/', '//regie', '/Regie', '/regie%23room=x&code=y']) {
      expect(await (await fetch(app.url + path)).text(), path).toContain('Regiepult');
    }
    for (const path of ['/check', '/check/', '//check', '/Check', '/check%23room=x']) {
      expect(await (await fetch(app.url + path)).text(), path).toContain('Verbindung prüfen');
    }
    expect((await fetch(`${app.url}/check-in`)).status).toBe(404);
  });

  it('say in words what leads nowhere, which is a failure to programs', async () => {
    const app = await startTestApp({ webRoot: builtClient() });
    for (const path of ['/r', '/r/', '/raum/x', '/index.php', '/x%', '/%C0%AF', '/regie2']) {
      const page = await fetch(app.url + path);
      expect(page.status, path).toBe(404);
      expect(page.headers.get('content-type'), path).toContain('text/html');
    }
  });

  it('are not for programs', async () => {
    const app = await startTestApp({ webRoot: builtClient() });
    for (const path of ['/api', '/api/x', '/api/rooms/%/x', '/assets/x.js', '/assets/%']) {
      const answer = await fetch(app.url + path);
      expect(answer.status, path).toBe(404);
      expect(await answer.json(), path).toEqual({ error: { code: 'NOT_FOUND' } });
    }
  });

  it('are there to be read alone', async () => {
    const app = await startTestApp({ webRoot: builtClient() });
    expect((await fetch(app.url + ROOM, { method: 'HEAD' })).status).toBe(200);
    expect(await (await fetch(app.url + ROOM, { method: 'POST' })).json()).toEqual({ error: { code: 'NOT_FOUND' } });
  });

  it('say what to do when the client is not built', async () => {
    const app = await startTestApp();
    const page = await fetch(app.url);
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('npm run setup');
  });
});

describe('every answer', () => {
  const big = { method: 'POST', headers: { 'content-type': 'application/json' }, body: `"${'x'.repeat(99_999)}"` };
  const answers: [string, string, RequestInit?][] = [
    ['the start', '/'],
    ['a page that is not there', '/nirgends'],
    ['a malformed address', '/x%E0%A4%A'],
    ['a file', '/assets/index-abc123.js'],
    ['a missing file', '/assets/fehlt.js'],
    ['a call that is not there', '/api/x'],
    ['a failure of the server', '/api/rooms/x-1/door'],
    ['a body that is too long', '/r/x-1', big],
    ['readiness', '/readyz'],
    ['figures that are not shown', '/metrics', { headers: { 'x-forwarded-for': '192.0.2.1' } }],
    ['refused signaling', '/socket.io/?EIO=4&transport=polling'],
    ['malformed signaling', '/socket.io/?EIO=4&transport=pigeon'],
  ];

  it('comes under the same policy and says how long it may be kept', async () => {
    const app = await startTestApp({ webRoot: builtClient() });
    vi.spyOn(app.database.rooms, 'findRoom').mockRejectedValue(new Error('broken on purpose'));
    for (const [what, path, init] of answers) {
      const { headers } = await fetch(app.url + path, init);
      expect(headers.get('content-security-policy'), what).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options'), what).toBe('nosniff');
      expect(headers.get('referrer-policy'), what).toBe('no-referrer');
      expect(headers.get('permissions-policy'), what).toContain('camera=(self)');
      const keep = path === '/' || path === '/nirgends' || path.startsWith('/x%') ? 'no-cache' : 'no-store';
      expect(headers.get('cache-control'), what).toBe(
        path.endsWith('abc123.js') ? 'public, max-age=31536000, immutable' : keep,
      );
    }
  });
});

describe('a proxy that is not named', () => {
  const forwarded = { headers: { 'x-forwarded-for': '192.0.2.1' } };
  const warnings = (lines: readonly string[]) => lines.filter((line) => line.includes('TRUST_PROXY'));

  it('is said once in the log and with readiness, without an address', async () => {
    const app = await startTestApp({ trustProxy: [] });
    expect(await (await fetch(`${app.url}/readyz`)).json()).toMatchObject({ warnings: [] });
    expect(warnings(app.logLines)).toEqual([]);
    for (let request = 0; request < 3; request += 1) await fetch(`${app.url}/healthz`, forwarded);
    await fetch(`${app.url}/healthz`, { headers: { forwarded: 'for=192.0.2.1' } });
    expect(warnings(app.logLines)).toHaveLength(1);
    expect(warnings(app.logLines)[0]).not.toMatch(/192\.0\.2\.1|127\.0\.0\.1/);
    const ready = await fetch(`${app.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ warnings: [expect.stringContaining('TRUST_PROXY')] });
  });

  it('is said at the start where people come by HTTPS and this server does not speak it', async () => {
    const publicUrl = 'https://meet.example.org';
    expect(warnings((await startTestApp({ publicUrl, trustProxy: [] })).logLines)).toHaveLength(1);
    expect(warnings((await startTestApp({ publicUrl })).logLines)).toEqual([]);
  });

  it('is noticed by signaling alone too, and one that is named is no news', async () => {
    const named = await startTestApp();
    await named.connect();
    await fetch(`${named.url}/healthz`, forwarded);
    expect(warnings(named.logLines)).toEqual([]);
    const unnamed = await startTestApp({ trustProxy: ['10.0.0.0/8'] });
    await unnamed.connect();
    expect(warnings(unnamed.logLines)).toHaveLength(1);
  });
});

describe('the door', () => {
  it('says whether there is a password to type, and whose room it is where it is somebody’s', async () => {
    const app = await startTestApp();
    const rooms = {
      none: await app.createRoom(),
      required: await app.createRoom({ password: 'richtig-lang' }),
      optional: await app.createRoom({ password: 'richtig-lang', lobby: 'without-password' }),
    };
    for (const [password, { id }] of Object.entries(rooms)) {
      expect(await (await fetch(`${app.url}/api/rooms/${id}/door`)).json()).toEqual({
        password,
        house: null,
        code: password === 'none' ? null : expect.stringMatching(/^[1-9]\d{8}$/),
      });
    }
    const { organisation } = await app.createHouse({ name: 'Klinik <Aach>', colour: '#7a1f4b' });
    const { room } = await app.catalogue.rooms.create(OPERATOR, organisation.id, { name: 'Vorstand' });
    const house = async () => {
      const told = (await (await fetch(`${app.url}/api/rooms/${room.id}/door`)).json()) as DoorView;
      return told.house;
    };
    expect(await house()).toEqual({ name: 'Klinik <Aach>', colour: '#7a1f4b', logo: null });
    const { logo } = await app.catalogue.organisations.setLogo(OPERATOR, organisation.id, PICTURES['image/png']);
    expect((await house())?.logo).toEqual({ path: `/api/logos/${logo?.key}`, width: 24, height: 16 });
    await app.catalogue.organisations.delete(OPERATOR, organisation.id);
    expect(await house()).toBeNull();
  });

  it('says how one comes in, as the chair has it now, and of a missing room no more than of most', async () => {
    const app = await startTestApp();
    const room = await app.createRoom({ cameraOnEntry: 'blurred', pseudonyms: true });
    const ask = async (id: string) => (await fetch(`${app.url}/api/rooms/${id}/door`)).json();
    expect(await ask(room.id)).toEqual({ password: 'none', house: null, code: null, blurred: true, pseudonyms: true });
    const chair = await app.connect();
    const { secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
    await chair.join(room.id, 'Vorsitz', { invite });
    await chair.send('room:configure', { cameraOnEntry: 'off', pseudonyms: false });
    expect(await ask(room.id)).toEqual({ password: 'none', house: null, code: null });
    expect(await ask('missing-room')).not.toHaveProperty('blurred');
  });

  it('says for when a room is reserved that is open only then, and of no other room', async () => {
    const app = await startTestApp({ capacitySeats: 60 });
    const [closed, always] = [await app.createRoom({ onlyReserved: true }), await app.createRoom()];
    const ask = async ({ id }: { id: string }) => (await fetch(`${app.url}/api/rooms/${id}/door`)).json();
    expect(await ask(closed)).toEqual({ password: 'none', house: null, code: null, opening: null });
    const times = { start: '2098-12-08T14:00', minutes: 60, zone: 'Europe/Berlin', rule: null };
    const reserve = (roomId: string, more: object = {}) =>
      app.catalogue.reservations.create(OPERATOR, { roomId, seats: 2, ...times, ...more });
    await reserve(closed.id);
    await reserve(always.id);
    const opening = { isOpen: false, start: '2098-12-08T14:00', end: '2098-12-08T15:00', zone: 'Europe/Berlin' };
    expect(await ask(closed)).toEqual({ password: 'none', house: null, code: null, opening });
    expect(await ask(always)).toEqual({ password: 'none', house: null, code: null });
    // Within the minutes before, it is open.
    const start = new Date(Date.now() + 10 * 60_000).toISOString().slice(0, 16);
    await reserve(closed.id, { start, zone: 'UTC' });
    expect(await ask(closed)).toMatchObject({ opening: { isOpen: true, start, zone: 'UTC' } });
  });

  it('is asked at most some hundred times a minute by one address', async () => {
    const app = await startTestApp();
    const ask = async () => (await fetch(`${app.url}/api/rooms/x/door`)).status;
    const statuses: number[] = [];
    for (let batch = 0; batch < 13; batch += 1) statuses.push(...(await Promise.all(Array.from({ length: 50 }, ask))));
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
  });
});

describe('health', () => {
  it('lives, and is ready until it drains', async () => {
    const app = await startTestApp();
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
    app.rooms.draining.begin();
    const draining = await fetch(`${app.url}/readyz`);
    expect(draining.status).toBe(503);
    expect(await draining.json()).toMatchObject({ ill: ['accepting'] });
    const late = await app.connect();
    expect(await late.refused('room:join', { roomId: 'x', displayName: 'Spät' })).toBe('SERVER_DRAINING');
  });

  it('tells strangers which part is ill and nothing else, and the operator what is to be done', async () => {
    const app = await startTestApp({ trustProxy: [], metricsToken: 'a-token-of-some-length' });
    const ready = async (headers: Record<string, string>) =>
      JSON.parse(await (await fetch(`${app.url}/readyz`, { headers })).text());
    const stranger = await ready({ 'x-forwarded-for': '192.0.2.1' });
    expect(Object.keys(stranger)).toEqual(['status', 'parts', 'ill']);
    expect(Object.keys(stranger.parts)).toEqual(['accepting', 'worker', 'database', 'disk', 'eventLoop']);
    const token = { 'x-forwarded-for': '192.0.2.1', authorization: 'Bearer a-token-of-some-length' };
    expect(await ready(token)).toMatchObject({ warnings: [expect.stringContaining('TRUST_PROXY')] });
    expect(await ready({})).toMatchObject({ warnings: [expect.stringContaining('TRUST_PROXY')] });
  });

  it('shows figures to this machine and to the bearer of the token, to nobody through a proxy', async () => {
    const app = await startTestApp({ metricsToken: 'a-token-of-some-length' });
    const status = async (headers: Record<string, string>) => (await fetch(`${app.url}/metrics`, { headers })).status;
    expect(await status({})).toBe(200);
    expect(await status({ 'x-forwarded-for': '192.0.2.1' })).toBe(404);
    expect(await status({ 'x-forwarded-for': '192.0.2.1', authorization: 'Bearer a-token-of-some-length' })).toBe(200);
    expect(await status({ authorization: 'Bearer a-token-of-other-length' })).toBe(404);
  });
});
