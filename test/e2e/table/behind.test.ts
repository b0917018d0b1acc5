import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import type { Picture, PictureFlow, Sound, SoundFlow } from '../support/media/measurements.ts';
import { RED_GREEN } from '../support/media/pattern.ts';
import { expectMovingPicture, expectTones, MEDIA_TIMEOUT_MS } from '../support/media/probe.ts';
import { Person } from '../support/people/person.ts';
import { PersonInTab } from '../support/people/person-in-tab.ts';
import { startTestServer } from '../support/server/server.ts';

/** Of a sound without pauses: two seconds of it. */
const MANY_PACKETS = 100;

it('a page behind another one is sent sounds and not one packet of a picture, and pictures again when somebody looks at it', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const bernd = await Person.join(link, 'Bernd', { pattern: RED_GREEN });
  const settings = { microphoneOn: false, cameraOn: false };
  const scripts = ['connections.ts', 'probe.ts'];
  const anna = await PersonInTab.join(link, 'Anna', { flags: [], scripts, settings });
  const expectToSeeAndHear = async () => {
    const look = () => anna.page.evaluate('probe.picture(document.querySelector("main video"))') as Promise<Picture>;
    await Promise.all([expectMovingPicture(look, bernd.pattern), expectToHear()]);
  };
  const expectToHear = () =>
    expectTones(() => anna.page.evaluate('probe.sounds()') as Promise<readonly Sound[]>, [bernd.pattern]);
  await expectToSeeAndHear();

  await anna.leaveTab();
  let before = await receivedBy(anna);
  const soundsSinceLastPicture = async () => {
    const now = await receivedBy(anna);
    if (now.pictureBytes !== before.pictureBytes) before = now;
    return now.soundPackets - before.soundPackets;
  };
  await expect.poll(soundsSinceLastPicture, { timeout: MEDIA_TIMEOUT_MS }).toBeGreaterThan(MANY_PACKETS);
  await expectToHear();
  expect((await receivedBy(anna)).pictureBytes).toBe(before.pictureBytes);

  await anna.returnToTab();
  await expectToSeeAndHear();
  expect((await receivedBy(anna)).pictureBytes).toBeGreaterThan(before.pictureBytes);
});

/** So far, by the browser's own counters. What has no frames is the server's probing of the line. */
async function receivedBy({ page }: PersonInTab): Promise<{ pictureBytes: number; soundPackets: number }> {
  const pictures = (await page.evaluate('pictureFlows()')) as PictureFlow[];
  const sounds = (await page.evaluate('soundFlows()')) as SoundFlow[];
  return {
    pictureBytes: pictures
      .filter(({ isSent, frames }) => !isSent && frames > 0)
      .reduce((sum, { bytes }) => sum + bytes, 0),
    soundPackets: sounds.filter(({ isSent }) => !isSent).reduce((sum, { packets }) => sum + packets, 0),
  };
}
