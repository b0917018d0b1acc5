import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, ORANGE_GREY, RED_GREEN } from '../support/media/pattern.ts';
import { expectPicture, expectToHear, MEDIA_TIMEOUT_MS } from '../support/media/probe.ts';
import { openSlides, SHARES_SLIDES } from '../support/media/slides.ts';
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

  await anna.press('Teilen beenden');
  await expect(screen).toHaveCount(0, { timeout: MEDIA_TIMEOUT_MS });
  await expectToHear(bernd.page, [RED_GREEN]);
});

const COVERED = /^Teilen ?, wird gerade nicht gezeigt$/;

it('of two shared screens the newer is shown, and the older’s button says so and brings it back', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN, ...SHARES_SLIDES });
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW, ...SHARES_SLIDES });
  for (const { context } of [anna, bernd]) await openSlides(context, ORANGE_GREY);
  await anna.control('Teilen').click();
  await expect(bernd.screenOf(anna)).toBeVisible();

  await bernd.control('Teilen').click();
  await expect(anna.screenOf(bernd)).toBeVisible();
  const covered = anna.control(COVERED);
  await expect(covered).toHaveAttribute('data-state', 'covered');

  await covered.click();
  await anna.press('Meinen zeigen');
  await expectPicture(bernd.screenOf(anna).locator('video'), ORANGE_GREY);
  await expect(covered).toHaveCount(0);
  await bernd.control(COVERED).click();
  await bernd.page.getByRole('dialog').getByRole('button', { name: 'Teilen beenden' }).click();
  await expect(bernd.control('Teilen')).toHaveAttribute('data-state', 'off');
  await expect(bernd.screenOf(anna)).toBeVisible();
});
