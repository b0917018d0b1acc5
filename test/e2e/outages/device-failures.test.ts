import { it, onTestFinished } from 'vitest';
import { expect } from '../support/expect.ts';
import { Loudspeakers } from '../support/media/loudspeakers.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { pictureWidth } from '../support/media/probe.ts';
import { addPageScript } from '../support/page/page-script.ts';
import { CHROMIUM_SHELL } from '../support/people/browser.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

declare const looseDevices: {
  readonly holdMicrophone: () => void;
};
declare const busyDevices: {
  readonly free: () => void;
};

/** What of a video element is looked at here. */
interface Shown {
  readonly srcObject: { getVideoTracks(): readonly { readonly label: string }[] } | null;
}

const MICROPHONE_BUSY = 'Das Mikrofon lässt sich nicht öffnen.';
const CAMERA_BUSY = 'Die Kamera lässt sich nicht öffnen.';
const BOTH_BUSY = 'Kamera und Mikrofon lassen sich nicht öffnen.';
const HELD = 'Von Ihrem Mikrofon kommt gerade kein Ton';
const AGAIN = 'Noch einmal versuchen';

it('what fails on the way back to the table is said there, and what the door has said is not said again', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN });
  await addPageScript(anna.context, 'busy-devices.ts');
  await anna.page.reload();
  await anna.expectAtTable();
  const notices = anna.page.getByRole('region', { name: 'Hinweise' });
  await expect(notices.getByText(MICROPHONE_BUSY)).toBeVisible();
  await expect(notices.getByText(CAMERA_BUSY)).toBeVisible();

  const bernd = await Person.open(link, 'Bernd', { pattern: BLUE_YELLOW });
  await addPageScript(bernd.context, 'busy-devices.ts');
  await bernd.page.reload();
  await bernd.expectToRead(BOTH_BUSY);
  await bernd.enter();
  await bernd.expectAtTable();
  await expect(bernd.control(/^Mikrofon/)).toBeVisible();
  await expect(bernd.page.getByText(MICROPHONE_BUSY)).toHaveCount(0);
  // A press asks again, and is answered.
  await bernd.control(/^Mikrofon/).click();
  await bernd.expectToRead(MICROPHONE_BUSY);
});

it('a chosen speaker that is pulled out gives way to the system’s, aloud, and is used again when it is back; where none was left, the next is', async () => {
  const speakers = await Loudspeakers.start();
  onTestFinished(() => speakers[Symbol.asyncDispose]());
  let own = speakers.plugIn('Eingebaut');
  const expectFrom = (ear: { readonly loudAt: number }) => {
    const now = performance.now();
    return expect.poll(() => ear.loudAt).toBeGreaterThan(now);
  };
  let chosen = speakers.plugIn('Headset');
  const server = await startTestServer();
  const { link } = await server.createRoom();
  await Person.join(link, 'Anna', { pattern: RED_GREEN, cameraOn: false });
  const bernd = await Person.join(link, 'Bernd', {
    hasOwnDevices: true,
    executable: speakers.before(CHROMIUM_SHELL),
  });
  await expectFrom(own);
  await bernd.press('Mehr');
  await bernd.page.getByRole('menuitem', { name: 'Geräte' }).click();
  await bernd.page.getByLabel('Lautsprecher').selectOption({ label: 'Headset' });
  await bernd.page.keyboard.press('Escape');
  await expectFrom(chosen);
  speakers.pullOut('Headset');
  await bernd.expectToRead('Der Lautsprecher, den Sie gewählt hatten, ist nicht mehr da.');
  await expectFrom(own);
  // With it the browser's sound ends, and comes back by nothing that the browser does.
  speakers.pullOut('Eingebaut');
  own = speakers.plugIn('Eingebaut');
  await expectFrom(own);
  chosen = speakers.plugIn('Headset');
  await bernd.expectToRead('Ihr Lautsprecher „Headset“ ist wieder da');
  await expectFrom(chosen);
});

it('a microphone that a telephone call takes away is seen by its owner and the chair, and one press takes it back', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const anna = await Person.join(room.link, 'Anna', {
    pattern: RED_GREEN,
    cameraOn: false,
    scripts: ['loose-devices.ts'],
  });
  await chair.expectToHear(anna);
  await anna.page.evaluate(() => looseDevices.holdMicrophone());
  await anna.expectToRead(HELD);
  const sign = chair.tileOf(anna).getByText('Ton unterbrochen');
  await expect(sign).toBeVisible();
  await anna.press(AGAIN);
  await expect(sign).toHaveCount(0);
  await chair.expectToHear(anna);
});

it('what another program has let go is taken by a press at the door, and by one at the table', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const busy = { cameraOn: false, scripts: ['busy-devices.ts'] };
  const anna = await Person.open(room.link, 'Anna', { pattern: RED_GREEN, ...busy, cameraOn: true });
  await anna.expectToRead(BOTH_BUSY);
  await anna.press(AGAIN);
  await anna.expectToRead(BOTH_BUSY);
  await anna.page.evaluate(() => busyDevices.free());
  await anna.press(AGAIN);
  await expect(anna.button('Mikrofon')).toHaveAttribute('data-state', 'on');
  await expect(anna.button('Kamera')).toHaveAttribute('data-state', 'on');
  await anna.enter();
  await chair.expectToHear(anna);

  const bernd = await Person.join(room.link, 'Bernd', { pattern: BLUE_YELLOW, ...busy });
  await bernd.control(/^Mikrofon/).click();
  await bernd.expectToRead(MICROPHONE_BUSY);
  await bernd.page.evaluate(() => busyDevices.free());
  await bernd.press(AGAIN);
  await chair.expectToHear(anna, bernd);
});

it('a microphone that the system has taken away is taken back at the door by one press', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.open(link, 'Anna', { pattern: RED_GREEN, scripts: ['loose-devices.ts'] });
  await expect(anna.button('Mikrofon')).toHaveAttribute('data-state', 'on');
  const hold = () => anna.page.evaluate(() => looseDevices.holdMicrophone());
  const expectBackBy = async (press: () => Promise<void>) => {
    await hold();
    await anna.expectToRead(HELD);
    await press();
    await expect(anna.page.getByText(HELD)).toHaveCount(0);
    await expect(anna.button('Mikrofon')).toHaveAttribute('data-state', 'on');
  };
  await expectBackBy(() => anna.press(AGAIN));
  await expectBackBy(async () => {
    await anna.press(/^Mikrofon/);
    await anna.press(/^Mikrofon/);
  });
});

it('of a device’s cameras, which do not say where they look, each is reached by turning, and seen by the others', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const anna = await Person.join(room.link, 'Anna', {
    pattern: RED_GREEN,
    hasOwnDevices: true,
    hasTouch: true,
    flags: ['--use-fake-device-for-media-stream=device-count=3'],
  });
  const camera = () => anna.videoOf(anna).evaluate((video: Shown) => video.srcObject?.getVideoTracks()[0]?.label);
  const expectSeen = () => expect.poll(() => pictureWidth(chair.videoOf(anna))).toBeGreaterThan(0);
  await expect.poll(camera).toBe('fake_device_0');
  await expectSeen();
  for (const turned of ['fake_device_1', 'fake_device_2', 'fake_device_0']) {
    await anna.control('Mehr').click();
    await anna.page.getByRole('menuitem', { name: 'Zur anderen Kamera wechseln' }).click();
    await expect.poll(camera).toBe(turned);
    // Of the second Chromium has no picture to show: it measures depths.
    if (turned !== 'fake_device_1') await expectSeen();
  }
});

it('what is allowed later is opened without a reload', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const clara = await Person.open(link, 'Clara', { pattern: BLUE_YELLOW, permissions: [] });
  await clara.expectToRead('Kamera und Mikrofon sind für diese Seite nicht erlaubt.');
  await clara.context.grantPermissions(['camera', 'microphone']);
  await expect(clara.button('Mikrofon')).toHaveAttribute('data-state', 'on');
  await expect(clara.button('Kamera')).toHaveAttribute('data-state', 'on');
});
