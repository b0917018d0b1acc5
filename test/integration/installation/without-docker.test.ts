import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect as expectNow, it } from 'vitest';
import { expect, LONG_TEST_MS } from '../../e2e/support/expect.ts';
import { type ScratchMachine, startScratchMachine } from '../../e2e/support/server/scratch-machine.ts';
import { blocksOf } from '../../e2e/support/site/guide.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const README = '../README.md';
const UNIT = '/etc/systemd/system/tafelrunde.service';
/** It finds here what no installation has, and says so by its exit code. */
const DOCTOR = /doctor$/;
/** Of the sentence on what else is written into the settings. */
const NAMED = ['DATA_DIR=/var/lib/tafelrunde', 'XDG_CACHE_HOME=/var/cache'];
const SECRET = "'kein $HOME, kein # Kommentar, zwölf'";

/** As set-up keeps it, with what it knows of it; one that was given by hand it would not know. */
const WORKER = dirname(process.env.MEDIASOUP_WORKER_BIN ?? '');
const KEPT = existsSync(join(WORKER, 'manifest.json'));

/** What systemd does with the unit as it was installed; a test has none. systemd.exec(5). */
function startService(machine: ScratchMachine) {
  const unit = machine.type(`cat ${UNIT}`).stdout;
  const set = (name: string) => new RegExp(`^${name}=(.+)$`, 'm').exec(unit)?.[1] ?? '';
  const state = `install -d -o ${set('User')} -g ${set('Group')} -m ${set('StateDirectoryMode')}`;
  const rights = '--init-groups --inh-caps=-all --bounding-set=-all --no-new-privs';
  return machine.start(`${state} /var/lib/${set('StateDirectory')}
cd ${set('WorkingDirectory')}
umask ${set('UMask')}
set -a
. ${set('EnvironmentFile')}
exec env -u HOME ${set('Environment')} setpriv --reuid ${set('User')} --regid ${set('Group')} ${rights} ${set('ExecStart')}`);
}

describe.runIf(KEPT)('without Docker, as the guide writes it', { timeout: LONG_TEST_MS }, () => {
  it('every line can be typed, the unit is whole, and what it starts serves and can be asked', async () => {
    const machine = await startScratchMachine({ '/opt/tafelrunde': ROOT });
    const type = (lines: string) => {
      const { status, stdout, stderr } = machine.type(lines);
      expectNow({ lines, status, stderr: status === 0 ? '' : stderr }).toEqual({ lines, status: 0, stderr: '' });
      return stdout;
    };
    // So that the worker need not be built, which takes minutes and a network.
    type(`mkdir -p /var/cache/tafelrunde/worker && cp -a '${WORKER}' /var/cache/tafelrunde/worker/`);

    for (const setting of NAMED) expectNow(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`\`${setting}\``);
    const [prepare = '', begin = ''] = blocksOf(README, 'Without Docker');
    type(prepare);
    const settings = '/etc/tafelrunde/settings.env';
    expectNow(type(`stat -c '%a %U %G' ${settings}`)).toBe('640 root tafelrunde\n');
    const written = [...NAMED, 'WORKERS=1', 'TURN_URLS=turn:127.0.0.1', `TURN_SECRET=${SECRET}`];
    type(`cat > ${settings} <<'END'\n${written.join('\n')}\nEND`);

    const [enable = '', doctor = '', ...others] = begin.trim().split('\n');
    expectNow(others).toEqual([]);
    // Then it asks for the start, and there is nobody who could.
    expectNow(machine.type(enable).stderr).toContain('not been booted with systemd');
    expectNow(type('readlink /etc/systemd/system/multi-user.target.wants/tafelrunde.service')).toBe(`${UNIT}\n`);
    expectNow(machine.type(`systemd-analyze verify ${UNIT}`)).toMatchObject({ status: 0, stderr: '' });
    const service = await startService(machine);
    await expect.poll(() => service.said).toContain('Tafelrunde is ready');

    expectNow(doctor).toMatch(DOCTOR);
    const found = machine.type(`cd /opt/tafelrunde && ${doctor}`);
    expectNow(found.stderr).toBe('');
    expectNow(found.stdout).toContain('The server runs and answers.');
    // It has no TURN server, and nothing else is wrong.
    expectNow(found.stdout.match(/^WRONG.*$/gm)).toEqual([expectNow.stringMatching(/^WRONG +turn +Nothing answers/)]);

    const asCommanded = (lines: string) => type(`cd /opt/tafelrunde && set -a && . ${settings} && ${lines}`);
    expectNow(asCommanded(blocksOf(README, 'A room')[0] ?? '')).toContain("Nobody is in 'Vorstand'.");
    const [backup = '', restore = ''] = (blocksOf(README, 'Backup')[0] ?? '').trim().split('\n');
    expectNow(asCommanded(backup)).toContain('Backed up 2 rooms');
    type('pkill --uid tafelrunde --oldest');
    await expect.poll(() => machine.type('pgrep --uid tafelrunde').status).toBe(1);
    asCommanded(restore.replace('2027-01-31', '$(date +%F)'));
  });
});
