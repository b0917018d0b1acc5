import { it } from 'vitest';
import { TestClient } from '../../helpers/clients/test-client.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, ORANGE_GREY, RED_GREEN } from '../support/media/pattern.ts';
import { expectPicture, expectToHear, MEDIA_TIMEOUT_MS } from '../support/media/probe.ts';
import { openSlides, SHARES_SLIDES } from '../support/media/slides.ts';
import { refusalsOf } from '../support/people/forged.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

it('the chair switches a camera and a shared screen off, and both can be switched on again', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz', { pattern: RED_GREEN });
  const bernd = await Person.join(room.link, 'Bernd', { pattern: BLUE_YELLOW, ...SHARES_SLIDES });
  await openSlides(bernd.context, ORANGE_GREY);
  await bernd.control('Teilen').click();
  const screen = chair.screenOf(bernd);
  await expectPicture(screen.locator('video'), ORANGE_GREY);
  await chair.expectToSee(bernd);

  await chair.actOn(bernd, 'Teilen des Bildschirms beenden');
  await expect(screen).toHaveCount(0, { timeout: MEDIA_TIMEOUT_MS });
  await expectToHear(chair.page, [BLUE_YELLOW]);
  await chair.actOn(bernd, 'Kamera ausschalten');
  await expect(chair.videoOf(bernd)).toHaveCount(0);
  await bernd.expectToRead('Die Leitung hat Ihre Kamera ausgeschaltet.');
  await chair.expectToHear(bernd);

  const forger = await TestClient.connect(server.url);
  await forger.join(room.id, 'Gast');
  const id = await chair.tileOf(chair).getAttribute('data-participant-id');
  expect(await refusalsOf(forger, ['participant:switch-off'], id ?? '')).toEqual(['NOT_ALLOWED']);
  await forger.send('room:leave');

  await bernd.control(/Kamera/).click();
  await chair.expectToSee(bernd);
  await bernd.control('Teilen').click();
  await expectPicture(screen.locator('video'), ORANGE_GREY);
});

it('a reaction is seen and said at the others, and goes by itself', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const anna = await Person.join(room.link, 'Anna');
  const bernd = await Person.join(room.link, 'Bernd');
  await bernd.control('Reaktion').click();
  await anna.expectToBeTold('Bernd: Applaus', () => bernd.page.getByRole('menuitem', { name: 'Applaus' }).click());
  const sign = anna.page.locator('[data-reaction="applause"]');
  await expect(sign).toHaveText('Bernd');
  await expect(sign).toHaveCount(0);
});
