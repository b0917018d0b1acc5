import { it, onTestFinished, vi } from 'vitest';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { openTestCatalogue } from '../../helpers/servers/houses.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { expectNothingSerious, pressOn } from '../support/page/accessibility.ts';
import { PHONE, SCREEN, TABLET } from '../support/page/looks.ts';
import { Desk } from '../support/people/desk.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const MINUTE_MS = 60_000;
/** For one who comes early to be there before it opens. */
const EARLY_MS = 8_000;

/** The server's clock goes on from then. */
function setServerClock(now: number): void {
  vi.useFakeTimers({ now, toFake: ['Date'], shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
}

it('the door of a reserved room opens by itself, its end is said in time, and the chair makes it longer', {
  timeout: LONG_TEST_MS,
}, async () => {
  const opensAt = Math.ceil(Date.now() / MINUTE_MS + 1) * MINUTE_MS;
  const server = await startTestServer();
  const { createHouse, catalogue } = await openTestCatalogue(server.dataDir);
  const { organisation } = await createHouse({ name: 'Klinik am See' });
  const { room } = await catalogue.rooms.create(OPERATOR, organisation.id, { name: 'Vorstand', onlyReserved: true });
  const start = new Date(opensAt).toISOString().slice(0, 16);
  const times = { start, minutes: 10, zone: 'UTC', rule: null, minutesBefore: 0 };
  await catalogue.reservations.create(OPERATOR, { roomId: room.id, seats: 5, ...times });
  const link = `${server.url}/r/${room.id}`;

  const guest = await Person.open(link, 'Mr Starling', { locale: 'en-GB' });
  const invite = await server.createInvite(room.id, 'moderator');
  const chair = await Person.open(`${link}#invite=${invite}`, 'Frau Amsel');
  setServerClock(opensAt - EARLY_MS);
  await guest.page.getByLabel('Your name').fill(guest.name);
  await guest.press(/^(Join|Ask to be let in|Join without camera and microphone)$/);
  await guest.expectToRead(/^This room opens (today|tomorrow) at /);
  await chair.enter();
  await chair.expectAtTable();

  const ending = chair.page.getByText(/^Reserviert bis .*: noch \d+ Minuten$/);
  // Where it takes long to get there, it has made room for its sign already.
  const sign = /^Reserviert bis \d+:\d\d$/;
  await expect(ending.or(chair.button(sign)).first()).toBeVisible();
  await expect(guest.page.getByRole('navigation').getByRole('button', { name: 'Leave' })).toBeVisible();
  const told = guest.page.getByText(/^Reserved until .*: \d+ minutes left$/);
  const guestsSign = guest.button(/^Reserved until \d+:\d\d$/);
  await expect(told.or(guestsSign).first()).toBeVisible();
  await expect(guest.page.getByRole('button', { name: /^Extend by/ })).toHaveCount(0);
  for (const size of [SCREEN, TABLET, PHONE]) {
    for (const { name, page } of [chair, guest]) {
      await page.setViewportSize(size);
      await expectNothingSerious(page, `the reserved room of ${name} on ${size.width} px`);
    }
  }
  await chair.page.setViewportSize(SCREEN);
  const { desk } = await Desk.pair(chair);
  const atDesk = desk.page.getByRole('button', { name: 'Um 15 Minuten verlängern' });
  await expect(atDesk).toBeVisible();
  await expectNothingSerious(desk.page, 'the console of a reserved room');
  await chair.page.keyboard.press('Escape');

  // After a while it makes room, and can be read again.
  await expect(chair.button(sign)).toBeVisible();
  await pressOn(chair.page, sign);
  await expect(ending).toBeVisible();
  await pressOn(chair.page, 'Um 15 Minuten verlängern');
  await expect(ending).toHaveCount(0);
  await expect(told.or(guestsSign)).toHaveCount(0);
  await expect(atDesk).toHaveCount(0);
  await guest.expectToRead(/^The room is now reserved for you for another 2\d minutes/);
  await expect(chair.page.locator(':focus')).toBeVisible();
});
