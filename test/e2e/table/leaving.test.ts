import { it } from 'vitest';
import { expect } from '../support/expect.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const PASSWORD = 'Tulpen im April';

it("the browser's Back asks first, at the table and in the lobby, and leads out only on a yes", async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const guest = await Person.open(room.link, 'Gast');
  await guest.enter();
  await guest.expectHeading('Gleich geht es los, Gast.');
  await guest.page.evaluate('history.back()');
  await expect(guest.page.getByRole('alertdialog', { name: 'Nicht mehr warten?' })).toBeVisible();
  await guest.press('Weiter warten');
  // Nor does a slip on the button cost the place in line.
  await guest.press('Nicht mehr warten');
  await expect(guest.page.getByRole('alertdialog', { name: 'Nicht mehr warten?' })).toBeVisible();
  await guest.press('Weiter warten');
  await guest.expectHeading('Gleich geht es los, Gast.');
  await chair.openPeople();
  await chair.press('Gast einlassen');
  await guest.expectAtTable();
  for (const times of [1, 2]) {
    await guest.page.evaluate('history.back()');
    await expect(guest.page.getByRole('alertdialog', { name: 'Besprechung verlassen?' }), `${times}.`).toBeVisible();
    await guest.press('Hier bleiben');
    await guest.expectAtTable();
  }
  await guest.page.reload();
  await guest.expectAtTable();
  await guest.page.evaluate('history.back()');
  await guest.page
    .getByRole('alertdialog', { name: 'Besprechung verlassen?' })
    .getByText('Verlassen', { exact: true })
    .click();
  await guest.expectHeading('Sie haben den Raum verlassen.');
  await expect(chair.tiles).toHaveCount(1);
});

it('who chairs is asked whether only they go or all', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const guest = await Person.join(room.link, 'Gast');
  await expect(chair.tiles).toHaveCount(2);
  await chair.control('Verlassen').click();
  await chair.expectToRead('Wenn nur Sie gehen, geht sie ohne Leitung weiter.');
  await chair.press('Nur ich gehe');
  await chair.expectHeading('Sie haben den Raum verlassen.');
  await expect(guest.tiles).toHaveCount(1);
  await chair.press('Wieder eintreten');
  await chair.expectAtTable();
  await chair.control('Verlassen').click();
  await chair.press('Für alle beenden');
  await guest.expectHeading('Die Besprechung ist zu Ende.');
});

it('who left by a slip comes back with one press, without password and lobby', async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ password: PASSWORD, lobby: 'on' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const guest = await Person.open(room.link, 'Gast');
  await guest.enter({ password: PASSWORD });
  await chair.openPeople();
  await chair.press('Gast einlassen');
  await guest.expectAtTable();
  await guest.control('Verlassen').click();
  await guest.page.getByRole('alertdialog').getByText('Verlassen', { exact: true }).click();
  await guest.expectHeading('Sie haben den Raum verlassen.');
  await expect(chair.tiles).toHaveCount(1);
  await guest.press('Wieder eintreten');
  await guest.expectAtTable();
  await expect(chair.tiles).toHaveCount(2);
});

it('after two minutes the way back is over, and the button leads honestly to the door', async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ password: PASSWORD });
  const anna = await Person.open(room.link, 'Anna');
  await anna.page.clock.install();
  await anna.enter({ password: PASSWORD });
  await anna.expectAtTable();
  await anna.control('Verlassen').click();
  await anna.page.getByRole('alertdialog').getByText('Verlassen', { exact: true }).click();
  await expect(anna.button('Wieder eintreten')).toBeVisible();
  await anna.page.clock.fastForward('02:01');
  await expect(anna.button('Wieder eintreten')).toHaveCount(0);
  await anna.press('Zurück zur Tür');
  await expect(anna.page.getByLabel('Passwort des Raums')).toHaveValue('');
});
