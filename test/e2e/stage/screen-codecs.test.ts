import { it } from 'vitest';
import { expect, LONG_TEST_MS, OFTEN, PATIENCE_MS } from '../support/expect.ts';
import type { PictureFlow } from '../support/media/measurements.ts';
import { ORANGE_GREY, RED_GREEN } from '../support/media/pattern.ts';
import { expectPicture, expectToHear } from '../support/media/probe.ts';
import { openSlides, SHARES_SLIDES } from '../support/media/slides.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

/** Judged by how it goes for so long. */
const TAKES_TIME_MS = 60_000;

/** In what this person sends pictures now. */
async function codecsOf({ page }: Person): Promise<string[]> {
  const flows = await page.evaluate<PictureFlow[]>('pictureFlows()');
  return flows.filter(({ isSent, frames }) => isSent && frames > 0).map(({ codec }) => codec);
}

/** Anna shares slides, and Bernd sees them. */
async function sharing({ bernd: scripts = [] }: { readonly bernd?: readonly string[] } = {}) {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const shares = { pattern: RED_GREEN, cameraOn: false, scripts: ['connections.ts'] };
  const anna = await Person.join(link, 'Anna', { ...shares, ...SHARES_SLIDES });
  const bernd = await Person.join(link, 'Bernd', { scripts });
  await openSlides(anna.context, ORANGE_GREY);
  await anna.control('Teilen').click();
  await expectPicture(bernd.screenOf(anna).locator('video'), ORANGE_GREY);
  return { link, anna, bernd };
}

it('a screen is sent in the best that all there decode; whoever comes late and cannot sees it as well, as letters or as a film, with its sound', {
  timeout: LONG_TEST_MS,
}, async () => {
  const { link, anna, bernd } = await sharing();
  expect(await codecsOf(anna)).toEqual(['video/AV1']);
  await anna.page.getByRole('radio', { name: 'Film: flüssig' }).check();

  const cleo = await Person.join(link, 'Cleo', { scripts: ['screens/codecs.ts'] });
  for (const { page } of [bernd, cleo]) await expectToHear(page, [RED_GREEN, ORANGE_GREY]);
  for (const one of [cleo, bernd]) await expectPicture(one.screenOf(anna).locator('video'), ORANGE_GREY);
  const sent = expect.poll(async () => new Set(await codecsOf(anna)), { ...OFTEN, timeout: PATIENCE_MS });
  await sent.toEqual(new Set(['video/VP8']));
  await expect(anna.page.getByRole('radio', { name: 'Film: flüssig' })).toBeChecked();
});

it('a screen that a device cannot keep up with is sent to all in the next best, and goes on', {
  timeout: LONG_TEST_MS,
}, async () => {
  const { anna, bernd } = await sharing({ bernd: ['screens/slow-decoder.ts'] });
  const sent = expect.poll(() => codecsOf(anna), { ...OFTEN, timeout: TAKES_TIME_MS });
  await sent.toEqual(['video/VP9']);
  await expectPicture(bernd.screenOf(anna).locator('video'), ORANGE_GREY);
});
