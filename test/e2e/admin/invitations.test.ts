import { expect as expectNow, it } from 'vitest';
import { openTestCatalogue } from '../../helpers/servers/houses.ts';
import { startMailServer } from '../../helpers/servers/mail-server.ts';
import { readCalendar } from '../../mail/calendar/read-calendar.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { expectAccessible, SCREEN } from '../support/page/looks.ts';
import { Person } from '../support/people/person.ts';
import { signIn } from '../support/people/sign-in.ts';
import { startTestServer } from '../support/server/server.ts';

it('an organiser invites everyone to a series, and of a date that is moved the others stay untouched in their calendars', {
  timeout: LONG_TEST_MS,
}, async () => {
  const mail = await startMailServer();
  const server = await startTestServer({
    SMTP_URL: `smtp://127.0.0.1:${mail.settings.port}`,
    MAIL_FROM: 'Konferenz <konferenz@tafelrunde.example>',
  });
  const { createHouse, catalogue } = await openTestCatalogue(server.dataDir);
  const { organisation, organiser: owner, password } = await createHouse({ name: 'Landkreis Aach' });
  const { organisationId, id: organiserId } = owner;
  const actor = { kind: 'organiser', organiserId, organisationId, role: 'organiser' } as const;
  const { room } = await catalogue.rooms.create(actor, organisation.id, { name: 'Krisenstab' });
  const { version } = await catalogue.plans.read(actor, room.id);
  const plan = { seats: [{ name: 'Frau Aach' }, { name: 'Herr Cham' }], quorum: null, version };
  for (const { id, name } of (await catalogue.plans.replace(actor, room.id, plan)).seats) {
    const email = `${name.slice(5).toLowerCase()}@gemeinde.example`;
    await catalogue.calls.setAddress(actor, room.id, id, { email, language: 'de' });
  }
  const times = { start: '2099-03-23T10:00', minutes: 60, zone: 'Europe/Berlin', rule: 'FREQ=WEEKLY;COUNT=3' };
  const { id } = await catalogue.reservations.create(actor, { roomId: room.id, seats: 5, ...times });

  const organiser = await Person.open(`${server.url}/verwaltung/kalender/${id}`, 'Frau Amsel');
  organiser.watch.expect(/the server responded with a status of 401/);
  const { page } = organiser;
  await signIn(page, owner.email, password);
  await organiser.expectHeading('Krisenstab');
  const tell = async (name: string, about = '') => {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('alertdialog')).toContainText(about);
    await page.getByRole('alertdialog').getByRole('button', { name, exact: true }).click();
    await organiser.expectToRead('An 2 Personen geht eine E-Mail.');
  };
  const calendarAt = async (count: number) => {
    await expect.poll(() => mail.arrived.length).toBe(count);
    const files = mail.arrived.at(-1)?.parsed.attachments ?? [];
    const file = files.find(({ filename }) => filename === 'termin.ics');
    return readCalendar(file?.content.toString('utf8') ?? '');
  };
  await tell('Alle einladen');
  expectNow((await calendarAt(2)).begins).toHaveLength(3);
  await expect(page.getByText(/^ · Eingeladen: /)).toHaveCount(2);

  await page
    .getByRole('region', { name: 'Termine' })
    .getByRole('button', { name: /^Verschieben/ })
    .last()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Termin verschieben' });
  await dialog.getByLabel('Tag', { exact: true }).fill('2099-04-08');
  await dialog.getByRole('button', { name: 'Verschieben' }).click();
  await expect(page.getByRole('button', { name: 'Termin mitteilen' })).toBeVisible();
  await expect(page.getByText('An 2 Personen geht eine E-Mail.')).toHaveCount(0);
  await expectAccessible(page, 'what is to be told');
  await page.setViewportSize(SCREEN);
  // Also to who comes back to it.
  await page.reload();
  await tell('Termin mitteilen', 'Montag, 6. April 2099, 10:00');
  const { events } = await calendarAt(4);
  expectNow(events.map(({ recurrenceId }) => recurrenceId)).toEqual(['2099-04-06T10:00:00']);
  // There is nothing left to tell but everything once more.
  await expect(page.getByRole('button', { name: 'Änderung mitteilen' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Termin mitteilen' })).toHaveCount(0);
});
