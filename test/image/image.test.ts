import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type BuiltImage, buildImage } from './support/build-image.ts';
import { startContainer } from './support/container.ts';

const PATIENCE = { timeout: 60_000, interval: 200 };

let image: BuiltImage;

beforeAll(() => {
  image = buildImage();
});
afterAll(() => image?.remove());

function volumesFor(...paths: readonly string[]): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-volumes-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return Object.fromEntries(paths.map((path) => [path, join(folder, path)]));
}

it('the server starts without any right on a file system that cannot be changed, is healthy, and ends in order', async () => {
  const volumes = volumesFor('/data', '/secret');
  const env = { TURN_SECRET_FILE: '/secret/turn', TURN_URLS: 'turn:turn.example.org', MEDIA_PORTS: '40000-40001' };
  const start = () => startContainer(image, { volumes, env: { ...env, HOST: '127.0.0.1' } });
  const server = start();
  await expect.poll(() => server.said, PATIENCE).toContain('Tafelrunde is ready');
  const [, ...health] = image.config.Healthcheck.Test;
  expect(server.exec(...health)).toMatchObject({ code: 0, said: expect.stringContaining('"status":"ready"') });
  expect(server.exec('tafelrunde', 'room', 'list')).toMatchObject({ code: 0, said: expect.stringContaining('Erste') });
  // With the secret that was made at the first start.
  expect(server.exec('tafelrunde', 'doctor').said).not.toContain('TURN_SECRET');
  expect(server.exec('touch', '/app/src/main.ts').code).toBe(1);
  // Nor what its user might.
  expect(server.exec('touch', '/home/node/x')).toMatchObject({ said: expect.stringContaining('Read-only') });
  expect(server.said.match(/media worker runs/g)).toHaveLength(2);

  const secret = join(volumes['/secret'] ?? '', 'turn');
  const made = readFileSync(secret, 'utf8');
  expect(made.trim().length).toBeGreaterThan(40);
  expect(statSync(secret).mode & 0o777).toBe(0o600);
  expect(await server.stop()).toBe(0);

  const again = start();
  await expect.poll(() => again.said, PATIENCE).toContain('Tafelrunde is ready');
  expect(readFileSync(secret, 'utf8')).toBe(made);
});

it('its health says so when nobody answers', async () => {
  const [, ...health] = image.config.Healthcheck.Test;
  const nobody = startContainer(image, { volumes: volumesFor('/data'), command: ['sleep', '60'] });
  await expect
    .poll(() => nobody.exec(...health), PATIENCE)
    .toMatchObject({ code: 1, said: expect.stringContaining('no answer') });
});

it('the keeper of certificates has what it needs, as haproxy’s user, and makes it possible that haproxy starts', async () => {
  const volumes = volumesFor('/acme', '/certificates', '/run/haproxy');
  const keeper = startContainer(image, {
    volumes,
    user: '99',
    command: [...image.config.Entrypoint, 'node', 'src/certificates/main.ts'],
    env: {
      NAMES: 'konferenz.example.org,turn.example.org',
      ACME_EMAIL: 'technik@example.org',
      ACME_SERVER: 'https://127.0.0.1:9/',
      ACME_DIR: '/acme',
      ACME_PORT: '4443',
      CERTIFICATES: '/certificates',
      OWN_CERTIFICATES: '/media',
      HAPROXY_SOCKET: '/run/haproxy/haproxy.sock',
      READY_FILE: '/tmp/ready',
    },
  });
  await expect.poll(() => keeper.exec('test', '-e', '/tmp/ready').code, PATIENCE).toBe(0);
  for (const name of ['konferenz.example.org', 'turn.example.org']) {
    const pem = readFileSync(join(volumes['/certificates'] ?? '', `${name}.pem`), 'utf8');
    expect(pem).toContain('PRIVATE KEY');
    // From lego, which asked in vain.
    await expect.poll(() => keeper.said, PATIENCE).toContain(`${name}: no new certificate could be had`);
  }
  expect(keeper.said).toContain('connection refused');
});
