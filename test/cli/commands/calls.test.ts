import { expect, it, onTestFinished } from 'vitest';
import { openAdminSocket } from '../../../src/http/admin-socket.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { callCli, PUBLIC_URL } from '../run-cli.ts';

it('everyone of a plan is called from the command line, and it shows who is on their way', async () => {
  const dataDir = tempDir();
  const app = await startTestApp({ dataDir });
  const admin = await openAdminSocket({ dataDir, live: app.rooms.live });
  onTestFinished(() => admin.close());
  const room = await app.createRoom({ name: 'Krisenstab' });
  const run = async (...args: string[]) => {
    const { code, out, err } = await callCli(args, { dataDir, sendsMail: true });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return out;
  };
  const refused = async (...args: string[]) => (await callCli(args, { dataDir, sendsMail: true })).err;
  await run('seat', 'set', 'Krisenstab', 'Aach', 'Buch');
  expect(await refused('room', 'call', 'Krisenstab')).toContain('first: tafelrunde seat mail');
  expect(await refused('seat', 'mail', 'Krisenstab', '1', 'niemand')).toContain('An e-mail address is such as');
  expect(await refused('seat', 'mail', 'Krisenstab', '1')).toContain('--none');
  expect(await run('seat', 'mail', 'Krisenstab', 'Aach', 'aach@kreis.example')).toContain('goes to aach@kreis.example');
  expect((await callCli(['room', 'call', 'Krisenstab'], { dataDir })).err).toContain('set SMTP_URL');

  // Who looks calls nobody.
  expect(await run('room', 'call', 'Krisenstab', '--status')).toMatch(/Aach .*aach@kreis\.example/);
  expect(await app.database.mails.claim(1)).toEqual([]);
  expect(await run('room', 'call', 'Krisenstab')).toContain("Called 1 person to 'Krisenstab'.");
  const [due] = await app.database.mails.claim(1);
  expect(due?.letter.to.address).toBe('aach@kreis.example');
  expect(due?.letter.text).toContain(`${PUBLIC_URL}/r/${room.id}#invite=`);
  const secret = /#invite=([\w-]{43})/.exec(due?.letter.text ?? '')?.[1] ?? '';
  const guest = await app.connect();
  await guest.join(room.id, 'Eva', { invite: secret });
  const status = await run('room', 'call', 'Krisenstab', '--status');
  expect(status).toMatch(/Aach .*aach@kreis\.example .*on its way .*here/);
  expect(status).not.toContain('Called 1');
  const { seats } = JSON.parse(await run('room', 'call', 'Krisenstab', '--status', '--json'));
  expect(seats).toMatchObject([
    { name: 'Aach', presence: 'here' },
    { name: 'Buch', presence: 'away', call: null },
  ]);
  expect(await run('seat', 'mail', 'Krisenstab', 'Aach', '--none')).toContain('No mail goes');
});
