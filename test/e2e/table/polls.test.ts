import type { Locator } from '@playwright/test';
import { it } from 'vitest';
import { TestClient } from '../../helpers/clients/test-client.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { expectNothingSerious, tabTo } from '../support/page/accessibility.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const QUESTION = 'Vertagen wir <b>die Sitzung</b>?';

const panelOf = ({ page }: Person): Locator => page.getByRole('complementary', { name: 'Umfragen' });
/** Over the pictures. */
const callOf = ({ page }: Person): Locator => page.getByRole('region', { name: 'Umfrage', exact: true });

async function startPoll(chair: Person, wishes: { secret?: boolean; options?: readonly string[] } = {}): Promise<void> {
  const { page } = chair;
  if (!(await panelOf(chair).isVisible())) await chair.control('Umfragen').click();
  await chair.press('Neue Umfrage');
  await page.getByRole('textbox', { name: 'Frage' }).fill(QUESTION);
  if (wishes.options) {
    await page.getByRole('radio', { name: 'Eigene Antworten' }).check();
    for (const [index, option] of wishes.options.entries()) {
      if (index >= 2) await chair.press('Weitere Antwort');
      await page.getByRole('textbox', { name: `Antwort ${index + 1}` }).fill(option);
    }
  }
  if (wishes.secret) await page.getByRole('radio', { name: /^Geheim/ }).check();
  await chair.press('Umfrage starten');
  await expect(panelOf(chair).getByRole('heading', { name: QUESTION })).toBeVisible();
}

async function vote(person: Person, option: string): Promise<void> {
  await person.page.getByRole('radio', { name: option }).check();
  await person.press('Abstimmen');
  await person.expectToRead('Sie haben abgestimmt.');
}

async function closePoll(chair: Person): Promise<void> {
  await chair.press('Umfrage beenden');
  await chair.page.getByRole('alertdialog').getByRole('button', { name: 'Umfrage beenden' }).click();
}

it('an open ballot is asked of everyone, counted as it comes in, and shows in the end who voted for what', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const anna = await Person.join(room.link, 'Anna');
  const bernd = await Person.join(room.link, 'Bernd');
  await expect(anna.control('Umfragen')).toHaveCount(0);
  await anna.control('Mikrofon').focus();

  await startPoll(chair);
  await expect(callOf(anna)).toContainText('Offene Abstimmung');
  await expect(anna.control('Mikrofon')).toBeFocused();
  await expect(
    anna.page
      .getByRole('status')
      .or(anna.page.getByRole('alert'))
      .filter({ hasText: `Neue Umfrage: ${QUESTION}` }),
  ).toBeAttached();
  await expect(anna.control(/^Umfragen ?, Ihre Stimme fehlt noch$/)).toBeVisible();
  await anna.press('Abstimmen');
  await anna.expectToRead('Bitte wählen Sie eine Antwort.');
  await vote(anna, 'Nein');
  await expect(anna.control(/^Umfragen$/)).toBeVisible();
  await expect(panelOf(chair)).toContainText('1 von 3 hat abgestimmt.');

  // Who comes back has voted, and who put the question aside finds it in the panel.
  await anna.page.reload();
  await anna.expectAtTable();
  await expect(callOf(anna)).toContainText('Sie haben abgestimmt.');
  await bernd.press('Umfrage ausblenden');
  await expect(callOf(bernd)).toHaveCount(0);
  await bernd.control('Umfragen').click();
  await vote(bernd, 'Ja');
  await vote(chair, 'Ja');
  await expect(bernd.page.getByText('Stimmen,')).toHaveCount(0);

  await closePoll(chair);
  const result = anna.page.getByRole('region', { name: 'Ergebnis der Umfrage' });
  for (const shown of [result, panelOf(bernd), panelOf(chair)]) {
    await expect(shown.getByRole('list', { name: 'Ergebnis' }).getByRole('listitem')).toHaveText([
      /Ja.*2 Stimmen, 67 %.*Bernd, Frau Vorsitz/,
      /Nein.*1 Stimme, 33 %.*Anna/,
      /Enthaltung.*0 Stimmen, 0 %/,
    ]);
  }
  await anna.press('Umfrage ausblenden');
  await expect(result).toHaveCount(0);
  await anna.control('Umfragen').click();
  await expect(panelOf(anna)).toContainText(QUESTION);
});

it('a secret ballot with its own options ends in numbers without names, and forged commands change nothing', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const anna = await Person.join(room.link, 'Anna');
  const forger = await TestClient.connect(server.url);
  await forger.join(room.id, 'Forger');
  expect(await forger.refused('poll:open', { question: 'Frage', options: ['a', 'b'], secret: false })).toBe(
    'NOT_ALLOWED',
  );

  await startPoll(chair, { secret: true, options: ['Montag', 'Dienstag', 'Gar nicht'] });
  const { id: pollId } = await forger.heard('poll:updated');
  await vote(anna, 'Dienstag');
  await forger.send('poll:vote', { pollId, option: 2 });
  expect(await forger.refused('poll:vote', { pollId, option: 0 })).toBe('INVALID_STATE');
  expect(await forger.refused('poll:close', { pollId })).toBe('NOT_ALLOWED');
  await expect(panelOf(chair)).toContainText('2 von 3 haben abgestimmt.');
  await closePoll(chair);
  const result = anna.page.getByRole('region', { name: 'Ergebnis der Umfrage' });
  await expect(result.getByRole('list', { name: 'Ergebnis' }).getByRole('listitem')).toHaveText([
    /^Montag0 Stimmen, 0 %$/,
    /^Dienstag1 Stimme, 50 %$/,
    /^Gar nicht1 Stimme, 50 %$/,
  ]);
  const closed = await forger.heard('poll:updated', ({ state }) => state === 'closed');
  expect(closed.votes).toBeNull();
  forger.disconnect();
});

it('a poll goes by keyboard alone, from the question to the result, and axe finds nothing on the way', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const anna = await Person.join(room.link, 'Anna');
  const { keyboard } = chair.page;
  await tabTo(chair.page, 'Umfragen');
  await keyboard.press('Enter');
  await tabTo(chair.page, 'Neue Umfrage');
  await keyboard.press('Enter');
  await expect(chair.page.getByRole('textbox', { name: 'Frage' })).toBeFocused();
  await keyboard.press('Enter');
  await chair.expectToRead('Bitte schreiben Sie eine Frage.');
  await expectNothingSerious(chair.page, 'the form of a poll');
  await keyboard.type('Weiter?');
  await keyboard.press('Escape');
  await expect(chair.page.getByRole('textbox', { name: 'Frage' })).toHaveValue('Weiter?');
  await tabTo(chair.page, `Ja / Nein / Enthaltung`);
  await keyboard.press('ArrowDown');
  await tabTo(chair.page, 'Antwort 1');
  await keyboard.type('Gern');
  await tabTo(chair.page, 'Antwort 2');
  await keyboard.type('Lieber nicht');
  await tabTo(chair.page, 'Umfrage starten');
  await keyboard.press('Enter');

  await expect(callOf(anna)).toBeVisible();
  await expectNothingSerious(anna.page, 'the question of a poll');
  await tabTo(anna.page, 'Gern');
  await anna.page.keyboard.press('Space');
  await anna.page.keyboard.press('Enter');
  await anna.expectToRead('Sie haben abgestimmt.');
  await expect(callOf(anna).getByRole('heading', { name: 'Weiter?' })).toBeFocused();

  await tabTo(chair.page, 'Umfrage beenden');
  await keyboard.press('Enter');
  await tabTo(chair.page, 'Umfrage beenden');
  await keyboard.press('Enter');
  await expect(panelOf(chair)).toContainText('1 Stimme, 100 %');
  await expectNothingSerious(chair.page, 'the result of a poll');
  await anna.page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => anna.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  await anna.control('Mehr').click();
  await anna.page.getByRole('menuitem', { name: 'Umfragen' }).click();
  await expect(panelOf(anna)).toContainText('1 Stimme, 100 %');
});
