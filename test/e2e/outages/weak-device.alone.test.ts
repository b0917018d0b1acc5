import { it } from 'vitest';
import { films } from '../../bench/load/films.ts';
import { LoadClient } from '../../bench/load/load-client.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import type { PictureFlow, SoundFlow } from '../support/media/measurements.ts';
import { MEDIA_TIMEOUT_MS } from '../support/media/probe.ts';
import { Person } from '../support/people/person.ts';
import { slowComputer } from '../support/people/slow-computer.ts';
import { startTestServer } from '../support/server/server.ts';

const PEOPLE = 9;
/** On which a tile is larger than the smallest stream, whatever it was before. */
const SCREEN = { width: 1920, height: 1080 };
const WIDE = 640;
const PASSWORD = 'neun Filme zugleich';
const SMALLER = 'Dieses Gerät kommt mit den Bildern nicht nach. Sie kommen jetzt kleiner, damit der Ton gut bleibt.';
/** As a box, and as what is left of it. */
const OVERLOADED = /^Gerät überlastet$|^Dieses Gerät /;
/** Of the time; how much is too much for nine pictures is another on each machine. */
const HELD = { first: 0.8, most: 0.95, more: 0.01 };
/** Of the sound, made up: what one hears (web/src/call/line/relief-guard.ts). */
const STUTTER = 0.05;
/** Readings that make it sure, twice where it was given back too early. */
const GIVEN_BACK_WITHIN_MS = 2 * MEDIA_TIMEOUT_MS;

it('a device that does not keep up is sent smaller pictures before its sound suffers, says so, and has them all again when it does', {
  timeout: 2 * LONG_TEST_MS,
}, async () => {
  films();
  const server = await startTestServer();
  const room = await server.createRoom({ password: PASSWORD });
  await using load = await LoadClient.start();
  const sender = { microphone: true, cameraLayers: 3, isFilm: true, tile: null } as const;
  const access = { url: server.url, roomId: room.id, password: PASSWORD, moderatorInvite: '' };
  await load.call(
    'gather',
    { kind: 'tafelrunde', room: access },
    Array.from({ length: PEOPLE }, () => sender),
  );
  const computer = slowComputer();
  const anna = await Person.open(room.link, 'Anna', { executable: computer.chromium, scripts: ['connections.ts'] });
  await anna.page.setViewportSize(SCREEN);
  await anna.enter({ password: PASSWORD });
  const wide = Array(PEOPLE).fill(WIDE);
  await expect.poll(() => widthsOf(anna), { timeout: MEDIA_TIMEOUT_MS }).toEqual(wide);
  const whole = await soundOf(anna);

  const notice = anna.page.locator('[data-notice="relief"]');
  let held = HELD.first;
  const hold = async () => {
    computer.hold(held);
    held = Math.min(HELD.most, held + HELD.more);
    return (await notice.allTextContents()).join();
  };
  await expect.poll(hold, { intervals: [1_500], timeout: MEDIA_TIMEOUT_MS }).toContain(SMALLER);
  await expect.poll(async () => (await widthsOf(anna))[0], { timeout: MEDIA_TIMEOUT_MS }).toBeLessThan(WIDE);
  const since = await soundOf(anna);
  expect((since.madeUp - whole.madeUp) / (since.samples - whole.samples)).toBeLessThan(STUTTER);

  computer.hold(null);
  await expect.poll(() => widthsOf(anna), { timeout: GIVEN_BACK_WITHIN_MS }).toEqual(wide);
  await expect(anna.page.getByText(OVERLOADED).filter({ visible: true })).toHaveCount(0);
});

/** Of the pictures that arrive, the widest first. */
async function widthsOf({ page }: Person): Promise<readonly number[]> {
  const flows = await page.evaluate<PictureFlow[]>('pictureFlows()');
  return flows
    .filter(({ isSent, frames }) => !isSent && frames > 0)
    .map(({ width }) => width)
    .sort((one, other) => other - one);
}

async function soundOf({ page }: Person): Promise<{ samples: number; madeUp: number }> {
  const flows = (await page.evaluate<SoundFlow[]>('soundFlows()')).filter(({ isSent }) => !isSent);
  const sum = (of: (flow: SoundFlow) => number) => flows.reduce((total, flow) => total + of(flow), 0);
  return {
    samples: sum(({ samples }) => samples),
    madeUp: sum(({ concealed, concealedAsSilence }) => concealed - concealedAsSilence),
  };
}
