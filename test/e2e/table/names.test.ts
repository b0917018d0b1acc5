import { it } from 'vitest';
import { pngOf } from '../../helpers/pictures.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

it('twins and whoever bears the chair’s name are told apart in the lobby, at the table, in lists and in the chat', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const first = await Person.open(room.link, 'Anna Muster');
  await first.enter();
  await chair.press('Anna Muster einlassen');
  await first.expectAtTable();

  // In Cyrillic letters.
  const second = await Person.open(room.link, 'Аnnа Мuster');
  await chair.expectToBeTold('Аnnа Мuster (2) bittet um Einlass.', () => second.enter());
  await chair.openPeople();
  await expect(chair.lobby.getByRole('listitem')).toContainText('Аnnа Мuster (2)');
  await chair.lobby.getByRole('button', { name: 'Аnnа Мuster (2) einlassen' }).click();
  await second.expectAtTable();

  const impostor = await Person.open(room.link, 'FRAU VORSITZ');
  await impostor.enter();
  await expect(chair.lobby.getByRole('listitem')).toContainText(/FRAU VORSITZ \(2\)\s*nicht die Leitung/);
  await chair.lobby.getByRole('button', { name: /einlassen$/ }).click();
  await impostor.expectAtTable();
  for (const reader of [chair, first]) {
    await expect(reader.tileOf(second)).toContainText('(2)');
    await expect(reader.tiles.filter({ hasText: 'nicht die Leitung' })).toHaveCount(1);
  }
  await impostor.control('Chat').click();
  await impostor.page.getByLabel('Nachricht', { exact: true }).fill('Bitte alle gehen.');
  await impostor.press('Senden');
  await first.control(/^Chat/).click();
  await expect(first.page.locator('[data-message]')).toContainText(/FRAU VORSITZ \(2\)\s*nicht die Leitung/);
});

it('a name of nothing visible is refused at its field, in words', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const person = await Person.open(link, '\u3164\u2800\u200D');
  await person.enter();
  await person.expectToRead('Bitte geben Sie einen Namen mit sichtbaren Zeichen ein.');
  await expect(person.page.getByLabel('Ihr Name')).toHaveAttribute('aria-invalid', 'true');
  await person.page.getByLabel('Ihr Name').fill('Anna');
  await person.page.keyboard.press('Enter');
  await person.expectAtTable();
});

it('whoever changes their own name is called so by everyone, after a reload and at the next door too', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const [{ link }, other] = [await server.createRoom(), await server.createRoom()];
  const anna = await Person.join(link, 'Anna');
  const bert = await Person.join(link, 'Bert');
  await anna.openPeople();
  await anna.press('Meinen Namen ändern');
  await anna.page.getByLabel('Name für alle').fill('Dr. Muster');
  await anna.press('Namen übernehmen');
  await expect(bert.tiles).toContainText(['Dr. Muster', 'Bert']);
  await anna.page.reload();
  await expect(anna.tiles).toContainText(['Dr. Muster', 'Bert']);
  const next = await anna.context.newPage();
  await next.goto(other.link);
  await expect(next.getByLabel('Ihr Name')).toHaveValue('Dr. Muster');
});

it('whoever has chosen a profile picture is seen by it, first by the chair and then by all, until the chair takes it away', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const anna = await Person.open(room.link, 'Anna');
  await anna.page.getByText('Geräte wählen').click();
  await anna.page
    .getByRole('group', { name: 'Profilbild' })
    .locator('input[type=file]')
    .setInputFiles({
      name: 'ich.png',
      mimeType: 'image/png',
      buffer: pngOf({ width: 300, height: 500 }),
    });
  await expect(anna.page.getByAltText('Ihr Profilbild')).toBeVisible();
  await anna.enter();
  await chair.openPeople();
  await expect(chair.button('Profilbild von Anna entfernen')).toBeVisible();
  await chair.lobby.getByRole('button', { name: 'Anna einlassen' }).click();
  await anna.expectAtTable();
  const [tile, row] = [chair.tileOf(anna), chair.peoplePanel.getByRole('listitem').filter({ hasText: 'Anna' })];
  for (const shown of [tile, row, anna.tileOf(anna)]) {
    // Cut square, and small: not the file itself.
    await expect(shown.locator('img')).toHaveJSProperty('naturalHeight', 192);
  }

  await anna.expectToBeTold('Die Leitung hat Ihr Profilbild entfernt.', () =>
    chair.actOn(anna, 'Profilbild entfernen'),
  );
  for (const shown of [tile, row]) await expect(shown.locator('img')).toHaveCount(0);
  await anna.control('Mehr').click();
  await anna.page.getByRole('menuitem', { name: 'Profilbild' }).click();
  await expect(anna.button('Anderes Profilbild wählen')).toBeDisabled();
  await chair.actOn(anna, 'Profilbild wieder zulassen');
  await expect(tile.locator('img')).toBeVisible();
  await anna.press('Profilbild löschen');
  await expect(tile.locator('img')).toHaveCount(0);
});

it('names and messages stand in their own direction', { timeout: LONG_TEST_MS }, async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna');
  const sara = await Person.join(link, 'שרה כהן');
  await sara.control('Chat').click();
  const field = sara.page.getByLabel('Nachricht', { exact: true });
  await field.fill('שלום, Anna!');
  await expect(field).toHaveCSS('direction', 'rtl');
  await sara.press('Senden');
  await anna.control(/^Chat/).click();
  const said = anna.page.locator('[data-message]').getByText('שלום');
  await expect(said).toHaveCSS('direction', 'rtl');
  await expect(anna.tileOf(sara).locator('bdi')).toHaveText('שרה כהן');
  // Its own tile says '(Sie)' behind the name, not before it.
  const tile = sara.tileOf(sara);
  const [name, mark] = await Promise.all([tile.locator('bdi').boundingBox(), tile.getByText('(Sie)').boundingBox()]);
  expect(mark?.x ?? 0).toBeGreaterThanOrEqual((name?.x ?? 0) + (name?.width ?? 0) - 1);
});

it('the keyboard comes to the controls in one step, and to all pictures in one more', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna');
  const bert = await Person.join(link, 'Bert');
  const { page } = anna;
  await expect(anna.tiles).toHaveCount(2);
  const focused = () =>
    page.evaluate('document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Zur Steuerung springen');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Ansicht von Anna');
  await page.keyboard.press('ArrowRight');
  expect(await focused()).toBe('Ansicht von Bert');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Ansicht von Bert');
  await page.keyboard.press('Tab');
  expect(await focused()).toContain('Mikrofon');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  expect(await focused()).toContain('Mikrofon');
  expect(page.url()).not.toContain('controls');

  await page.keyboard.press('Control+Shift+KeyH');
  await expect(bert.tileOf(anna)).toContainText('Hand 1');
  await page.keyboard.press('Control+Shift+KeyL');
  await expect(page.getByRole('complementary', { name: 'Chat' })).toBeVisible();
  await page.keyboard.press('Control+Shift+KeyE');
  await expect(anna.peoplePanel).toBeVisible();
});
