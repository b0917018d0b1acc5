import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, ORANGE_GREY, RED_GREEN } from '../support/media/pattern.ts';
import { expectPicture } from '../support/media/probe.ts';
import { openSlides, SHARES_SLIDES } from '../support/media/slides.ts';
import { expectNothingSerious } from '../support/page/accessibility.ts';
import { meetingOf } from '../support/people/meeting-of.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const PHONE = { width: 390, height: 844 };
const SCREEN = { width: 1440, height: 900 };
const IS_FULL = 'document.fullscreenElement !== null';

it('a browser without full screen and small windows says so where one looks for them, and gives a screen all of the page', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN, cameraOn: false, ...SHARES_SLIDES });
  const bernd = await Person.join(link, 'Bernd', { scripts: ['screens/no-windows.ts'] });
  const { page } = bernd;
  await page.setViewportSize(PHONE);
  await bernd.control('Mehr').click();
  await page.getByRole('menuitem', { name: 'Ansicht' }).click();
  await bernd.expectToRead(/^Vollbild kann dieser Browser nicht\./);
  await bernd.expectToRead(/^Ein kleines Fenster über allen anderen kann dieser Browser nicht öffnen\./);
  await page.keyboard.press('Escape');

  await openSlides(anna.context, ORANGE_GREY);
  await anna.control('Teilen').click();
  const screen = bernd.screenOf(anna);
  await expectPicture(screen.locator('video'), ORANGE_GREY);
  await screen.getByRole('button', { name: 'Vollbild' }).click();
  await expect.poll(() => screen.boundingBox()).toEqual({ x: 0, y: 0, ...PHONE });
  await expectNothingSerious(page, 'a screen that has all of the page');
  const whose = screen.locator('span').filter({ hasText: 'Bildschirm von Anna' }).first();
  await page.mouse.move(0, 0);
  await expect(whose).toHaveCSS('opacity', '0');
  await screen.dispatchEvent('pointerdown', { pointerType: 'touch' });
  await expect(whose).toHaveCSS('opacity', '0.92');
  await page.keyboard.press('Escape');
  await expect(bernd.tiles).not.toHaveCount(0);
});

it('a screen that one has on the whole screen stays there when it is sent anew, with questions and what is to be read above it', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const { chair } = await meetingOf(server, room, []);
  await chair.client.send('room:configure', { lobby: 'off' });
  const { link } = room;
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN, cameraOn: false, ...SHARES_SLIDES });
  const bernd = await Person.join(link, 'Bernd');
  const { page } = bernd;
  await page.setViewportSize(SCREEN);
  await openSlides(anna.context, ORANGE_GREY);
  await anna.control('Teilen').click();
  const screen = bernd.screenOf(anna);
  await expectPicture(screen.locator('video'), ORANGE_GREY);
  const id = (await bernd.tileOf(bernd).getAttribute('data-participant-id')) ?? '';
  const isFull = () => page.evaluate<boolean>(IS_FULL);

  await screen.getByRole('button', { name: 'Vollbild' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(isFull).toBe(true);
  await expect.poll(() => screen.boundingBox()).toEqual({ x: 0, y: 0, ...SCREEN });
  await expect(bernd.tiles).toHaveCount(0);
  const back = screen.getByRole('button', { name: 'Vollbild beenden' });
  await expect(back).toBeFocused();
  const bar = page.getByRole('navigation', { name: 'Steuerung' });
  await expect(bar).toHaveCSS('opacity', '0');
  await page.mouse.move(700, 400);
  await expect(bar).toHaveCSS('opacity', '1');

  // Somebody comes whose browser decodes VP8 alone: it is another producer from here on.
  const cleo = await Person.join(link, 'Cleo', { scripts: ['screens/codecs.ts'], ...SHARES_SLIDES });
  await expectPicture(cleo.screenOf(anna).locator('video'), ORANGE_GREY);
  await expectPicture(screen.locator('video'), ORANGE_GREY);
  expect(await isFull()).toBe(true);
  await expect(back).toBeFocused();

  await chair.client.send('participant:ask', { participantId: id, source: 'microphone' });
  const question = page.getByRole('alertdialog');
  await question.getByRole('button', { name: 'Jetzt nicht' }).click();
  await expect(question).toHaveCount(0);
  await chair.client.send('poll:open', { question: 'Pause?', options: ['Ja', 'Nein'], secret: false });
  const poll = page.locator('[data-notice="poll"]');
  await poll.getByText('Ja', { exact: true }).click();
  await bernd.control('Chat').click();
  await expect(page.getByRole('complementary', { name: 'Chat' })).toBeVisible();
  await bernd.control('Chat').click();

  await openSlides(cleo.context, BLUE_YELLOW);
  await cleo.control('Teilen').click();
  const beside = page.locator('[data-notice="screen-beside"]');
  await expect(beside).toContainText('Cleo teilt jetzt auch den Bildschirm.');
  expect(await isFull()).toBe(true);
  await beside.getByRole('button', { name: 'Hinweis schließen' }).click();
  await cleo.control('Teilen').click();

  await back.click();
  await expect.poll(isFull).toBe(false);
  await expect(bernd.tiles).not.toHaveCount(0);

  await screen.getByRole('button', { name: 'Vollbild' }).click();
  await expect.poll(isFull).toBe(true);
  await anna.control('Teilen').click();
  await expect.poll(isFull).toBe(false);
});
