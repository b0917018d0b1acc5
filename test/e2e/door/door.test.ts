import { it } from 'vitest';
import { expect } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { layNarrowLink } from '../support/network/narrow-link.ts';
import { Person } from '../support/people/person.ts';
import { freePort } from '../support/server/free-port.ts';
import { startTestServer } from '../support/server/server.ts';

it('who has mistyped the password is told so at the field, and gets in with the right one', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom({ password: 'Tulpen im April' });
  const anna = await Person.open(link, 'Anna');
  await anna.enter({ password: 'Tulpen im Mai' });
  const field = anna.page.getByLabel('Passwort des Raums');
  await expect(field).toHaveAccessibleDescription(/Passwort oder Link stimmt nicht/);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toBeFocused();
  await expect(anna.page.getByRole('alert').filter({ hasText: 'Passwort oder Link stimmt nicht' })).toBeAttached();
  await expect(anna.tiles).toHaveCount(0);

  await field.fill('Tulpen im April');
  await anna.press('Eintreten');
  await anna.expectAtTable();
});

it('who comes by a dead invitation reads so, and gets in with the password without it', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom({ password: 'Tulpen im April' });
  const anna = await Person.open(`${link}#invite=${'x'.repeat(43)}`, 'Anna');
  await expect(anna.page.getByLabel('Passwort des Raums')).toHaveCount(0);
  await anna.enter();
  await anna.expectToRead('Ihre Einladung gilt nicht mehr');
  await anna.press('Einladung noch einmal versuchen');
  await anna.expectToRead('Ihre Einladung gilt nicht mehr');
  const field = anna.page.getByLabel('Passwort des Raums');
  await field.fill('Tulpen im Mai');
  await anna.press('Mit Passwort eintreten');
  await expect(field).toBeFocused();
  await field.fill('Tulpen im April');
  await anna.press('Mit Passwort eintreten');
  await anna.expectAtTable();
});

it('a dead invitation to a room without a password is no reason to stay outside', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.open(`${link}#invite=${'x'.repeat(43)}`, 'Anna');
  await anna.enter();
  await anna.press('Ohne Einladung eintreten');
  await anna.expectAtTable();
});

it('a password that is added or taken away while somebody stands at the door is asked for, or not', async () => {
  const server = await startTestServer();
  const { id, link } = await server.createRoom();
  const anna = await Person.open(link, 'Anna');
  const field = anna.page.getByLabel('Passwort des Raums');
  await expect(field).toHaveCount(0);
  await server.setPassword(id, 'Tulpen im April');
  await anna.enter();
  await expect(field).toBeFocused();
  await anna.press('Eintreten');
  await expect(field).toHaveAccessibleDescription('Dieser Raum braucht ein Passwort.');
  await server.setPassword(id, null);
  await anna.press('Eintreten');
  await anna.expectAtTable();
});

it('the door speaks English to an English browser', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom({ password: 'tulips in april' });
  const { page } = await Person.open(link, 'Anna', { locale: 'en-GB' });
  await page.getByLabel('Your name').fill('Anna');
  await page.getByLabel('Room password').fill('tulips in april');
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Leave' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveText(/Anna \(You\)/i);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

it('who refuses camera and microphone is told how to allow them, and takes part by listening', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN });
  const bernd = await Person.open(link, 'Bernd', {
    pattern: BLUE_YELLOW,
    permissions: [],
    flags: ['--deny-permission-prompts'],
  });
  await bernd.expectToRead('Kamera und Mikrofon sind für diese Seite nicht erlaubt.');
  await bernd.page.getByLabel('Ihr Name').fill('Bernd');
  await bernd.press('Ohne Kamera und Mikrofon eintreten');
  await bernd.expectAtTable();
  await bernd.expectToSee(anna);
  await bernd.expectToHear(anna);
  await expect(anna.tileOf(bernd).getByRole('img', { name: 'Mikrofon aus' })).toBeVisible();
});

it('who has no camera is told so, and takes part by voice', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN });
  const bernd = await Person.open(link, 'Bernd', { pattern: BLUE_YELLOW, hasCamera: false });
  await bernd.expectToRead('Es wurde keine Kamera gefunden.');
  await bernd.enter();
  await bernd.expectAtTable();
  await anna.expectToHear(bernd);
  await bernd.expectToSee(anna);
  await bernd.expectToHear(anna);
  await expect(anna.videoOf(bernd)).toHaveCount(0);
});

it('over http the door says that cameras need https, and lets in to listen', async ({ skip }) => {
  // A network's address; what is this machine's own counts as safe.
  const link = layNarrowLink();
  if (link === null) return skip('a network namespace and tc need root');
  const port = await freePort();
  const url = `http://${link.address}:${port}`;
  const addresses = { HOST: link.address, MEDIA_HOST: link.address, PUBLIC_URL: url };
  const server = await startTestServer({ PORT: String(port), ...addresses });
  const room = await server.createRoom();
  const anna = await Person.join(room.link, 'Anna', {
    pattern: RED_GREEN,
    whole: true,
    flags: [`--unsafely-treat-insecure-origin-as-secure=${url}`],
  });
  const bernd = await Person.open(room.link, 'Bernd', { pattern: BLUE_YELLOW });
  // Chromium says that some headers count over https alone, which is the point of this test.
  bernd.watch.expect(/Cross-Origin-Opener-Policy|Origin-Agent-Cluster/);
  await bernd.expectToRead('Kamera und Mikrofon sind gesperrt, weil diese Seite nicht über https geöffnet ist.');
  await bernd.enter();
  await bernd.expectAtTable();
  await bernd.expectToSee(anna);
  await bernd.expectToHear(anna);
});
