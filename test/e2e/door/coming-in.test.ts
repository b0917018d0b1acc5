import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { RED_GREEN } from '../support/media/pattern.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

it('where cameras are off on entry one comes in unseen, reads why, and is seen once one switches it on', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const { link, moderatorLink } = await server.createRoom({ cameraOnEntry: 'off' });
  const chair = await Person.join(moderatorLink, 'Frau Leitung');
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN });
  await anna.expectToRead(/^In diesem Raum ist die Kamera beim Eintritt aus\./);
  await expect(anna.control('Kamera')).toHaveAttribute('aria-pressed', 'false');
  await expect(chair.tileOf(anna)).toBeVisible();
  await expect(chair.videoOf(anna)).toHaveCount(0);
  await anna.control('Kamera').click();
  await chair.expectToSee(anna);
});

it('where names may be pseudonyms the door says so, knows no name from elsewhere, and keeps its own for itself', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const board = await server.createRoom();
  const circle = await server.createRoom({ pseudonyms: true });
  const anna = await Person.join(board.link, 'Anna Muster');
  // In the same browser.
  const doorOf = async ({ link }: { link: string }) => {
    const page = await anna.context.newPage();
    await page.goto(link);
    return page;
  };
  const first = await doorOf(circle);
  const field = first.getByLabel('Ihr Name oder ein Pseudonym');
  await expect(field).toHaveValue('');
  await expect(field).toHaveAccessibleDescription('Jeder Name ist recht. Nach Ihrem richtigen fragt niemand.');
  await field.fill('Sonnenblume');
  await first.keyboard.press('Enter');
  await expect(first.getByRole('main', { name: 'Teilnehmende' }).getByRole('listitem')).toContainText('Sonnenblume');
  await first.close();
  await expect((await doorOf(circle)).getByLabel('Ihr Name oder ein Pseudonym')).toHaveValue('Sonnenblume');
  await expect((await doorOf(board)).getByLabel('Ihr Name', { exact: true })).toHaveValue('Anna Muster');
});
