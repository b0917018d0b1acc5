import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { adapt, ENLARGED, expectAdapted, expectFocusSeen, lookOf } from '../support/page/adapted.ts';
import { addPageScript } from '../support/page/page-script.ts';
import { meetingOf } from '../support/people/meeting-of.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const SCRIPTS = ['layout/adapted.ts'];

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
