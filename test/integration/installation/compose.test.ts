import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';

// compose.yaml as a compose tool reads it: Debian's docker-compose, and its own YAML reader for the answer.

const DOCKER = fileURLToPath(new URL('../../../docker/', import.meta.url));
const NAMES = { APP_NAME: 'konferenz.example.org', TURN_NAME: 'turn.example.org' };
const FIRST_START = { ...NAMES, ACME_EMAIL: 'technik@example.org' };
/** With what a settings file, a compose file, a shell and coturn's own file may take for something else. */
const SECRET = 'g$HOME#heim "und" $$ % 16 \\n';

const service = z.object({
  image: z.string(),
  environment: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)),
  networks: z.record(z.string(), z.object({ ipv4_address: z.string().optional() }).nullable()),
  ports: z
    .array(z.object({ published: z.number(), target: z.number(), protocol: z.string().default('tcp') }))
    .default([]),
  read_only: z.literal(true),
  restart: z.literal('unless-stopped'),
  cap_drop: z.tuple([z.literal('ALL')]),
  cap_add: z.array(z.string()).default([]),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  logging: z.object({
    driver: z.literal('json-file'),
    options: z.object({ 'max-size': z.string(), 'max-file': z.string() }),
  }),
  mem_limit: z.union([z.string(), z.number()]),
  pids_limit: z.number(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  stop_grace_period: z.string().optional(),
  volumes: z.array(z.string()),
});
const composition = z.object({
  services: z.object({ app: service, coturn: service, haproxy: service, certificates: service }),
  networks: z.record(z.string(), z.object({ internal: z.boolean().optional() }).nullable()),
});

function compose(settings: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-compose-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env = join(folder, 'env');
  writeFileSync(
    env,
    Object.entries(settings)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  const args = ['--file', join(DOCKER, 'compose.yaml'), '--env-file', env, 'config'];
  const { status, stdout, stderr } = spawnSync('docker-compose', args, { env: { PATH: process.env.PATH } });
  return { ok: status === 0, said: `${stderr}`, config: `${stdout}` };
}

/** The tool takes a second each time. */
const read = new Map<string, z.output<typeof composition>>();

function servicesWith(settings: Readonly<Record<string, string>>) {
  const key = JSON.stringify(settings);
  const before = read.get(key);
  if (before) return before;
  const { ok, said, config } = compose(settings);
  expect({ ok, said }).toEqual({ ok: true, said: '' });
  const toJson = ['-c', 'import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)'];
  const parsed = composition.parse(JSON.parse(execFileSync('python3', toJson, { input: config }).toString()));
  // What is printed is itself for a compose tool to read.
  const plain = (value: string) => value.replaceAll('$$', '$');
  for (const each of Object.values(parsed.services)) {
    each.environment = Object.fromEntries(
      Object.entries(each.environment).map(([name, value]) => [name, plain(value)]),
    );
  }
  read.set(key, parsed);
  return parsed;
}

const textOf = (file: string) => readFileSync(join(DOCKER, file), 'utf8');

describe('the settings', () => {
  it('of a first start are two names and an e-mail address, and each is asked for when it is missing', () => {
    servicesWith(FIRST_START);
    for (const missing of Object.keys(FIRST_START)) {
      const rest = Object.fromEntries(Object.entries(FIRST_START).filter(([name]) => name !== missing));
      const { ok, said } = compose(rest);
      expect({ ok, said }).toEqual({ ok: false, said: expect.stringContaining(missing) });
    }
    // With certificates of one's own there is no authority to write to.
    servicesWith({ ...NAMES, ACME_EMAIL: '' });
  });

  it('are all in the example, the first three to be filled in and the others as they are', () => {
    const used = [...textOf('compose.yaml').matchAll(/\$\{(\w+)/g)].map(([, name]) => name);
    const example = [...textOf('.env.example').matchAll(/^(#?)(\w+)=/gm)].map(([, hidden, name]) => ({ hidden, name }));
    expect(new Set(example.map(({ name }) => name))).toEqual(new Set(used));
    expect(example.filter(({ hidden }) => hidden === '').map(({ name }) => name)).toEqual(Object.keys(FIRST_START));
  });

  it('take a secret with whatever is in it, which the server and coturn have alike', () => {
    const { app, coturn } = servicesWith({ ...FIRST_START, TURN_SECRET: `'${SECRET}'` }).services;
    expect(app.environment.TURN_SECRET).toBe(SECRET);
    expect(coturn.environment.TURN_SECRET).toBe(SECRET);
    expect(coturn.environment.TURN_SECRET_FILE).toBe(app.environment.TURN_SECRET_FILE);
    // By which the server tells who comes in through it.
    expect(coturn.environment.TURN_RELAY).toBe(app.environment.TURN_RELAY);
  });

  it('give every part what its own file asks for', () => {
    const { haproxy, coturn } = servicesWith(FIRST_START).services;
    const asked = [...textOf('haproxy/haproxy.cfg').matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);
    for (const name of asked) expect(haproxy.environment[name], name).toBeTruthy();
    const needed = [...textOf('coturn/start.sh').matchAll(/\$\{(\w+):\?\}/g)].map(([, name = '']) => name);
    for (const name of needed) {
      if (name !== 'TURN_SECRET') expect(coturn.environment[name], name).toBeTruthy();
    }
  });
});

describe('what compose starts', () => {
  it('may do nothing that it need not, comes back, and fills no disk with its log', () => {
    // Read by the schema: read-only, without capabilities and new privileges, restarted, limited, its log rotated.
    const { services } = servicesWith(FIRST_START);
    const added = Object.entries(services).flatMap(([name, { cap_add }]) => cap_add.map((cap) => `${name} ${cap}`));
    expect(added).toEqual(['coturn NET_BIND_SERVICE']);
    // The server's is in its image.
    for (const name of ['coturn', 'haproxy', 'certificates'] as const) expect(services[name].healthcheck).toBeDefined();
  });

  it('is of exact versions, coturn’s without the holes that it had before 4.10', () => {
    const { coturn, haproxy } = servicesWith(FIRST_START).services;
    for (const { image } of [coturn, haproxy]) expect(image).toMatch(/:\d+\.\d+\.\d+(-r\d+)?$/);
    const [major = 0, minor = 0] = coturn.image.split(':')[1]?.split('.').map(Number) ?? [];
    expect(major * 100 + minor).toBeGreaterThanOrEqual(410);
  });

  it('publishes a port for each media worker and no range of relay ports', () => {
    const { app, coturn, haproxy, certificates } = servicesWith({
      ...FIRST_START,
      MEDIA_PORTS: '41000-41001',
    }).services;
    const published = (each: z.output<typeof service>) =>
      each.ports.map(({ published: from, target, protocol }) => `${from} ${target} ${protocol}`).sort();
    expect(published(app)).toEqual(['41000 41000 tcp', '41000 41000 udp', '41001 41001 tcp', '41001 41001 udp']);
    expect(published(coturn)).toEqual(['3478 3478 udp', '443 3478 udp']);
    expect(published(haproxy)).toEqual(['3478 3478 tcp', '443 443 tcp']);
    expect(published(certificates)).toEqual([]);
    expect(app.environment.MEDIA_PORTS).toBe('41000-41001');
  });

  it('lets nobody but haproxy reach coturn’s port for it, and coturn nothing of the server but its media ports', () => {
    const { services, networks } = servicesWith(FIRST_START);
    const { app, coturn, haproxy } = services;
    const members = (network: string) =>
      Object.entries(services).flatMap(([name, each]) => (network in each.networks ? name : []));
    expect(members('turn')).toEqual(['coturn', 'haproxy']);
    expect(members('media')).toEqual(['app', 'coturn']);
    expect(members('web')).toEqual(['app', 'haproxy']);
    const at = (each: z.output<typeof service>, network: string) => each.networks[network]?.ipv4_address ?? 'nowhere';
    expect(coturn.environment).toMatchObject({
      TURN_LISTEN: at(coturn, 'turn'),
      TURN_RELAY: at(coturn, 'media'),
      TURN_PEER: at(app, 'media'),
    });
    expect(haproxy.environment).toMatchObject({
      TURN_ADDRESS: `${at(coturn, 'turn')}:${coturn.environment.TURN_PROXIED}`,
      APP_ADDRESS: `${at(app, 'web')}:3000`,
      ACME_ADDRESS: `${at(services.certificates, 'acme')}:${services.certificates.environment.ACME_PORT}`,
    });
    expect(app.environment).toMatchObject({ HOST: at(app, 'web'), TRUST_PROXY: at(haproxy, 'web') });
    // The relay's only peer is where the server says that media can be sent to, after its public name.
    expect(app.environment.ANNOUNCED_ADDRESS?.split(',').filter(Boolean)).toEqual([NAMES.APP_NAME, at(app, 'media')]);
    // Docker publishes ports on a network that leads outside: of those each has one where its ports are listened on.
    const outside = (each: z.output<typeof service>) =>
      Object.keys(each.networks).filter((network) => !networks[network]?.internal);
    expect(outside(app)).toEqual(['outside']);
    expect(outside(coturn)).toEqual(['turn']);
  });

  it('waits for the server to drain and to close before it is ended', () => {
    const { app } = servicesWith(FIRST_START).services;
    const seconds = Number(/^(\d+)s$/.exec(app.stop_grace_period ?? '')?.[1]);
    expect(seconds).toBeGreaterThan(Number(app.environment.DRAIN_SECONDS) + 10);
  });
});
