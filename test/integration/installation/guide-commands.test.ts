import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LONG_TEST_MS } from '../../e2e/support/expect.ts';
import { freePort } from '../../e2e/support/server/free-port.ts';
import { type RunningProgram, startHere } from '../../e2e/support/server/program.ts';
import { blocksOf } from '../../e2e/support/site/guide.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** Of whoever reads the guide; the engine that the other lines ask for is not here. */
const EDITOR = /^nano /;
/** They look beyond this machine, and find here what no installation has. */
const LOOKS_OUT = /^tafelrunde (doctor|webhook test \S+)$/;

/** In a terminal it asks first. */
const ASKS = /^tafelrunde reservation cancel /;

function lines(guide: string, heading: string): readonly string[] {
  return blocksOf(guide, heading)[0]?.trim().split('\n') ?? [];
}

const README = '../README.md';

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;
const DATES = /\d{4}-\d\d-\d\d/g;

/** The dates of a block as many weeks later as it takes for them to be still to come. */
function later(block: string): string {
  const dates = block.match(DATES) ?? [];
  const first = Math.min(...dates.map((date) => Date.parse(date)));
  const weeks = Math.max(0, Math.ceil((Date.now() + WEEK_MS - first) / WEEK_MS));
  return block.replace(DATES, (date) => new Date(Date.parse(date) + weeks * WEEK_MS).toISOString().slice(0, 10));
}

/** Of what was made. */
function idIn(said: readonly string[]): string {
  return /^ *Id +(\S+)/m.exec(said.join(''))?.[1] ?? '';
}

function type(line: string, { folder, env = {} }: { folder: string; env?: Readonly<Record<string, string>> }): string {
  const { status, stdout, stderr } = spawnSync('sh', ['-euc', line], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  });
  if (!LOOKS_OUT.test(line)) expect({ line, status, stderr }).toEqual({ line, status: 0, stderr: '' });
  return stdout;
}

/** What a line of the guide does in a container, on this machine: a container's volume and the backups are folders here. */
function here(line: string, { data, backups }: { data: string; backups: string }): string {
  const [, from = '', to = '', inside = ''] = /^docker compose run --rm -v (\S+):(\S+):ro app (.+)$/.exec(line) ?? [];
  const plain = inside === '' ? line : inside.replaceAll(`${to}/`, `${from}/`);
  return plain
    .replace(/^docker compose exec app /, '')
    .replace(/^docker compose cp -a app:/, 'cp -a ')
    .replaceAll('/data/', `${data}/`)
    .replaceAll('/var/backups/', `${backups}/`)
    .replace(/tafelrunde-2027-01-31/g, 'tafelrunde-$(date +%F)');
}

/** An installation that is a process, with the guide's room in it. */
async function install() {
  const folder = tempDir();
  const places = { data: join(folder, 'data'), backups: join(folder, 'backups') };
  const bin = join(folder, 'bin');
  for (const each of [bin, places.backups]) mkdirSync(each);
  const command = join(bin, 'tafelrunde');
  writeFileSync(command, `#!/bin/sh\nexec ${process.execPath} ${ROOT}src/cli/tafelrunde.mjs "$@"\n`);
  chmodSync(command, 0o755);
  const port = await freePort();
  const env = {
    PATH: `${bin}:${process.env.PATH}`,
    DATA_DIR: places.data,
    PORT: `${port}`,
    WORKERS: '1',
    MEDIA_PORT: '0',
    LOG_LEVEL: 'error',
    // Where nobody takes any.
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'treffen@example.org',
    MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN ?? '',
  };
  const start = () =>
    startHere({ command: [process.execPath, `${ROOT}src/main.ts`], env, listens: [`127.0.0.1:${port}`] });
  let server: RunningProgram = await start();
  return {
    url: `http://127.0.0.1:${port}`,
    /** In the order of the guide, with what it cannot know: `names` by what stands for them there. */
    async typeEach(block: string, names: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
      const said: string[] = [];
      for (const line of block.trim().replace(/^npx /gm, '').split('\n')) {
        const typed = Object.entries(names).reduce((text, [name, value]) => text.replaceAll(name, value), line);
        said.push(type(ASKS.test(typed) ? `${typed} --yes` : typed, { folder, env }));
      }
      return said;
    },
    async typeAll(typed: readonly string[]): Promise<string> {
      let said = '';
      for (const line of typed) {
        if (line === 'docker compose stop app') await server.stop();
        else if (line === 'docker compose start app') server = await start();
        else said += type(here(line, places), { folder, env });
      }
      return said;
    },
  };
}

describe('the guide’s commands, typed from it', { timeout: LONG_TEST_MS }, () => {
  it('make a first room, keep it in a backup, and bring it back after it was deleted', async () => {
    const { typeAll } = await install();
    const made = await typeAll(lines('einrichten.md', '4. Das erste Gespräch'));
    for (const part of ['/r/vorstand-', '#invite=', 'assword']) expect(made).toContain(part);
    await typeAll(lines('betrieb.md', 'Sichern'));
    expect(await typeAll(["tafelrunde room delete 'Vorstand' --yes", 'tafelrunde room list'])).not.toContain(
      '/r/vorstand-',
    );
    const restored = await typeAll(lines('betrieb.md', 'Zurückspielen, und wie man es übt'));
    expect(restored).toContain('vorstand-');
    // Then the engine builds and starts what was pulled.
    const update = lines('betrieb.md', 'Aktualisieren');
    expect(update.slice(-2)).toEqual(['git pull', 'docker compose up -d --build']);
    await typeAll(update.slice(0, -2));
  });

  it('let the parts read their settings and nobody else the certificates, in a clone that was for its owner alone', () => {
    const clone = tempDir();
    cpSync(join(ROOT, 'docker'), join(clone, 'docker'), { recursive: true });
    type('chmod -R go= docker', { folder: clone });
    const typed = lines('einrichten.md', '2. Einstellen und starten').filter((line) => !EDITOR.test(line));
    expect([typed[0], typed.at(-1)]).toEqual(['cd docker', 'docker compose up -d --build']);
    const folder = join(clone, 'docker');
    for (const line of typed.slice(1, -1)) type(line, { folder });
    const modeOf = (file: string) => statSync(join(folder, file)).mode & 0o777;
    for (const file of ['haproxy/haproxy.cfg', 'coturn/turnserver.conf']) expect(modeOf(file) & 0o004).toBe(0o004);
    for (const file of ['haproxy', 'coturn', 'certificates', 'coturn/start.sh'])
      expect(modeOf(file) & 0o005).toBe(0o005);
    expect(modeOf('.env')).toBe(0o600);

    for (const part of ['kette.pem', 'schluessel.pem']) writeFileSync(join(folder, part), `${part}\n`);
    for (const line of lines('einrichten.md', 'Eigene Zertifikate')) type(line, { folder });
    const own = statSync(join(folder, 'certificates/konferenz.example.org.pem'));
    expect([own.uid, own.mode & 0o777]).toEqual([99, 0o400]);
  });

  it('of the README do what they say, one section after the other', async () => {
    const { typeEach, url } = await install();
    const typeSection = async (heading: string, names?: Readonly<Record<string, string>>) =>
      typeEach(later(blocksOf(README, heading)[0] ?? ''), names);
    const [room] = await typeSection('A room');
    await typeEach("tafelrunde room create 'Kreistag'");
    const seats = await typeSection('Who is expected');
    expect(seats.at(-1)).toContain('Buch am Wald');
    const organisation = await typeSection('Organisations and organisers');
    expect(organisation.at(-1)).toContain('Chefarztrunde');

    const programs = blocksOf(README, 'For programs')[0] ?? '';
    const [token = '', asked = ''] = programs.trim().split('\n');
    const [made = ''] = await typeEach(token);
    const [, bearer = ''] = /Token +(\S+)/.exec(made) ?? [];
    const [rooms = ''] = await typeEach(asked, {
      'curl ': 'curl --silent --show-error ',
      'tafelrunde_...': bearer,
      'https://treffen.example.org': url,
    });
    expect(rooms).toContain('Chefarztrunde');

    const [webhook = '', ...ofWebhook] = (blocksOf(README, 'Webhooks')[0] ?? '').trim().split('\n');
    const WEBHOOK = idIn(await typeEach(webhook));
    const results = (await typeEach(ofWebhook.join('\n'), { WEBHOOK })).at(-1);
    expect(results).toMatch(/webhook\.test .* failed .* its name is not found/);

    const [reservation = '', ...ofReservation] = later(blocksOf(README, 'Reservations')[0] ?? '')
      .trim()
      .split('\n');
    const ID = idIn(await typeEach(reservation));
    const reserved = (await typeEach(ofReservation.join('\n'), { ID })).join('');
    for (const part of ['moved to', 'cancelled', 'Seats      25', 'Eva Muster']) expect(reserved).toContain(part);
    const [, roomId = ''] = /\/r\/(vorstand-\w+)/.exec(room ?? '') ?? [];
    const erased = await typeSection('What is kept, and taking it away', { 'vorstand-k3f': roomId });
    expect(erased.slice(1).join('')).toContain('SHA-256');
  });
});
