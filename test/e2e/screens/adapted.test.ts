import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { expectNothingSerious } from '../support/page/accessibility.ts';
import { adapt, DOUBLED, ENLARGED, expectAdapted, expectFocusSeen, lookOf } from '../support/page/adapted.ts';
import { expectLaidOut } from '../support/page/laid-out.ts';
import { addPageScript } from '../support/page/page-script.ts';
import { meetingOf } from '../support/people/meeting-of.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const SCRIPTS = ['layout/adapted.ts'];
/** With two more there are 25. */
const NAMES = Array.from({ length: 23 }, (_, index) => `Gemeinde Südliches Anhalt ${index + 1}`);
const LOOKS = [DOUBLED, ENLARGED].map((size) => ({ ...size, percent: 100 }));

it('at 400 %, in the system’s colours and without motion nothing is lost or told by colour: door, lobby, table of five, chat, console', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on', lobbyMessage: 'Wir beginnen um neun.' });
  const { pass, openDesk } = await meetingOf(server, room, ['Aach', 'Buch', 'Cham']);
  const anna = await Person.open(`${room.link}#invite=${pass}`, 'Anna', { scripts: SCRIPTS });
  const { page } = anna;
  await adapt(page);
  await page.getByText('Geräte wählen').click();
  await expectAdapted(page, 'the door');
  await expectFocusSeen(page, 'the door');

  const guest = await Person.open(room.link, 'Gast', { scripts: SCRIPTS });
  await adapt(guest.page);
  await guest.enter();
  await guest.expectHeading('Gleich geht es los, Gast.');
  await expectAdapted(guest.page, 'the lobby');

  await anna.enter();
  await anna.expectAtTable();
  await expect(anna.tiles).toHaveCount(5);
  await expectAdapted(page, 'the table');
  await expectFocusSeen(page, 'the table');
  await anna.control('Mehr').click();
  await expectFocusSeen(page, 'the menu', 'ArrowDown');
  await page.keyboard.press('Escape');
  const microphone = anna.control('Mikrofon');
  const [offLook, mutedLook] = [await lookOf(microphone), await lookOf(anna.tileOf(anna))];
  await microphone.click();
  await expect(microphone).toHaveAttribute('data-state', 'on');
  expect(await lookOf(microphone)).not.toBe(offLook);
  await expect(anna.tileOf(anna).getByLabel('Mikrofon aus')).toHaveCount(0);
  expect(await lookOf(anna.tileOf(anna))).not.toBe(mutedLook);
  await anna.control('Chat').click();
  await page.getByLabel('Nachricht', { exact: true }).fill('Guten Morgen.');
  await expectAdapted(page, 'the chat');
  await page.setViewportSize(ENLARGED);
  await page.keyboard.press('Escape');
  await expect(anna.control('Chat')).toBeFocused();

  const desk = await openDesk();
  await addPageScript(desk.page, 'layout/adapted.ts');
  await desk.page.reload();
  await desk.expectReady();
  await adapt(desk.page);
  await expect(desk.lobby).toContainText('Gast');
  await expectAdapted(desk.page, 'the console');
  await expectFocusSeen(desk.page, 'the console');
  const isOn = desk.switchOf('Anna', 'Mikrofon');
  await expect(isOn).toHaveAttribute('data-state', 'on');
  expect(await lookOf(isOn)).not.toBe(await lookOf(desk.switchOf('Aach', 'Mikrofon')));
  const lock = desk.page.getByRole('button', { name: 'Mikrofone sperren' });
  const openLook = await lookOf(lock);
  await lock.tap();
  await expect(lock).toHaveAttribute('aria-pressed', 'true');
  await expect(lock).not.toHaveAttribute('aria-busy');
  expect(await lookOf(lock)).not.toBe(openLook);
});

it('at 200 and 400 %, in the system’s colours and without motion nothing is lost of the pages, panels and dialogs of a table of 25', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on', maxParticipants: 30 });
  const { chair, people, pass, knock } = await meetingOf(server, room, NAMES);
  await people[0]?.client.send('hand:raise', {});
  await chair.client.send('floor:give', { participantId: people[1]?.id ?? '' });
  const anna = await Person.open(`${room.link}#invite=${pass}`, 'Anna', { scripts: SCRIPTS });
  const { page } = anna;
  await anna.enter();
  await anna.expectAtTable();
  const expectAll = async (place: string, parts: string) => {
    // Axe reckons with the page's own letters on the system's ground.
    await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'reduce' });
    await expectNothingSerious(page, place);
    await adapt(page);
    await expectLaidOut(anna, place, parts, { looks: LOOKS });
    await expectAdapted(page, place);
    await expectFocusSeen(page, place);
  };
  await page.setViewportSize(ENLARGED);
  await expect(anna.button('Nächste Seite')).toBeVisible();
  await expectAll('the pages', 'main');

  const poll = { options: ['Ja', 'Nein', 'Enthaltung'], secret: true };
  const { pollId } = await chair.client.send('poll:open', { ...poll, question: 'Ist die Tagesordnung angenommen?' });
  await chair.client.send('poll:close', { pollId });
  await chair.client.send('poll:open', { ...poll, question: 'Vertagen wir die Sitzung auf den nächsten Mittwoch?' });
  await knock('Gast');
  await expect(anna.button('Gast einlassen')).toBeVisible();
  await expectAll('the pages, a vote and a knock', 'main, section[aria-label="Hinweise"]');
  for (const panel of ['Personen', 'Umfragen']) {
    await anna.control(panel).click();
    const side = page.getByRole('complementary', { name: panel });
    await expect(side).toBeVisible();
    await expectAll(panel, 'aside');
    await anna.control(panel).click();
    await expect(side).toHaveCount(0);
  }
  await anna.control('Ansicht').click();
  for (const dialog of ['Ansicht', 'Andere einladen', 'Geräte und Ton', 'Tastenkürzel']) {
    if (dialog !== 'Ansicht') {
      await anna.control('Mehr').click();
      await page.getByRole('menuitem', { name: dialog }).click();
    }
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
    await expectAll(dialog, '[role="dialog"]');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});
