import { it, onTestFinished } from 'vitest';
import { films } from '../../bench/load/films.ts';
import { TafelrundeSeat } from '../../bench/load/tafelrunde-seat.ts';
import { WebRtcClient } from '../../helpers/webrtc-client/index.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import type { ShownFace } from '../support/media/measurements.ts';
import { MEDIA_TIMEOUT_MS } from '../support/media/probe.ts';
import { meetingOf, type Sitting } from '../support/people/meeting-of.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

/** As many faces as make a crowd (src/sfu/subscribing/layers.ts), of whom none speaks. */
const NAMES = ['Berta', 'Bruno', 'Dora', 'Emil', 'Frida', 'Georg', 'Heide', 'Ida', 'Jakob', 'Klara'] as const;
/** Here a large place is still too small to read hands in at its own size, and all the others are seen as well. */
const NARROW = { width: 320, height: 1_200 };
/** EN 301 549, 6.5.2 and 6.5.3. */
const LEGIBLE = { framesPerSecond: 20, width: 320, height: 240 };
/** Frames are counted from one look to the next. */
const LOOKS = { intervals: [2_000], timeout: MEDIA_TIMEOUT_MS };

type Coming = 'legible' | 'fluent' | 'half' | 'hardly';

it('in a crowd whose faces come at half the frames whoever signs comes with all of them, and larger than their place is', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const { people } = await meetingOf(server, room, NAMES);
  const [signer] = people;
  for (const person of people) await showFilm(person);
  const viewer = await Person.open(room.moderatorLink, 'Anna', { scripts: ['faces.ts'] });
  await viewer.page.setViewportSize(NARROW);
  await viewer.enter();
  const looks = looksAt(people, viewer);
  const all = (coming: Coming) => people.map(() => coming);
  await expect.poll(looks, LOOKS).toEqual(all('half'));

  await signer?.client.send('signing:set', { isOn: true });
  await expect.poll(looks, LOOKS).toEqual(all('half').with(0, 'legible'));
  const place = await viewer.tiles.filter({ hasText: NAMES[0] }).boundingBox();
  expect(place?.height).toBeLessThan(LEGIBLE.height);

  await signer?.client.send('signing:set', { isOn: false });
  await expect.poll(looks, LOOKS).toEqual(all('half'));
});

/** From now on this person's camera sends a picture of 30 frames a second in three sizes. */
async function showFilm({ client, joined }: Sitting): Promise<void> {
  const seat = await TafelrundeSeat.of(client, joined.session);
  const { routerRtpCapabilities, send } = seat.session;
  const media = await WebRtcClient.connect({
    routerRtpCapabilities,
    send,
    connectTransport: (transportId, dtlsParameters) => seat.connectTransport(transportId, dtlsParameters),
  });
  onTestFinished(() => media.close());
  const camera = media.sendFilm(films());
  seat.onLayersWanted(({ spatialLayer }) => camera.sendUpTo(spatialLayer));
  await seat.produce('camera', camera.rtpParameters);
  camera.start();
}

/** Look by look: how the face of each of these has come since the look before. */
function looksAt(people: readonly Sitting[], { page }: Person): () => Promise<readonly Coming[]> {
  let before: readonly ShownFace[] = [];
  return async () => {
    const now = await page.evaluate<ShownFace[]>('faces()');
    const seen = people.map(({ id }) => {
      const [face, last] = [now, before].map((faces) => faces.find(({ participantId }) => participantId === id));
      return face && last ? comingOf(face, last) : 'hardly';
    });
    before = now;
    return seen;
  };
}

function comingOf({ frames, seconds, width, height }: ShownFace, before: ShownFace): Coming {
  const framesPerSecond = (frames - before.frames) / (seconds - before.seconds);
  if (framesPerSecond >= LEGIBLE.framesPerSecond)
    return width >= LEGIBLE.width && height >= LEGIBLE.height ? 'legible' : 'fluent';
  return framesPerSecond >= LEGIBLE.framesPerSecond / 2 ? 'half' : 'hardly';
}
