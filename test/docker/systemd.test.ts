import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDir } from '../helpers/temp-dir.ts';

const ROOT = join(import.meta.dirname, '../..');
const UNIT = join(ROOT, 'docker/systemd/tafelrunde.service');
const HAS_SYSTEMD = spawnSync('systemd-analyze', ['--version']).status === 0;
/** As systemd counts from 0 to 10; what is below 3 it calls OK. */
const MAX_EXPOSURE = 2.5;

/** The unit as though this clone were the installation. */
function unitHere(): string {
  const file = join(tempDir(), 'tafelrunde.service');
  writeFileSync(file, readFileSync(UNIT, 'utf8').replaceAll('/opt/tafelrunde', ROOT));
  return file;
}

describe.runIf(HAS_SYSTEMD)('the systemd unit', () => {
  it('is understood as a whole, and starts what is there', () => {
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', unitHere()], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('leaves the server little of the machine', () => {
    const command = ['security', '--offline=yes', '--no-pager', unitHere()];
    const said = execFileSync('systemd-analyze', command, { encoding: 'utf8' });
    expect(Number(/exposure level for \S+ (\d+\.\d)/.exec(said)?.[1])).toBeLessThan(MAX_EXPOSURE);
  });
});

it('the systemd unit starts a script that is there', () => {
  const script = /^ExecStart=\S+ (\S+)$/m.exec(readFileSync(UNIT, 'utf8'))?.[1] ?? '';
  expect(script).not.toBe('');
  expect(existsSync(join(ROOT, script))).toBe(true);
});
