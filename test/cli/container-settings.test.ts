import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withContainerSettings } from '../../src/cli/container-settings.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const START = join(import.meta.dirname, '../../docker/app/start.sh');

/** What the start script hands on to the server. */
function startedWith(env: Record<string, string>) {
  const folder = tempDir();
  mkdirSync(join(folder, 'src'));
  const names = ['MEDIA_PORT', 'WORKERS', 'TURN_SECRET'];
  writeFileSync(join(folder, 'src/main.ts'), `console.log(JSON.stringify(process.env, ${JSON.stringify(names)}))`);
  const { stdout } = spawnSync('sh', [START], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  });
  return JSON.parse(stdout);
}

it('a command beside a server in a container knows the settings that its start script makes', () => {
  const secret = join(tempDir(), 'turn');
  writeFileSync(secret, 'a secret $HOME#x\n');
  for (const env of [
    { MEDIA_PORTS: '40000-40003', TURN_SECRET_FILE: secret },
    { MEDIA_PORTS: '41000-41000', TURN_SECRET: 'given by hand', TURN_SECRET_FILE: secret },
  ]) {
    expect(withContainerSettings(env)).toMatchObject(startedWith(env));
  }
});

it('without them everything stays as it is', () => {
  const env = { PORT: '3000', TURN_SECRET_FILE: '/nowhere/turn' };
  expect(withContainerSettings(env)).toEqual(env);
});
