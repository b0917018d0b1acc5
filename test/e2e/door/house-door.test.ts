import { it } from 'vitest';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { pngOf } from '../../helpers/pictures.ts';
import { openTestCatalogue } from '../../helpers/servers/houses.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { tabTo } from '../support/page/accessibility.ts';
import { expectAccessible } from '../support/page/looks.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const MONDAY = { start: '2098-12-08T14:00', minutes: 60, zone: 'Europe/Berlin', rule: null };
/** Of its logo, which may be wide. */
const LOGO = { width: 96, height: 32 };

it('a code that was read out leads to the door of a house’s room, which shows whose it is and when it opens', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const { createHouse, catalogue } = await openTestCatalogue(server.dataDir);
  const { organisation } = await createHouse({ name: 'Klinik am See', colour: '#7a1f4b' });
  const { logo } = await catalogue.organisations.setLogo(OPERATOR, organisation.id, pngOf(LOGO));
  const wishes = { name: 'Vorstand der Klinik', lobby: 'on', onlyReserved: true } as const;
  const { room } = await catalogue.rooms.create(OPERATOR, organisation.id, wishes);
  await catalogue.reservations.create(OPERATOR, { roomId: room.id, seats: 2, ...MONDAY });
  const { code } = await catalogue.rooms.signOf(room.id);

  const guest = await Person.open(server.url, 'Herr Star');
  const { page } = guest;
  await expectAccessible(page, 'the start page');
  await tabTo(page, 'Link oder Code des Raums');
  guest.watch.expect(/the server responded with a status of 404/);
  await page.keyboard.type('100 000 001');
  await page.keyboard.press('Enter');
  await guest.expectToRead(/^Zu diesem Code gibt es hier keinen Raum\./);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(`${code?.slice(0, 3)} ${code?.slice(3, 6)}-${code?.slice(6)}`);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/r/${room.id}`);
  await expect(page.getByText('Klinik am See').first()).toBeVisible();
  await expect(page.locator(`img[src$="${logo?.key}"]`)).toHaveJSProperty('naturalWidth', LOGO.width);
  const opens = /^Nächste Besprechung: Montag, 8\. Dezember, 14:00 bis 15:00 \(Berlin\)\./;
  await guest.expectToRead(opens);
  await expectAccessible(page, 'the door of a house');
  await guest.expectToRead(opens);
  await guest.enter();
  await guest.expectToRead(/^Dieser Raum öffnet am /);
  await expectAccessible(page, 'the page on which one waits');
});
