import { it } from 'vitest';
import { openTestCatalogue } from '../../helpers/servers/houses.ts';
import { startMailServer } from '../../helpers/servers/mail-server.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { confirm, pressOn } from '../support/page/accessibility.ts';
import { expectAccessible, SCREEN } from '../support/page/looks.ts';
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
  const mail = await startMailServer();
  const server = await startTestServer({
    OPEN_ROOMS: 'nobody',
    CAPACITY_SEATS: '40',
    SMTP_URL: `smtp://127.0.0.1:${mail.settings.port}`,
    MAIL_FROM: 'Konferenz <konferenz@tafelrunde.example>',
  });
  const { createHouse, catalogue } = await openTestCatalogue(server.dataDir, { capacitySeats: 40 });
  const house = await createHouse({ name: 'Klinik am See', colour: '#7a1f4b' });
  const actor = {
    kind: 'organiser',
    organiserId: house.organiser.id,
    organisationId: house.organisation.id,
    role: 'organiser',
  } as const;
  const create = (name: string) => catalogue.rooms.create(actor, house.organisation.id, { name });
  const [{ room }] = [await create('Vorstand'), await create('Hygienekreis')];
  const { version } = await catalogue.plans.read(actor, room.id);
  const seats = [{ name: 'Frau Aach' }, { name: 'Herr Cham' }];
  await catalogue.plans.replace(actor, room.id, { seats, quorum: null, version });

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
  await expect(page.getByRole('checkbox', { name: 'Montag' })).toBeDisabled();
  await page.getByLabel('Eine Anzahl von Terminen').check();
  await page.getByLabel('Wie viele Termine').fill('0');
  await page.getByRole('button', { name: 'Reservieren', exact: true }).click();
  await person.expectToRead('Bitte geben Sie eine Zahl von 1 bis 400 an.');
  await expect(page.getByLabel('Wie viele Termine')).toBeFocused();
  await page.getByLabel('Wie viele Termine').fill('3');
  await expectAccessible(page, 'a new reservation');
  await page.setViewportSize(SCREEN);
  await page.getByRole('button', { name: 'Reservieren', exact: true }).click();
  await person.expectHeading('Vorstand');
  const dates = page.getByRole('region', { name: 'Termine' }).getByRole('listitem');
  await expect(dates).toHaveCount(3);
  await expect(dates.last()).toContainText('Feiertag: Ostermontag');
  await page.setViewportSize(SCREEN);

  await pressOn(page, 'Adresse von Frau Aach');
  await expect(page.getByRole('textbox', { name: 'E-Mail-Adresse' })).toBeFocused();
  await page.keyboard.type('aach@gemeinde.example');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Adresse von Frau Aach' })).toBeFocused();
  await pressOn(page, 'Alle einladen');
  await confirm(page, 'Alle per E-Mail einladen?');
  const told = page.getByRole('listitem').filter({ hasText: 'Frau Aach' });
  await expect(page.getByRole('status').filter({ hasText: 'An eine Person geht eine E-Mail.' })).toBeVisible();
  await expect(told).toContainText('Eingeladen: ');
  expect((await mail.mailTo('aach@gemeinde.example')).raw).toContain('method=REQUEST');
  await expectAccessible(page, 'a reservation');
  await page.setViewportSize(SCREEN);

  await page.getByRole('link', { name: 'Kalender', exact: true }).click();
  await reserve('Hygienekreis', 20);
  await page.getByRole('button', { name: 'Reservieren', exact: true }).click();
  await person.expectToRead('Es sind noch 10 Plätze frei.');
  const free = page.getByRole('button', { name: /nehmen$/ });
  await expect(free).toHaveCount(3);
  await free.first().click();
  await expect(page.getByLabel('Tag', { exact: true })).toBeFocused();
  await expect(free).toHaveCount(0);
  await page.getByRole('button', { name: 'Reservieren', exact: true }).click();
  await person.expectHeading('Hygienekreis');

  await page.getByRole('link', { name: 'Kalender', exact: true }).click();
  await page.goto(`${server.url}/verwaltung/kalender?als=woche&tag=${MONDAY}`);
  await person.expectToRead('Woche 11');
  const cards = page.getByRole('article');
  await expect(cards).toHaveCount(2);
  await expectAccessible(page, 'the week');
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
  await expect(dialog.getByLabel('Tag', { exact: true })).toBeFocused();
  await dialog.getByLabel('Tag', { exact: true }).fill('2027-03-30');
  await page.keyboard.press('Enter');
  await expect(dates.last()).toContainText('Verschoben');
  await expect(dates.last()).not.toContainText('Ostermontag');
  await expect(dates.last().getByRole('button', { name: /^Verschieben/ })).toBeFocused();
  await dates
    .nth(1)
    .getByRole('button', { name: /^Verschieben/ })
    .focus();
  await pressOn(page, /^Absagen/);
  await confirm(page, 'Diesen Termin absagen?');
  await expect(dates.nth(1)).toContainText('Abgesagt');
  await expect(dates.nth(1).getByRole('button', { name: /^Doch stattfinden/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dates.nth(1)).not.toContainText('Abgesagt');

  await page.goto(`${server.url}/verwaltung/kalender?als=liste&tag=${MONDAY}`);
  await expect(cards).toHaveCount(4);
  await expectAccessible(page, 'the list');
  await page.setViewportSize(SCREEN);
  await page.getByRole('link', { name: 'Vorstand' }).first().click();
  await pressOn(page, 'Alles absagen');
  await confirm(page, 'Alle Termine absagen?');
  await expect(page.getByRole('status').filter({ hasText: 'Diese Reservierung ist abgesagt.' })).toBeVisible();
  await pressOn(page, 'Absage mitteilen');
  await confirm(page, 'Allen Eingeladenen die Absage mitteilen?');
  await expect(told).toContainText('Absage mitgeteilt: ');
  await pressOn(page, 'Löschen');
  await confirm(page, 'Reservierung löschen?');
  await person.expectHeading('Kalender');
});
