import { it } from 'vitest';
import { openTestCatalogue } from '../../helpers/servers/houses.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { expectAccessible, PHONE, SCREEN, TABLET } from '../support/page/looks.ts';
import { Person } from '../support/people/person.ts';
import { signIn } from '../support/people/sign-in.ts';
import { startTestServer } from '../support/server/server.ts';

/** What a refused request says in the browser's console. */
const REFUSED = /the server responded with a status of 40[19]/;
/** A Monday on which everybody works, and one on which nobody does. */
const [MONDAY, EASTER_MONDAY] = ['2027-03-15', '2027-03-29'];

it('an organiser reserves each Monday, is refused what is taken, moves one date and cancels another', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer({ OPEN_ROOMS: 'nobody', CAPACITY_SEATS: '40' });
  const { createHouse, catalogue } = await openTestCatalogue(server.dataDir, { capacitySeats: 40 });
  const house = await createHouse({ name: 'Klinik am See', colour: '#7a1f4b' });
  const actor = {
    kind: 'organiser',
    organiserId: house.organiser.id,
    organisationId: house.organisation.id,
    role: 'organiser',
  } as const;
  for (const name of ['Vorstand', 'Hygienekreis']) await catalogue.rooms.create(actor, house.organisation.id, { name });

  const person = await Person.open(`${server.url}/verwaltung/kalender`, 'Frau Amsel');
  person.watch.expect(REFUSED);
  const { page } = person;
  await signIn(page, house.organiser.email, house.password);
  await person.expectHeading('Kalender');

  const reserve = async (room: string, seats: number) => {
    await page.getByRole('link', { name: 'Zeit reservieren' }).click();
    await person.expectHeading('Zeit reservieren');
    await page.getByLabel('Raum', { exact: true }).selectOption({ label: room });
    await page.getByLabel('Tag', { exact: true }).fill(MONDAY);
    await page.getByLabel('Beginn').fill('14:00');
    await page.getByLabel('Plätze').fill(String(seats));
  };
  await reserve('Vorstand', 30);
  await page.getByLabel('Wiederholung').selectOption('Wöchentlich');
  await expect(page.getByRole('checkbox', { name: 'Montag' })).toBeChecked();
  await page.getByLabel('Eine Anzahl von Terminen').check();
  await page.getByLabel('Wie viele Termine').fill('0');
  await page.getByRole('button', { name: 'Reservieren', exact: true }).click();
  await person.expectToRead('Bitte geben Sie eine Zahl von 1 bis 400 an.');
  await page.getByLabel('Wie viele Termine').fill('3');
  await expectAccessible(page, 'a new reservation', [
    ['English', TABLET],
    ['Deutsch', PHONE],
  ]);
  await page.setViewportSize(SCREEN);
  await page.getByRole('button', { name: 'Reservieren', exact: true }).click();
  await person.expectHeading('Vorstand');
  const dates = page.getByRole('region', { name: 'Termine' }).getByRole('listitem');
  await expect(dates).toHaveCount(3);
  await expect(dates.last()).toContainText('Feiertag: Ostermontag');
  await expectAccessible(page, 'a reservation', [
    ['English', SCREEN],
    ['Deutsch', PHONE],
  ]);
  await page.setViewportSize(SCREEN);

  await page.getByRole('link', { name: 'Kalender', exact: true }).click();
  await reserve('Hygienekreis', 20);
  await page.getByRole('button', { name: 'Reservieren', exact: true }).click();
  await person.expectToRead('Es sind noch 10 Plätze frei.');
  const free = page.getByRole('button', { name: /nehmen$/ });
  await expect(free).toHaveCount(3);
  await free.first().click();
  await page.getByRole('button', { name: 'Reservieren', exact: true }).click();
  await person.expectHeading('Hygienekreis');

  await page.getByRole('link', { name: 'Kalender', exact: true }).click();
  await page.goto(`${server.url}/verwaltung/kalender?als=woche&tag=${MONDAY}`);
  await person.expectToRead('Woche 11');
  const cards = page.getByRole('article');
  await expect(cards).toHaveCount(2);
  await expectAccessible(page, 'the week', [
    ['English', TABLET],
    ['Deutsch', SCREEN],
  ]);
  await page.setViewportSize(SCREEN);
  await page.getByRole('button', { name: 'Woche danach' }).click();
  await person.expectToRead('Woche 12');
  await expect(cards).toHaveCount(1);
  await page.getByRole('link', { name: 'Vorstand' }).click();

  await dates
    .last()
    .getByRole('button', { name: /^Verschieben/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Termin verschieben' });
  await expect(dialog.getByLabel('Tag', { exact: true })).toHaveValue(EASTER_MONDAY);
  await dialog.getByLabel('Tag', { exact: true }).fill('2027-03-30');
  await dialog.getByRole('button', { name: 'Verschieben' }).click();
  await expect(dates.last()).toContainText('Verschoben');
  await expect(dates.last()).not.toContainText('Ostermontag');
  await dates
    .nth(1)
    .getByRole('button', { name: /^Absagen/ })
    .click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Absagen' }).click();
  await expect(dates.nth(1)).toContainText('Abgesagt');
  await dates
    .nth(1)
    .getByRole('button', { name: /^Doch stattfinden/ })
    .click();
  await expect(dates.nth(1)).not.toContainText('Abgesagt');

  await page.goto(`${server.url}/verwaltung/kalender?als=liste&tag=${MONDAY}`);
  await expect(cards).toHaveCount(4);
  await expectAccessible(page, 'the list', [
    ['English', SCREEN],
    ['Deutsch', PHONE],
  ]);
  await page.getByRole('link', { name: 'Vorstand' }).first().click();
  await page.getByRole('button', { name: 'Alles absagen' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Alles absagen' }).click();
  await person.expectToRead('Diese Reservierung ist abgesagt.');
  await page.getByRole('button', { name: 'Löschen' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Löschen' }).click();
  await person.expectHeading('Kalender');
});
