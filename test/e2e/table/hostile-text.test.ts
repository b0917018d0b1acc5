import { it } from 'vitest';
import { expect } from '../support/expect.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const IMAGE = '<img src=x onerror=document.title="hacked">';
const SCRIPT = '<script>document.title="hacked"</script>';
const LINK = '<a href="javascript:document.title=1">hier</a> {{name}} $t(app.name)';

it('script in names and messages is shown as the text that it is, everywhere, and nothing of it runs', async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ name: SCRIPT, lobby: 'on', lobbyMessage: LINK });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  await chair.expectHeading(SCRIPT);
  const guest = await Person.open(room.link, IMAGE);
  await guest.enter();
  await guest.expectHeading(`Gleich geht es los, ${IMAGE}.`);
  await guest.expectToRead(SCRIPT);
  await guest.expectToRead(LINK);

  await chair.expectToRead(`${IMAGE} bittet um Einlass.`);
  await chair.openPeople();
  await expect(chair.lobby.getByRole('listitem')).toContainText(IMAGE);
  await chair.press(`${IMAGE} einlassen`);
  await guest.expectAtTable();
  await expect(guest.tileOf(guest)).toContainText(`${IMAGE} (Sie)`);
  await expect(chair.tileOf(guest)).toContainText(IMAGE);
  await expect(chair.peoplePanel.getByRole('listitem').filter({ hasText: IMAGE })).toBeVisible();
  await chair.actOn(guest, 'Aus dem Raum entfernen');
  await chair.expectToRead(`${IMAGE} entfernen?`);

  for (const { page } of [chair, guest]) {
    expect(await page.title()).toContain(SCRIPT);
    // Where text became markup there would be one that the product does not have.
    await expect(page.locator('img[src="x"], [onerror], body script, a[href^="javascript"]')).toHaveCount(0);
  }
});

it('every page forbids foreign script, frames and origins, and lives with it without a complaint', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.open(link, 'Anna');
  for (const url of [link, server.url, `${server.url}/r/no-such-room`, `${server.url}/r/%3Cscript%3E`]) {
    const response = await anna.page.goto(url);
    const policy = response?.headers()['content-security-policy'] ?? '';
    for (const directive of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) {
      expect(policy, url).toContain(directive);
    }
    // The noise filter is a program in WebAssembly, which compiles no script.
    expect(policy.replace("'wasm-unsafe-eval'", ''), url).not.toMatch(/unsafe|https?:|\*/);
    await expect(anna.page.getByRole('heading', { level: 1 })).toBeVisible();
  }
});
