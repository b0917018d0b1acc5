import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const PASSWORD = 'Tulpen im April';

it('a moderator gives the room another name and a password, and says how people come in; whoever comes next finds it so', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ name: 'Runde' });
  const chair = await Person.join(room.moderatorLink, 'Frau Leitung');
  const { page } = chair;
  await chair.control('Mehr').click();
  await page.getByRole('menuitem', { name: 'Name und Passwort des Raums' }).click();
  const dialog = page.getByRole('dialog');
  const name = dialog.getByLabel('Name des Raums');
  await name.fill(' ');
  await chair.press('Für diese und alle weiteren Besprechungen übernehmen');
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await expect(name).toBeFocused();
  await name.fill('Aufsichtsrat');
  await dialog.getByText('Neues Passwort').click();
  const password = dialog.getByLabel('Das neue Passwort');
  await password.fill('kurz');
  await chair.press('Für diese und alle weiteren Besprechungen übernehmen');
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await password.fill(PASSWORD);
  await chair.press('Für diese und alle weiteren Besprechungen übernehmen');
  await expect(dialog).toHaveCount(0);
  await chair.expectToRead('Aufsichtsrat');

  // What is sent to guests says that there is a password, and not which.
  await chair.control('Mehr').click();
  await page.getByRole('menuitem', { name: 'Andere einladen' }).click();
  await chair.expectToRead(/Wer ihn öffnet, braucht auch das Passwort oder wird eingelassen\./);
  const mail = (await dialog.getByRole('link', { name: 'E-Mail schreiben' }).getAttribute('href')) ?? '';
  expect(decodeURIComponent(mail)).toContain(
    'Der Raum hat ein Passwort. Sie bekommen es von mir auf einem anderen Weg.',
  );
  await page.keyboard.press('Escape');

  await chair.openPart('Einlass');
  await page.getByRole('group', { name: 'Kamera beim Eintreten' }).getByText('Kamera aus').click();
  await expect(page.getByRole('radio', { name: 'Kamera aus' })).toBeChecked();
  await chair.switch('Namen dürfen Pseudonyme sein').click();
  await expect(chair.switch('Namen dürfen Pseudonyme sein')).toBeChecked();

  const guest = await Person.open(room.link, 'Sonnenblume');
  await expect(guest.page.getByLabel('Ihr Name oder ein Pseudonym')).toBeVisible();
  await guest.enter({ password: 'Rosen im Mai' });
  await expect(guest.page.getByLabel('Passwort des Raums')).toHaveAttribute('aria-invalid', 'true');
  await guest.enter({ password: PASSWORD });
  await guest.expectAtTable();
  await guest.expectToRead('Aufsichtsrat');
});

it('whoever closes it before it is saved reads at the table that it was not, and what they have opened since stays', async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ name: 'Runde' });
  const chair = await Person.open(room.moderatorLink, 'Frau Leitung');
  const { page } = chair;
  const refusals: (() => void)[] = [];
  await page.routeWebSocket(/socket\.io/, (near) => {
    const far = near.connectToServer();
    near.onMessage((message) => {
      const [, id] = /^42(\d+)\["room:keep"/.exec(String(message)) ?? [];
      if (id === undefined) far.send(message);
      else refusals.push(() => near.send(`43${id}[{"ok":false,"error":{"code":"STORAGE_UNAVAILABLE"}}]`));
    });
  });
  await page.goto('about:blank');
  await page.goto(room.moderatorLink);
  await chair.enter();
  await chair.expectAtTable();
  await chair.control('Mehr').click();
  await page.getByRole('menuitem', { name: 'Name und Passwort des Raums' }).click();
  await page.getByLabel('Name des Raums').fill('Aufsichtsrat');
  await chair.press('Für diese und alle weiteren Besprechungen übernehmen');
  await expect.poll(() => refusals.length).toBe(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await chair.control('Mehr').click();
  await page.getByRole('menuitem', { name: 'Sitzordnung' }).click();
  await chair.expectToBeTold(/^Der Server kann gerade nichts speichern/, async () => refusals[0]?.());
  await expect(page.getByRole('dialog', { name: 'Sitzordnung' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-notice="failed"]')).toContainText('Der Server kann gerade nichts speichern.');
});
