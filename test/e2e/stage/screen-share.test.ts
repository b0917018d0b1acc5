import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, MAGENTA_CYAN, ORANGE_GREY, RED_GREEN } from '../support/media/pattern.ts';
import { expectPicture, expectToHear, MEDIA_TIMEOUT_MS } from '../support/media/probe.ts';
import { openSlides, SHARES_SLIDES } from '../support/media/slides.ts';
import { expectNothingSerious } from '../support/page/accessibility.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

it('a shared tab is large on the other screens, with its sound beside the voice, until it is stopped', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN, ...SHARES_SLIDES });
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW });
  await openSlides(anna.context, ORANGE_GREY);

  await anna.control('Teilen').click();
  await anna.expectToRead('Sie teilen Ihren Bildschirm.');
  const screen = bernd.screenOf(anna);
  await expectPicture(screen.locator('video'), ORANGE_GREY);
  await expectToHear(bernd.page, [RED_GREEN, ORANGE_GREY]);
  await bernd.expectToSee(anna);

  const large = await screen.boundingBox();
  const small = await bernd.tileOf(anna).boundingBox();
  expect(large?.width ?? 0).toBeGreaterThan(3 * (small?.width ?? Infinity));
  await expect(anna.screenOf(anna).locator('video')).toHaveCount(0);
  await anna.page.getByRole('radio', { name: 'Film: flüssig' }).check();

  // Who wants sound only sees nobody, hears everyone, and the screen when they ask for it.
  await bernd.control('Mehr').click();
  await bernd.page.getByRole('menuitem', { name: 'Nur Ton' }).click();
  await bernd.switch('Nur Ton').check();
  await bernd.page.keyboard.press('Escape');
  await expect(bernd.page.locator('video')).toHaveCount(1);
  await expectToHear(bernd.page, [RED_GREEN, ORANGE_GREY]);
  await bernd.press('Bildschirm zeigen');
  await expectPicture(screen.locator('video'), ORANGE_GREY);
  await bernd.press('Bilder wieder zeigen');
  await bernd.expectToSee(anna);

  // What is in that corner of the screen is to be read too.
  const whose = screen.locator('span').filter({ hasText: 'Bildschirm von Anna' }).first();
  await bernd.page.mouse.move(0, 0);
  await expect(whose).toHaveCSS('opacity', '0');
  await screen.hover();
  await expect(whose).toHaveCSS('opacity', '0.92');

  await anna.press('Teilen beenden');
  await expect(screen).toHaveCount(0, { timeout: MEDIA_TIMEOUT_MS });
  await expectToHear(bernd.page, [RED_GREEN]);
});

const BEHIND = /^Teilen ?, nicht vorn$/;

it('two shared screens are beside each other where both can be read, else one at a time; one can be pinned, or brought to the front', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN, cameraOn: false, ...SHARES_SLIDES });
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW, cameraOn: false, ...SHARES_SLIDES });
  const cleo = await Person.join(link, 'Cleo');
  await openSlides(anna.context, ORANGE_GREY);
  await openSlides(bernd.context, MAGENTA_CYAN);
  for (const { page } of [anna, bernd, cleo]) await page.setViewportSize({ width: 1440, height: 900 });
  await anna.control('Teilen').click();
  await expect(cleo.screenOf(anna)).toBeVisible();
  await bernd.control('Teilen').click();
  await expectPicture(cleo.screenOf(anna).locator('video'), ORANGE_GREY);
  await expectPicture(cleo.screenOf(bernd).locator('video'), MAGENTA_CYAN);
  await anna.expectToRead('Bernd teilt jetzt auch den Bildschirm. Wo nur einer Platz hat, ist zuerst dieser zu sehen.');

  await expectNothingSerious(cleo.page, 'two screens beside each other');
  await cleo.screenOf(anna).getByRole('button', { name: 'Nur diesen Bildschirm zeigen' }).focus();
  await cleo.page.keyboard.press('Enter');
  await expect(cleo.screenOf(bernd)).toHaveCount(0);
  await cleo.press('Alle nebeneinander');
  await expect(cleo.screenOf(bernd)).toBeVisible();
  await cleo.page.setViewportSize({ width: 360, height: 740 });
  await expect(cleo.screenOf(anna)).toHaveCount(0);
  const tab = (name: string) =>
    cleo.page.getByRole('group', { name: 'Geteilte Bildschirme' }).getByRole('button', { name });
  await expect(tab('Bildschirm von Bernd')).toHaveAttribute('aria-pressed', 'true');
  await expectNothingSerious(cleo.page, 'two screens, one at a time');

  const behind = anna.control(BEHIND);
  await expect(behind).toHaveAttribute('data-state', 'covered');
  await behind.click();
  await anna.press('Meinen nach vorn holen');
  await expectPicture(cleo.screenOf(anna).locator('video'), ORANGE_GREY);
  await expect(behind).toHaveCount(0);
  await tab('Bildschirm von Bernd').click();
  await expectPicture(cleo.screenOf(bernd).locator('video'), MAGENTA_CYAN);
  await bernd.control(BEHIND).click();
  await bernd.page.getByRole('dialog').getByRole('button', { name: 'Teilen beenden' }).click();
  await expect(bernd.control('Teilen')).toHaveAttribute('data-state', 'off');
  await expect(cleo.screenOf(anna)).toBeVisible();
});
