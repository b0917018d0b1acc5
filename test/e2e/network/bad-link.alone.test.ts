import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { expectToHearOn, expectToHearUntil, pictureWidth } from '../support/media/probe.ts';
import { layNarrowLink, type NarrowLink } from '../support/network/narrow-link.ts';
import { Person } from '../support/people/person.ts';
import { freePort } from '../support/server/free-port.ts';
import { startTestServer } from '../support/server/server.ts';
import { secureSettings } from '../support/site/secure-settings.ts';

/** Two voices' worth: less than a voice and the smallest picture of a restless room. */
const NARROW_BITS_PER_SECOND = 150_000;
/** A voice's worth, and too little for the smallest picture even with few frames, whatever the browser makes of it. */
const NARROW_UP_BITS_PER_SECOND = 60_000;
/** What Opus makes up for (RFC 6716, 2.1.7); a talk over a bad mobile network. */
const LOST_PERCENT = 10;

/** The sender's estimate climbs for 6 to 12 s, and for two minutes now and then. */
const RECOVERY_MS = 200_000;

const NEEDS_ROOT = 'a network namespace, tc and nft need root';
const WEAK = 'Bild aus: Ihre Verbindung ist gerade zu schwach. Der Ton geht weiter.';
const UPLOAD_HELD = 'Ihr Upload ist zu schwach: Ihr Bild ist aus, man hört Sie.';

/** Anna on the server's machine, in whichever room, and Bernd behind the link. */
async function meetOver(link: NarrowLink, { isRestless }: { readonly isRestless: 'Anna' | 'Bernd' }) {
  const server = await startTestServer(secureSettings(link.address, await freePort()));
  const room = await server.createRoom();
  const pattern = (name: string, calm: typeof RED_GREEN) => ({ ...calm, restless: name === isRestless });
  const anna = await Person.join(room.moderatorLink, 'Anna', {
    pattern: pattern('Anna', RED_GREEN),
    trustsAnybody: true,
  });
  const bernd = await Person.join(room.link, 'Bernd', {
    pattern: pattern('Bernd', BLUE_YELLOW),
    trustsAnybody: true,
    executable: link.chromium,
  });
  await bernd.expectToSee(anna);
  await bernd.expectToHear(anna);
  await anna.expectToHear(bernd);
  return { anna, bernd };
}

it('on a narrow link the picture goes off with a word, the sound goes on, and the picture comes back', {
  timeout: 2 * LONG_TEST_MS,
}, async ({ skip }) => {
  const link = layNarrowLink();
  if (link === null) return skip(NEEDS_ROOT);
  const { anna, bernd } = await meetOver(link, { isRestless: 'Anna' });
  const picture = bernd.videoOf(anna);
  const fullWidth = await pictureWidth(picture);
  const weak = bernd.tileOf(anna).getByText(WEAK);

  link.limit(NARROW_BITS_PER_SECOND);
  await expectToHearUntil(bernd.page, anna.pattern, () => weak.isVisible());
  link.limit(null);
  await expectToHearUntil(bernd.page, anna.pattern, async () => (await weak.count()) === 0);
  await bernd.expectToSee(anna);
  await expect.poll(() => pictureWidth(picture), { timeout: RECOVERY_MS }).toBeGreaterThanOrEqual(fullWidth);
});

it('on a narrow way up one’s own picture goes off, everyone reads at which end, one is heard, and it comes back', {
  timeout: LONG_TEST_MS,
}, async ({ skip }) => {
  const link = layNarrowLink();
  if (link === null) return skip(NEEDS_ROOT);
  const { anna, bernd } = await meetOver(link, { isRestless: 'Bernd' });
  await anna.expectToSee(bernd);
  const told = bernd.page.getByText(UPLOAD_HELD).filter({ visible: true });

  link.limitUp(NARROW_UP_BITS_PER_SECOND);
  await expectToHearUntil(anna.page, bernd.pattern, () => told.first().isVisible());
  await expect(anna.tileOf(bernd).getByText('Bild aus: Die Verbindung von Bernd ist gerade zu schwach.')).toBeVisible();
  await expect(bernd.control(/^Kamera ?, an, aber Ihr Upload ist zu schwach/)).toHaveAttribute('aria-pressed', 'true');
  await expectToHearOn(anna.page, bernd.pattern);

  link.limitUp(null);
  await anna.expectToSee(bernd);
  await expect(told).toHaveCount(0);
});

it('when every tenth packet is lost, both hear each other; the chair reads whose line it is and offers to spare it', {
  timeout: LONG_TEST_MS,
}, async ({ skip }) => {
  const link = layNarrowLink();
  if (link === null) return skip(NEEDS_ROOT);
  const { anna, bernd } = await meetOver(link, { isRestless: 'Bernd' });

  link.lose(LOST_PERCENT);
  await anna.openPart('Verbindungen');
  const line = anna.peoplePanel.locator('[data-line="weak"]').filter({ hasText: 'Bernd' });
  await expectToHearUntil(
    anna.page,
    bernd.pattern,
    async () => (await line.textContent())?.includes('% verloren') === true,
  );
  await expectToHearOn(bernd.page, anna.pattern);
  await line.getByRole('button', { name: /Bild ausschalten anbieten/ }).click();
  await bernd.press('Bild ausschalten');
  await anna.expectToRead('Bernd schaltet das Bild aus.');
  await expect(anna.videoOf(bernd)).toHaveCount(0);
  await expectToHearOn(anna.page, bernd.pattern);
});
