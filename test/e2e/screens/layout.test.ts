import type { Locator } from '@playwright/test';
import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { expectLaidOut, SMALLEST_LOOKS } from '../support/page/laid-out.ts';
import { PHONE, SCREEN, show } from '../support/page/looks.ts';
import { pageScript } from '../support/page/page-script.ts';
import { type Locale, wordsIn } from '../support/page/words.ts';
import { meetingOf } from '../support/people/meeting-of.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const LANGUAGES = [
  ['English', 'en-GB'],
  ['German', 'de-DE'],
] as const;

const PAGE = 'header, main, footer';
const QUESTION = '[role="dialog"], [role="alertdialog"]';
const MENU = '[role="menu"]';
/** Behind 'More' on a phone, for who chairs. */
const BEHIND_MORE = [
  ...['view.title', 'reaction.button', 'consent.menu', 'more.copyLink', 'devices.soundOnly', 'more.devices'],
  ...['servers.title', 'more.shortcuts', 'console.pair', 'plan.title', 'keep.title', 'attendance.switchOff'],
  ...['attendance.download', 'forAll.close', 'more.end'],
];
const PASSWORD = 'Tulpen im April';

/** By its harmless answer, or by Escape. */
async function close(question: Locator, cancel: string): Promise<void> {
  const harmless = question.getByRole('button', { name: cancel, exact: true });
  if ((await harmless.count()) > 0) await harmless.click();
  else await question.page().keyboard.press('Escape');
  await expect(question).toHaveCount(0);
}

/** For what closes when the page changes its size. */
function openedBy(button: Locator, what: Locator): () => Promise<void> {
  return async () => {
    if (!(await what.isVisible())) await button.click();
    await expect(what).toBeVisible();
  };
}

it.each(LANGUAGES)(
  'in %s, the door, the lobby, the way out and what is asked there stand as they should on every screen',
  {
    timeout: LONG_TEST_MS,
  },
  async (_, locale) => {
    const t = wordsIn(locale);
    const server = await startTestServer();
    const message = 'Welcome. / Willkommen. Wir beginnen um neun.';
    const room = await server.createRoom({
      name: 'Quarterly budget meeting',
      password: PASSWORD,
      lobbyMessage: message,
    });
    const { chair } = await meetingOf(server, room, []);
    await chair.client.send('room:configure', { lobby: 'without-password' });
    const anna = await Person.open(room.link, 'Anna', { locale });
    const { page } = anna;
    await page.getByText(t('devices.summary')).click();
    await expect(page.getByRole('combobox', { name: t('devices.camera') })).toBeVisible();
    await page.evaluate(pageScript('busy-devices.ts'));
    for (const source of ['bar.microphone', 'bar.camera']) await anna.press(new RegExp(`^${t(source)}`));
    await expect(page.getByText(t('capture.both.busy'))).toBeVisible();
    await expectLaidOut(anna, 'the door with devices that fail', PAGE);

    await page.goto('about:blank');
    await page.goto(`${room.link}#invite=${'x'.repeat(43)}`);
    await page.getByLabel(t('door.name')).fill('Anna');
    await anna.press(t('door.enter'));
    await expect(page.getByText(t('door.inviteRefused.optional'))).toBeVisible();
    const password = page.getByLabel(t('door.password'), { exact: true });
    await password.fill('Tulpen im Mai');
    await anna.press(t('door.enterByPassword'));
    await expect(page.getByText(t('error.WRONG_PASSWORD')).filter({ visible: true }).first()).toBeVisible();
    await expectLaidOut(anna, 'the door with a dead invitation and a wrong password', PAGE);

    await password.fill('');
    await anna.press(t('door.knock'));
    const { id: participantId } = await chair.client.heard(
      'lobby:knocked',
      ({ displayName }) => displayName === 'Anna',
    );
    await chair.client.send('lobby:message', { participantId, text: 'We shall be with you in a minute. Gleich!' });
    await expect(page.getByText('Gleich!')).toBeVisible();
    await expectLaidOut(anna, 'the lobby', PAGE);
    await anna.press(t('lobby.leave'));
    await expectLaidOut(anna, 'the question before one waits no more', QUESTION, { looks: SMALLEST_LOOKS });
    await anna.press(t('leave.wait'));
    await chair.client.send('lobby:deny', { participantId, note: 'This is a meeting of members. Nur für Mitglieder.' });
    await anna.expectHeading(t('left.denied.title'));
    await expectLaidOut(anna, 'the way out', PAGE);
  },
);

/** A chair's table at which everything happens that is to be shown at one. */
async function busyTable(locale: Locale) {
  const t = wordsIn(locale);
  const server = await startTestServer();
  const room = await server.createRoom({ name: 'Quarterly budget meeting', attendanceDays: 30 });
  const { chair, people, pass, knock } = await meetingOf(server, room, ['Milton Keynes', 'Ashford', 'Ely']);
  const [first, second, third] = people;
  await second?.client.send('hand:raise', {});
  await third?.client.send('hand:raise', {});
  await chair.client.send('floor:give', { participantId: first?.id ?? '' });
  await chair.client.send('floor:restrict', { microphone: true, camera: true });
  const poll = { options: ['Yes', 'No', 'Abstain'], secret: true };
  const { pollId } = await chair.client.send('poll:open', { ...poll, question: 'Is the agenda adopted?' });
  await chair.client.send('poll:close', { pollId });
  await chair.client.send('poll:open', { ...poll, question: 'Shall the decision be put off until the next meeting?' });
  await knock('Saffron Walden');
  const anna = await Person.open(`${room.link}#invite=${pass}`, 'Anna', { locale });
  const { page } = anna;
  const bar = page.getByRole('navigation', { name: t('bar.label') });
  await page.getByLabel(t('door.name')).fill('Anna');
  await anna.press(t('door.enter'));
  await expect(page.getByRole('region', { name: t('poll.region'), exact: true })).toBeVisible();
  await second?.client.send('chat:send', { text: 'May I say something about the roof first?', to: 'chair' });
  const control = (key: string) => bar.getByRole('button', { name: t(key) });
  return { t, anna, page, question: page.locator(QUESTION), control };
}

it.each(LANGUAGES)(
  'in %s, the table and its panels stand as they should on every screen',
  {
    timeout: LONG_TEST_MS,
  },
  async (_, locale) => {
    const { t, anna, page, control } = await busyTable(locale);
    await expectLaidOut(anna, 'the table', `header:has(h1), section[aria-label="${t('notice.region')}"], main, nav`);
    for (const panel of ['chat', 'polls', 'people']) {
      await show(anna, SCREEN.width, SCREEN.height);
      await control(`bar.${panel}`).click();
      const side = page.getByRole('complementary', { name: t(`bar.${panel}`) });
      await expect(side).toBeVisible();
      if (panel === 'people') {
        for (const part of ['clinic.title', 'forAll.title', 'entry.title', 'consent.title']) {
          await side.getByRole('button', { name: t(part), exact: true }).click();
        }
      }
      await expectLaidOut(anna, panel, 'aside');
    }
    await expectLaidOut(anna, 'a panel and what it leaves to be seen', 'header:has(h1), main, nav, aside');
  },
);

it.each(LANGUAGES)(
  'in %s, the menus and questions of the table stand as they should on every screen',
  {
    timeout: LONG_TEST_MS,
  },
  async (_, locale) => {
    const { t, anna, page, question, control } = await busyTable(locale);
    const menu = page.getByRole('menu');
    const tile = page.getByRole('button', { name: t('pin.menu', { name: 'Ashford' }) });
    await expectLaidOut(anna, 'the menu of a tile', MENU, { before: openedBy(tile, menu) });
    await page.keyboard.press('Escape');
    await expectLaidOut(anna, 'what is behind “More”', MENU, { before: openedBy(control('bar.more'), menu) });
    await page.keyboard.press('Escape');
    for (const behind of BEHIND_MORE) {
      await show(anna, PHONE.width, PHONE.height);
      await control('bar.more').click();
      await page.getByRole('menuitem', { name: t(behind), exact: true }).click();
      await expect(question).toBeVisible();
      if (behind === 'plan.title') await question.getByRole('button', { name: t('plan.takePresent') }).click();
      if (behind === 'keep.title') await question.getByText(t('keep.new'), { exact: true }).click();
      await expectLaidOut(anna, t(behind), QUESTION, { looks: SMALLEST_LOOKS });
      await close(question, t('common.cancel'));
    }
    await control('bar.leave').click();
    await expectLaidOut(anna, 'the question before one leaves', QUESTION, { looks: SMALLEST_LOOKS });
  },
);

it.each(LANGUAGES)(
  'in %s, what the chair asks of one, and why a microphone is locked, stand as they should',
  {
    timeout: LONG_TEST_MS,
  },
  async (_, locale) => {
    const t = wordsIn(locale);
    const server = await startTestServer();
    const room = await server.createRoom();
    const { chair } = await meetingOf(server, room, []);
    await chair.client.send('room:configure', { lobby: 'off' });
    const anna = await Person.open(room.link, 'Anna', { locale });
    const { page } = anna;
    await page.getByLabel(t('door.name')).fill('Anna');
    await anna.press(t('door.enter'));
    const own = page.locator('main li', { hasText: 'Anna' });
    const participantId = (await own.getAttribute('data-participant-id')) ?? '';
    await chair.client.send('participant:ask', { participantId, source: 'microphone' });
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await expectLaidOut(anna, 'the question of the chair', QUESTION, { looks: SMALLEST_LOOKS });
    await anna.press(t('asked.later'));
    await chair.client.send('floor:restrict', { microphone: true, camera: true });
    const bar = page.getByRole('navigation', { name: t('bar.label') });
    await bar.getByRole('button', { name: t('bar.microphone') }).click();
    await expectLaidOut(anna, 'why the microphone is locked', QUESTION, { looks: SMALLEST_LOOKS });
  },
);

it.each(LANGUAGES)(
  'in %s, the console, its menus and questions stand as they should on every screen',
  {
    timeout: LONG_TEST_MS,
  },
  async (_, locale) => {
    const t = wordsIn(locale);
    const server = await startTestServer();
    const room = await server.createRoom({ name: 'Quarterly budget meeting', attendanceDays: 30 });
    const { chair, people, knock } = await meetingOf(server, room, ['Milton Keynes', 'Ashford', 'Ely']);
    const [first, second, third] = people;
    for (const person of people) await person.client.send('hand:raise', {});
    await chair.client.send('floor:give', { participantId: first?.id ?? '' });
    await chair.client.send('spotlight:set', { participantId: second?.id });
    await third?.client.send('signing:set', { isOn: true });
    const seats = ['Milton Keynes', 'Ashford', 'Ely', 'Kingston upon Hull'].map((name) => ({ name }));
    await chair.client.setPlan({ seats, quorum: 3 });
    await knock('Saffron Walden');
    const { code } = await chair.client.send('console:pair');

    const anna = await Person.open(`${server.url}/regie`, 'Anna', { locale });
    const { page } = anna;
    await anna.expectHeading(t('console.unpairedTitle'));
    await expectLaidOut(anna, 'a device that is no console', PAGE);
    await page.goto('about:blank');
    await page.goto(`${server.url}/regie#${new URLSearchParams({ room: room.id, code })}`);
    await expect(page.getByRole('main', { name: t('console.seats') })).toBeVisible();
    await chair.client.send('poll:open', { question: 'Is the agenda adopted?', options: ['Yes', 'No'], secret: true });
    await chair.client.send('room:close', { afterMs: 600_000 });
    // It lies over what is only to be read, for a while.
    await expectLaidOut(anna, 'what is told at the console', '[data-notices]');
    await anna.press(t('notice.dismiss'));
    await expectLaidOut(anna, 'the console', 'header, aside, main, nav');

    const menu = page.getByRole('menu');
    const question = page.locator(QUESTION);
    const card = page.getByRole('button', { name: t('console.card.menu', { name: 'Ely' }) });
    await expectLaidOut(anna, 'the menu of a card', MENU, { before: openedBy(card, menu) });
    await page.keyboard.press('Escape');
    const bar = page.getByRole('navigation', { name: t('console.room') });
    for (const button of [
      bar.getByRole('button', { name: t('console.end') }),
      bar.getByRole('button', { name: t('console.giveBack') }),
      bar.getByRole('button', { name: t('console.pollRuns', { count: 0, of: 4 }) }),
      page.getByRole('button', { name: t('people.messageName', { name: 'Saffron Walden' }) }),
    ]) {
      await button.click();
      await expect(question).toBeVisible();
      await expectLaidOut(anna, 'a question of the console', QUESTION, { looks: SMALLEST_LOOKS });
      await close(question, t('common.cancel'));
    }
  },
);
