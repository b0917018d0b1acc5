import { it } from 'vitest';
import { layCable } from './support/cable.ts';
import { expect } from './support/expect.ts';
import { freePort } from './support/free-port.ts';
import { BLUE_YELLOW, RED_GREEN } from './support/pattern.ts';
import { Person } from './support/person.ts';
import { startTestServer } from './support/server.ts';

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
  await anna.expectToSee(bernd);
  await anna.expectToHear(bernd);
  await bernd.expectToSee(anna);
  await bernd.expectToHear(anna);
});

it('a reload in the lobby leads back to the lobby, where one is still listed once', async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz', { pattern: RED_GREEN });
  const guest = await Person.open(room.link, 'Gast', { pattern: BLUE_YELLOW });
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

it('when the connection drops both sides are told, and when it is back the call goes on', async () => {
  const port = await freePort();
  const cable = await layCable({ to: port });
  const server = await startTestServer({ PORT: String(port), PUBLIC_URL: `http://localhost:${cable.port}` });
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN });
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW });
  await anna.expectToSee(bernd);

  for (const one of [anna, bernd]) one.watch.expect(/WebSocket connection|ERR_(CONNECTION|EMPTY)/);
  cable.cut();
  for (const one of [anna, bernd]) await one.expectToRead('Verbindung unterbrochen, wird wiederhergestellt …');
  cable.mend();
  for (const one of [anna, bernd]) {
    await expect(one.page.getByText('Verbindung unterbrochen')).toHaveCount(0);
    await one.expectSeats(anna, bernd);
  }
  await anna.expectToSee(bernd);
  await anna.expectToHear(bernd);
  await bernd.expectToSee(anna);
  await bernd.expectToHear(anna);
});
