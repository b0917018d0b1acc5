import { expect as expectNow, it } from 'vitest';
import { openTestCatalogue } from '../../helpers/servers/houses.ts';
import { startMailServer } from '../../helpers/servers/mail-server.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { confirm, pressOn } from '../support/page/accessibility.ts';
import { expectAccessible } from '../support/page/looks.ts';
import { Person } from '../support/people/person.ts';
import { signIn } from '../support/people/sign-in.ts';
import { startTestServer } from '../support/server/server.ts';

it('an organiser calls everyone in one press, and sees whose link was opened and who is there', {
  timeout: LONG_TEST_MS,
}, async () => {
  const mail = await startMailServer();
  const server = await startTestServer({
    SMTP_URL: `smtp://127.0.0.1:${mail.settings.port}`,
    MAIL_FROM: 'Konferenz <konferenz@tafelrunde.example>',
  });
  const { createHouse, catalogue } = await openTestCatalogue(server.dataDir);
  const house = await createHouse({ name: 'Landkreis Aach' });
  const actor = {
    kind: 'organiser',
    organiserId: house.organiser.id,
    organisationId: house.organisation.id,
    role: 'organiser',
  } as const;
  const { room } = await catalogue.rooms.create(actor, house.organisation.id, { name: 'Krisenstab' });
  const { version } = await catalogue.plans.read(actor, room.id);
  await catalogue.plans.replace(actor, room.id, {
    seats: [{ name: 'Frau Aach' }, { name: 'Herr Cham' }],
    quorum: null,
    version,
  });

  const organiser = await Person.open(`${server.url}/verwaltung/raeume/${room.id}/rufen`, 'Frau Amsel');
  organiser.watch.expect(/the server responded with a status of 401/);
  const { page } = organiser;
  await signIn(page, house.organiser.email, house.password);
  await organiser.expectHeading('Krisenstab');
  await organiser.expectToRead('Niemand, der fehlt, hat hier eine E-Mail-Adresse.');
  await pressOn(page, 'Adresse von Herr Cham');
  const field = page.getByRole('textbox', { name: 'E-Mail-Adresse' });
  await expect(field).toBeFocused();
  await page.keyboard.type('cham');
  await pressOn(page, 'Speichern');
  await organiser.expectToRead('Das ist keine E-Mail-Adresse.');
  await expect(field).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type('@gemeinde.example');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Adresse von Herr Cham' })).toBeFocused();
  const seat = page.getByRole('listitem').filter({ hasText: 'Herr Cham' });
  await expect(seat).toContainText('cham@gemeinde.example');
  await pressOn(page, 'Alle jetzt rufen');
  await confirm(page, 'Alle jetzt rufen?');
  await expect(page.getByRole('status').filter({ hasText: 'Eine Person ist gerufen.' })).toBeVisible();
  await expect.poll(() => mail.arrived.length).toBe(1);
  const [letter] = mail.arrived;
  expectNow(letter?.to).toEqual(['cham@gemeinde.example']);
  await expect(seat).toContainText(/Angeschrieben um/);
  await page.keyboard.press('Enter');
  await confirm(page, 'Alle jetzt rufen?');
  await organiser.expectToRead('Alle sind eben erst gerufen worden.');
  await expectAccessible(page, 'calling together');

  const link = /https?:\/\/\S+#invite=[\w-]+/.exec(letter?.parsed.text ?? '')?.[0] ?? '';
  const cham = await Person.open(link, 'Herr Cham');
  await expect(seat).toContainText(/Link geöffnet um/);
  await cham.enter();
  await cham.expectAtTable();
  await expect(seat).toContainText('Ist da');
  await organiser.expectToRead('Da: 1 von 2 Personen.');
});
