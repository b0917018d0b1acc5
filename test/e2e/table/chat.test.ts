import type { Locator } from '@playwright/test';
import { it } from 'vitest';
import { TestClient } from '../../helpers/clients/test-client.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { layCable } from '../support/network/cable.ts';
import { expectNothingSerious, tabTo } from '../support/page/accessibility.ts';
import { Person } from '../support/people/person.ts';
import { freePort } from '../support/server/free-port.ts';
import { startTestServer } from '../support/server/server.ts';

const HOSTILE = '<img src=x onerror=document.title="hacked"> javascript:alert(1)';
const LINK = 'https://example.org/tagesordnung';

const panelOf = ({ page }: Person): Locator => page.getByRole('complementary', { name: 'Chat' });
const fieldOf = ({ page }: Person): Locator => page.getByRole('textbox', { name: 'Nachricht' });
const messagesOf = (person: Person): Locator => panelOf(person).locator('[data-message]');
const typingOf = (person: Person): Locator => panelOf(person).locator('[data-typing]');

async function openChat(person: Person): Promise<void> {
  await person.control('Chat').click();
  await expect(panelOf(person)).toBeVisible();
}

async function write(person: Person, text: string, to: 'An alle' | 'An die Leitung' = 'An alle'): Promise<void> {
  await person.page.getByRole('radio', { name: to }).check();
  await fieldOf(person).fill(text);
  await fieldOf(person).press('Enter');
  await expect(fieldOf(person)).toHaveValue('');
}

it('messages reach all or the chair alone, links are links, and hostile text is text', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const anna = await Person.join(room.link, 'Anna');
  const bernd = await Person.join(room.link, 'Bernd');
  for (const person of [chair, anna, bernd]) await openChat(person);

  await write(anna, `Bitte lesen: ${LINK} und ${HOSTILE}`);
  const link = messagesOf(bernd).getByRole('link');
  await expect(link).toHaveCount(1);
  await expect(link).toHaveAttribute('href', LINK);
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  await expect(messagesOf(bernd).first()).toContainText('Anna');
  await expect(messagesOf(bernd).first()).toContainText(HOSTILE);
  await expect(bernd.page.locator('img[src="x"], [onerror], a[href^="javascript"]')).toHaveCount(0);

  await write(bernd, 'Ich muss um elf gehen.', 'An die Leitung');
  await expect(messagesOf(chair)).toHaveCount(2);
  await expect(messagesOf(chair).last()).toContainText('an die Leitung');
  await expect(messagesOf(bernd)).toHaveCount(2);
  await write(chair, 'Danke an alle');
  await expect(messagesOf(anna).last()).toContainText('Danke an alle');
  await expect(messagesOf(anna)).toHaveCount(2);

  // After a reload each has what was for them.
  await bernd.page.reload();
  await bernd.expectAtTable();
  await openChat(bernd);
  await expect(messagesOf(bernd)).toHaveText([/Bitte lesen/, /um elf/, /Danke/]);
});

it('real-time text appears before the others while it is typed, never what is for the chair, and goes when it is sent or deleted', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const anna = await Person.join(room.link, 'Anna');
  const bernd = await Person.join(room.link, 'Bernd');
  for (const person of [anna, bernd]) await openChat(person);
  await fieldOf(anna).pressSequentially('noch nicht');
  await write(anna, 'ohne');
  await expect(messagesOf(bernd)).toHaveText([/ohne/]);
  await expect(typingOf(bernd)).toHaveCount(0);

  await anna.press('Chat-Einstellungen');
  await anna.page.getByRole('switch', { name: 'Text erscheint, während ich tippe' }).check();
  await anna.page.keyboard.press('Escape');
  await anna.expectToRead('Alle sehen, was Sie tippen.');
  await fieldOf(anna).pressSequentially('Ich schlage vor', { delay: 30 });
  await expect(typingOf(bernd)).toHaveText(/Anna.*schreibt.*Ich schlage vor/);
  await expect(messagesOf(bernd)).toHaveCount(1);
  await fieldOf(anna).press('Enter');
  await expect(messagesOf(bernd)).toHaveText([/ohne/, /Ich schlage vor/]);
  await expect(typingOf(bernd)).toHaveCount(0);

  await fieldOf(anna).pressSequentially('Doch nicht');
  await expect(typingOf(bernd)).toHaveText(/Doch nicht/);
  // What is left of it is for the chair from here on.
  await anna.page.getByRole('radio', { name: 'An die Leitung' }).check();
  await expect(typingOf(bernd)).toHaveCount(0);
  await anna.page.getByRole('radio', { name: 'An alle' }).check();
  await fieldOf(anna).pressSequentially('!');
  await expect(typingOf(bernd)).toHaveText(/Doch nicht!/);
  await anna.page.close();
  await expect(typingOf(bernd)).toHaveCount(0);
});

it('unread messages are counted on the button and spoken, and neither the focus nor what one reads moves', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const anna = await Person.join(room.link, 'Anna');
  const bernd = await Person.join(room.link, 'Bernd');
  await openChat(anna);
  await bernd.control('Mikrofon').focus();
  await write(anna, 'Eins');
  await write(anna, 'Zwei');
  await expect(bernd.control(/^Chat ?, 2 ungelesene Nachrichten$/)).toBeVisible();
  await expect(bernd.page.getByRole('status').filter({ hasText: 'Anna schreibt: Zwei' })).toBeAttached();
  await expect(bernd.control('Mikrofon')).toBeFocused();
  await openChat(bernd);
  await expect(bernd.control(/^Chat$/)).toBeVisible();

  for (let line = 0; line < 12; line++) await write(anna, `Zeile ${line}`);
  await expect(messagesOf(bernd)).toHaveCount(14);
  await expect(messagesOf(bernd).last()).toBeInViewport();
  const log = panelOf(bernd).getByRole('log');
  await log.focus();
  await log.press('Home');
  await expect(messagesOf(bernd).first()).toBeInViewport();
  await write(anna, 'Ganz neu');
  await expect(bernd.button('Neue Nachrichten')).toBeVisible();
  await expect(messagesOf(bernd).first()).toBeInViewport();
  await expect(log).toBeFocused();
  await bernd.press('Neue Nachrichten');
  await expect(messagesOf(bernd).last()).toBeInViewport();
  await expect(bernd.button('Neue Nachrichten')).toHaveCount(0);
});

it('each chooses what is read out: nothing, one own name, or all, and the browser remembers it', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const anna = await Person.join(room.link, 'Anna');
  const bernd = await Person.join(room.link, 'Bernd Müller');
  await openChat(anna);
  await openChat(bernd);
  const spoken = bernd.page.getByRole('status');
  await bernd.press('Chat-Einstellungen');
  await bernd.page.getByRole('radio', { name: 'Nur wenn mein Name fällt' }).check();
  await bernd.page.keyboard.press('Escape');
  await write(anna, 'Das ist für niemanden bestimmt');
  await write(anna, 'Was sagt Herr Müller?');
  await expect(spoken.filter({ hasText: 'Anna schreibt: Was sagt Herr Müller?' })).toBeAttached();
  await expect(spoken.filter({ hasText: 'für niemanden' })).toHaveCount(0);
  await bernd.page.reload();
  await bernd.expectAtTable();
  await openChat(bernd);
  await bernd.press('Chat-Einstellungen');
  await expect(bernd.page.getByRole('radio', { name: 'Nur wenn mein Name fällt' })).toBeChecked();
});

it('a message that could not be sent stays in the field, with the reason, and can be sent when it is mended', async () => {
  const port = await freePort();
  const cable = await layCable({ to: port });
  const server = await startTestServer({ PORT: String(port), PUBLIC_URL: `http://localhost:${cable.port}` });
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna');
  await openChat(anna);
  anna.watch.expectLostConnections();
  cable.cut();
  await anna.expectToRead('Verbindung unterbrochen, wird wiederhergestellt …');
  await fieldOf(anna).fill('Hört mich jemand?');
  await fieldOf(anna).press('Enter');
  await anna.expectToRead('Nicht gesendet. Der Server ist nicht zu erreichen.');
  await expect(fieldOf(anna)).toHaveValue('Hört mich jemand?');
  cable.mend();
  await expect(anna.page.getByText('Verbindung unterbrochen')).toHaveCount(0);
  await anna.press('Senden');
  await expect(messagesOf(anna)).toHaveText([/Hört mich jemand/]);
  await expect(anna.page.getByText('Nicht gesendet.')).toHaveCount(0);
});

it('a chat that is switched off is gone from the screen, and a message by hand is refused', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const anna = await Person.join(room.link, 'Anna');
  await openChat(anna);
  const chair = await TestClient.connect(server.url);
  const invite = await server.createInvite(room.id, 'moderator');
  await chair.join(room.id, 'Vorsitz', { invite });
  await chair.send('room:configure', { chat: false });
  await expect(panelOf(anna)).toHaveCount(0);
  await expect(anna.control('Chat')).toHaveCount(0);
  expect(await chair.refused('chat:send', { text: HOSTILE, to: 'all' })).toBe('NOT_ALLOWED');
  await chair.send('room:configure', { chat: true });
  await openChat(anna);
  await expect(messagesOf(anna)).toHaveCount(0);
  chair.disconnect();
});

it('chat goes by keyboard alone, fits the narrowest screen, and axe finds nothing', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const anna = await Person.join(room.link, 'Anna');
  const { page } = anna;
  await tabTo(page, 'Chat');
  await page.keyboard.press('Enter');
  await expect(panelOf(anna)).toBeVisible();
  await tabTo(page, 'Chat-Einstellungen');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNothingSerious(page, 'the settings of the chat');
  await page.keyboard.press('Escape');
  await tabTo(page, 'Nachricht');
  await page.keyboard.type('Erste Zeile');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('zweite Zeile');
  await page.keyboard.press('Enter');
  await expect(messagesOf(anna)).toHaveText([/Erste Zeile\s+zweite Zeile/]);
  await expect(fieldOf(anna)).toBeFocused();
  await expectNothingSerious(page, 'the chat');
  await page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  await page.keyboard.press('Escape');
  await expect(panelOf(anna)).toHaveCount(0);
  await expect(anna.control('Chat')).toBeFocused();
});
