import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startTestApp } from '../helpers/test-app.ts';

const ROOM = '/r/runde-aaaaaaaaaaaaaaaaaaaaaaaaaa';

function builtClient(): string {
  const webRoot = mkdtempSync(join(tmpdir(), 'tafelrunde-web-'));
  onTestFinished(() => rmSync(webRoot, { recursive: true }));
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Tafelrunde</title>');
  writeFileSync(join(webRoot, 'regie.html'), '<!doctype html><title>Regiepult · Tafelrunde</title>');
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
      expect(page.headers.get('cache-control') ?? 'no-cache').not.toContain('immutable');
      expect(await page.text()).toContain('Tafelrunde');
    }
    const script = await fetch(`${app.url}/assets/index-abc123.js`);
    expect(script.headers.get('cache-control')).toContain('immutable');
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
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(policy).toContain("frame-ancestors 'none'");
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

  it('say what to do when the client is not built', async () => {
    const app = await startTestApp();
    const page = await fetch(app.url);
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('npm run setup');
  });
});

describe('the door', () => {
  it('says whether there is a password to type', async () => {
    const app = await startTestApp();
    const rooms = {
      none: await app.createRoom(),
      required: await app.createRoom({ password: 'richtig-lang' }),
      optional: await app.createRoom({ password: 'richtig-lang', lobby: 'without-password' }),
    };
    for (const [password, { id }] of Object.entries(rooms)) {
      expect(await (await fetch(`${app.url}/api/rooms/${id}/door`)).json()).toEqual({ password });
    }
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
    app.rooms.drain();
    expect((await fetch(`${app.url}/readyz`)).status).toBe(503);
    const late = await app.connect();
    expect(await late.refused('room:join', { roomId: 'x', displayName: 'Spät' })).toBe('SERVER_DRAINING');
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
