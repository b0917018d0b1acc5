import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { expectToHearOn } from '../support/media/probe.ts';
import { layCable } from '../support/network/cable.ts';
import { layMediaCable } from '../support/network/media-cable.ts';
import { Person } from '../support/people/person.ts';
import { freePort } from '../support/server/free-port.ts';
import { mediaWorkersOf } from '../support/server/processes.ts';
import { startTestServer } from '../support/server/server.ts';

it('a reload leads straight back to the seat, without the door', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom({ password: 'nur einmal gefragt' });
  const password = 'nur einmal gefragt';
  const anna = await Person.join(link, 'Anna', { password, pattern: RED_GREEN });
  const bernd = await Person.join(link, 'Bernd', { password, pattern: BLUE_YELLOW });
  await bernd.expectToSee(anna);

  await anna.page.reload();
  await anna.expectAtTable();
  for (const one of [anna, bernd]) await one.expectSeats(anna, bernd);
  await expectBothWays(anna, bernd);
});

it('a reload in the lobby leads back to the lobby, where one is still listed once', async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const guest = await Person.open(room.link, 'Gast');
  await guest.enter();
  await guest.expectHeading('Gleich geht es los, Gast.');
  await guest.page.reload();
  await guest.expectHeading('Gleich geht es los, Gast.');
  await chair.openPeople();
  await expect(chair.lobby.getByRole('listitem')).toHaveText([/Gast/]);
  await expect(chair.lobby.getByText('Verbindung unterbrochen')).toHaveCount(0);
  await chair.press('Gast einlassen');
  await guest.expectAtTable();
});

it('when the connection drops both are told and hear each other on; when it is back all is as before', async () => {
  const port = await freePort();
  const cable = await layCable({ to: port });
  const server = await startTestServer({ PORT: String(port), PUBLIC_URL: `http://localhost:${cable.port}` });
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN });
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW });
  await anna.expectToSee(bernd);

  for (const one of [anna, bernd]) one.watch.expectLostConnections();
  cable.cut();
  for (const one of [anna, bernd]) await one.expectToRead('Verbindung unterbrochen, wird wiederhergestellt …');
  await Promise.all([expectToHearOn(anna.page, bernd.pattern), expectToHearOn(bernd.page, anna.pattern)]);
  cable.mend();
  for (const one of [anna, bernd]) {
    await expect(one.page.getByText('Verbindung unterbrochen')).toHaveCount(0);
    await one.expectSeats(anna, bernd);
  }
  await expectBothWays(anna, bernd);
});

it('when the way of sound and pictures is cut everyone reads it on each picture and of their own, until it is mended', {
  timeout: LONG_TEST_MS,
}, async () => {
  const cable = await layMediaCable();
  const server = await startTestServer(cable.settings);
  const { link, moderatorLink } = await server.createRoom();
  const anna = await Person.join(moderatorLink, 'Anna', { pattern: RED_GREEN });
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW });
  await expectBothWays(anna, bernd);

  cable.cut();
  const words = 'Verbindung unterbrochen';
  for (const one of [anna, bernd]) {
    for (const other of [anna, bernd]) await expect(one.tileOf(other).getByText(words)).toBeVisible();
    await one.expectToRead('Bild und Ton sind unterbrochen, werden wiederhergestellt …');
  }
  await anna.openPeople();
  await expect(anna.peoplePanel.getByRole('listitem').filter({ hasText: 'Bernd' })).toContainText('getrennt');

  cable.mend();
  await expectBothWays(anna, bernd);
  for (const one of [anna, bernd]) await expect(one.page.getByText(words)).toHaveCount(0);
});

it('when a media worker dies, the call goes on by itself on its replacement', async () => {
  const server = await startTestServer();
  server.expectError(/media worker died/);
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN });
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW });
  await expectBothWays(anna, bernd);

  const workers = mediaWorkersOf(process.pid);
  expect(workers).toHaveLength(1);
  for (const worker of workers) process.kill(worker, 'SIGKILL');
  await expectBothWays(anna, bernd);
  for (const one of [anna, bernd]) await one.expectSeats(anna, bernd);
});

async function expectBothWays(one: Person, other: Person): Promise<void> {
  await one.expectToSee(other);
  await one.expectToHear(other);
  await other.expectToSee(one);
  await other.expectToHear(one);
}
