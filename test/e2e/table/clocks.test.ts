import { readFileSync } from 'node:fs';
import { it } from 'vitest';
import { expect } from '../support/expect.ts';
import { pairingLink } from '../support/people/desk.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const MINUTE_MS = 60_000;

it.each([
  ['14 minutes fast', 14 * MINUTE_MS],
  ['a day and an hour slow', -25 * 60 * MINUTE_MS],
])('on a computer whose clock is %s all times are as everyone else sees them', async (_name, aheadMs) => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on', attendanceDays: 30 });
  const begunAt = Date.now();
  const chair = await Person.join(room.moderatorLink, 'Vorsitz', { clockAheadMs: aheadMs });
  const anna = await Person.open(room.link, 'Anna');
  await anna.enter();
  await chair.openPeople();
  await expect(chair.lobby).toContainText('wartet seit weniger als 1 Min.');
  await chair.press('Anna einlassen');
  await anna.expectAtTable();

  await chair.control('Chat').click();
  await chair.page.getByRole('textbox', { name: 'Nachricht' }).fill('Guten Tag');
  await chair.page.keyboard.press('Enter');
  await anna.control('Chat').click();
  const times = [chair, anna].map(({ page }) => page.locator('[data-message] time'));
  for (const time of times) expect(timesOfDay(begunAt)).toContain(await time.textContent());
  const clock = chair.page.locator('header > time');
  expect(timesOfDay(begunAt)).toContain(await clock.textContent());

  const code = await pairingLink(chair);
  expect(code).toContain('/regie#');
  await expect(chair.page.getByRole('timer').filter({ hasText: /Gilt noch [3-6]\d Sekunden/ })).toBeVisible();
  await chair.page.keyboard.press('Escape');

  const downloaded = chair.page.waitForEvent('download');
  await chooseFromMenu(chair, 'Anwesenheitsliste herunterladen');
  const download = await downloaded;
  const [, ...rows] = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  for (const row of rows) {
    expect(
      daysOf(begunAt).some((day) => row.includes(day)),
      row,
    ).toBe(true);
    expect(
      timesOfDay(begunAt).some((time) => row.includes(`${time}:`)),
      row,
    ).toBe(true);
  }
  await chair.page.keyboard.press('Escape');

  await chooseFromMenu(chair, 'Mit Ankündigung schließen …');
  await chair.press('Ankündigen');
  for (const { page } of [chair, anna]) {
    await expect(page.getByText(/Die Besprechung schließt in 4:[345]\d\./).first()).toBeVisible();
  }
});

async function chooseFromMenu(person: Person, item: string): Promise<void> {
  await person.control('Mehr').click();
  await person.page.getByRole('menuitem', { name: item }).click();
}

/** As a screen may write it that was looked at between then and now. */
function timesOfDay(since: number): readonly string[] {
  const minutes = Math.floor(Date.now() / MINUTE_MS) - Math.floor(since / MINUTE_MS);
  return Array.from({ length: minutes + 1 }, (_, index) =>
    new Date(since + index * MINUTE_MS).toLocaleTimeString('de-DE', { hour: 'numeric', minute: '2-digit' }),
  );
}

function daysOf(since: number): readonly string[] {
  return [since, Date.now()].map((at) => new Date(at).toLocaleDateString('de-DE', { dateStyle: 'short' }));
}
