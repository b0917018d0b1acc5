import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { expectNothingSerious, tabTo } from './support/accessibility.ts';
import { expect, LONG_TEST_MS } from './support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from './support/pattern.ts';
import { Person } from './support/person.ts';
import { startTestServer } from './support/server.ts';

const NARROWEST = { width: 320, height: 640 };
/** CSS pixels. */
const FINGER = 44;

it('axe finds nothing serious at the door, in the lobby, at the table, in its panel, menus and questions', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on', lobbyMessage: 'Wir beginnen um neun.' });
  const chair = await Person.open(room.moderatorLink, 'Frau Vorsitz', { pattern: RED_GREEN });
  await chair.expectHeading('Schön, dass Sie da sind.');
  await expectNothingSerious(chair.page, 'the door');
  await chair.enter();
  await chair.expectAtTable();

  const guest = await Person.open(room.link, 'Gast', { pattern: BLUE_YELLOW });
  await guest.enter();
  await guest.expectHeading('Gleich geht es los, Gast.');
  await expectNothingSerious(guest.page, 'the lobby');

  await chair.openPeople();
  await expect(chair.lobby).toBeVisible();
  await expectNothingSerious(chair.page, 'the people panel with somebody waiting');
  await chair.press('Gast einlassen');
  await guest.expectAtTable();
  await guest.expectToSee(chair);
  await expectNothingSerious(guest.page, 'the table');

  await chair.control('Mehr').click();
  await expect(chair.page.getByRole('menu')).toBeVisible();
  await expectNothingSerious(chair.page, 'the menu');
  await chair.page.getByRole('menuitem', { name: 'Geräte und Ton' }).click();
  await expect(chair.page.getByRole('dialog')).toBeVisible();
  await expectNothingSerious(chair.page, 'the devices');
  await chair.page.keyboard.press('Escape');

  await chair.actOn(guest, 'Aus dem Raum entfernen');
  await expect(chair.page.getByRole('alertdialog')).toBeVisible();
  await expectNothingSerious(chair.page, 'the question before a removal');
  await chair.press('Entfernen');
  await guest.expectHeading('Sie wurden aus dem Raum entfernt.');
  await expectNothingSerious(guest.page, 'the way out');
});

it('a meeting goes by keyboard alone: in, muted, people, out', async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ password: 'Tulpen im April' });
  const anna = await Person.join(room.moderatorLink, 'Anna', { pattern: RED_GREEN });
  const bernd = await Person.open(room.link, 'Bernd', { pattern: BLUE_YELLOW });
  const { keyboard } = bernd.page;

  await tabTo(bernd.page, 'Ihr Name');
  await keyboard.type('Bernd');
  await tabTo(bernd.page, 'Passwort des Raums');
  await keyboard.type('Tulpen im April');
  await keyboard.press('Enter');
  await bernd.expectAtTable();
  await anna.expectToHear(bernd);

  await tabTo(bernd.page, 'Mikrofon');
  await keyboard.press('Space');
  await expect(bernd.control('Mikrofon')).toHaveAttribute('aria-pressed', 'false');
  await anna.expectToHear();

  await tabTo(bernd.page, 'Personen');
  await keyboard.press('Enter');
  await expect(bernd.peoplePanel).toBeVisible();
  await keyboard.press('Escape');
  await expect(bernd.peoplePanel).toHaveCount(0);

  await tabTo(bernd.page, 'Mehr');
  await keyboard.press('Enter');
  await expect(bernd.page.getByRole('menu')).toBeVisible();
  await keyboard.press('Escape');
  await expect(bernd.page.getByRole('menu')).toHaveCount(0);

  await tabTo(bernd.page, 'Verlassen');
  await keyboard.press('Enter');
  await bernd.expectHeading('Sie haben den Raum verlassen.');
  await expect(anna.tiles).toHaveCount(1);
});

it('on the narrowest screen nothing is cut off, and everything is large enough for a finger', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const anna = await Person.open(room.moderatorLink, 'Anna');
  await anna.page.setViewportSize(NARROWEST);
  await expectReflow(anna.page, 'the door');
  await anna.enter();
  await anna.expectAtTable();
  await expectReflow(anna.page, 'the table');
  await anna.openPeople();
  await expectReflow(anna.page, 'the people panel');
});

/** WCAG 2.2, 1.4.10 and 2.5.5: no scrolling sideways, every visible button inside the screen and not too small. */
async function expectReflow(page: Page, place: string): Promise<void> {
  const width = await page.evaluate('document.documentElement.scrollWidth');
  expect(width, `${place} is as wide as the screen`).toBeLessThanOrEqual(NARROWEST.width);
  for (const button of await page.getByRole('button').filter({ visible: true }).all()) {
    const box = await button.boundingBox();
    const name = `${place}: ${await button.ariaSnapshot()}`;
    expect(box?.x, name).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0), name).toBeLessThanOrEqual(NARROWEST.width);
    expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(FINGER);
  }
}
