import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { it } from 'vitest';
import { expect } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const CLI = fileURLToPath(new URL('../../../src/cli/tafelrunde.mjs', import.meta.url));

it('a room made on the command line a moment ago is met in, listed and emptied from there', async () => {
  const server = await startTestServer();
  const cli = async (...command: string[]) => {
    const env = { ...process.env, DATA_DIR: server.dataDir, PUBLIC_URL: server.url };
    const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...command, '--json'], { env });
    return JSON.parse(stdout);
  };
  const made = await cli('room', 'create', 'Vorstand', '--generate-password', '--moderator-link');
  const chair = await Person.join(made.moderatorLink, 'Frau Vorsitz', { pattern: RED_GREEN });
  const member = await Person.join(made.room.link, 'Mitglied', { pattern: BLUE_YELLOW, password: made.password });
  await chair.expectToSee(member);
  await member.expectToHear(chair);
  await member.expectHeading('Vorstand');

  const listed = JSON.stringify(await cli('room', 'people', made.room.id));
  for (const name of ['Frau Vorsitz', 'Mitglied']) expect(listed).toContain(name);
  await cli('room', 'end', made.room.id);
  for (const person of [chair, member]) await person.expectHeading('Die Besprechung ist zu Ende.');
});
