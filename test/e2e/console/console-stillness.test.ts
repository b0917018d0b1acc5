import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import type { Desk } from '../support/people/desk.ts';
import { meetingOf } from '../support/people/meeting-of.ts';
import { startTestServer } from '../support/server/server.ts';

const SEATS = [
  ...['Aach', 'Bernburg (Saale)', 'Buch am Wald', 'Cham', 'Dietersheim', 'Emskirchen', 'Flachslanden', 'Herrieden'],
  ...['Lichtenau', 'Verbandsgemeinde Vorharz', 'Neuendettelsau', 'Windsbach', 'Wolframs-Eschenbach', 'Ornbau'],
  ...['Rothenburg ob der Tauber', 'Feuchtwangen', 'Schillingsfürst', 'Leutershausen', 'Merkendorf', 'Heilsbronn'],
  ...['Verwaltungsgemeinschaft Hesselberg', 'Wassertrüdingen', 'Bechhofen', 'Dinkelsbühl'],
];
const ABSENT = 'Dinkelsbühl';
const TABLETS = [
  { width: 1024, height: 768 },
  { width: 820, height: 1180 },
  { width: 768, height: 1024 },
];

/** Where everything is that a thumb may be on its way to; what a button says may change, its place may not. */
const READ_BOXES = `[...document.querySelectorAll('button')].map((button) => {
  const { x, y, width, height } = button.getBoundingClientRect();
  const box = [x, y, width, height].map(Math.round).join();
  const card = button.closest('main li');
  const name = button.getAttribute('aria-label') ?? button.textContent;
  if (card === null) return [name, box];
  return [(card.dataset.participantId ?? card.dataset.seatId) + ' ' + [...card.querySelectorAll('button')].indexOf(button), box];
})`;

async function boxesOf(page: Page): Promise<ReadonlyMap<string, string>> {
  const boxes = (await page.evaluate(READ_BOXES)) as [string, string][];
  // What it counts is not its name.
  return new Map(boxes.map(([name, box]) => [name.replace(/^Umfrage.*/, 'Umfragen'), box]));
}

it('nothing that happens in the meeting moves a switch of the desk, on a tablet across or upright', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on' });
  const present = SEATS.filter((name) => name !== ABSENT);
  const { chair, people, pass, knock, sit, openDesk } = await meetingOf(server, room, present);
  await chair.client.setPlan({ seats: SEATS.map((name) => ({ name })), quorum: present.length });
  const { plan } = await chair.client.heard('room:updated', (view) => view.plan.length === SEATS.length);
  const emptySeat = plan.at(-1)?.id ?? '';
  const [first, second, third] = people;
  if (!first || !second || !third) throw new Error('nobody sits');
  const waiting = await knock('Presse Fränkische Landeszeitung');
  const desks: Desk[] = [];
  for (const tablet of TABLETS) {
    const desk = await openDesk();
    await desk.page.setViewportSize(tablet);
    await expect(desk.cards).toHaveCount(SEATS.length + 1);
    desks.push(desk);
  }
  const everywhere = (shows: (page: Page) => Promise<void>) => Promise.all(desks.map(({ page }) => shows(page)));
  /** `queue`: who may move, since somebody before them has left it; they cannot be pressed for a moment then. */
  const still = async (
    what: string,
    happens: () => Promise<unknown>,
    shows: (page: Page) => Promise<void>,
    queue?: RegExp,
  ) => {
    const before = await Promise.all(desks.map(({ page }) => boxesOf(page)));
    await happens();
    await everywhere(shows);
    const after = await Promise.all(desks.map(({ page }) => boxesOf(page)));
    for (const [index, { width }] of TABLETS.entries()) {
      const [was, is] = [before[index] ?? new Map(), after[index] ?? new Map()];
      const changed = [...was.keys()].filter((name) => is.get(name) !== was.get(name));
      // A notice goes by itself after a while.
      const mayGo = (name: string) => name === 'Hinweis schließen' || name.startsWith(emptySeat);
      const unexpected = changed.filter((name) => !queue?.test(name) && !mayGo(name));
      expect(unexpected, `moved or gone by ${what} at ${width}`).toEqual([]);
    }
  };
  const sign = (person: { id: string }, key: string) => (page: Page) =>
    expect(page.locator(`[data-participant-id="${person.id}"] [data-sign="${key}"]`)).toHaveCount(1);
  const lobby = (page: Page) => page.getByRole('region', { name: 'Wartebereich' });

  await still(
    'raised hands',
    () => Promise.all([first, second, third].map(({ client }) => client.send('hand:raise'))),
    sign(third, 'hand'),
  );
  await still(
    'the floor that is given',
    () => chair.client.send('floor:give', { participantId: second.id }),
    (page) => expect(page.locator('[data-floor="true"]')).toContainText('Bernburg (Saale)'),
    / das Wort erteilen$/,
  );
  await still(
    'a word from the lobby',
    () => waiting.client.send('lobby:reply', { text: 'Guten Tag, ich schreibe für die Landeszeitung.' }),
    (page) => expect(lobby(page)).toContainText('Guten Tag'),
  );
  await still(
    'another one who knocks',
    () => knock('Gast'),
    (page) => expect(lobby(page).getByRole('listitem')).toHaveCount(2),
  );
  await still(
    'the countdown',
    () => chair.client.send('room:close', { afterMs: 600_000 }),
    (page) => expect(page.getByRole('button', { name: 'Doch nicht schließen' })).toBeVisible(),
  );
  await still(
    'locked microphones',
    () => chair.client.send('floor:restrict', { microphone: true, camera: false }),
    (page) => expect(page.getByRole('button', { name: 'Mikrofone sperren' })).toHaveAttribute('aria-pressed', 'true'),
  );
  await still(
    'the spotlight',
    () => chair.client.send('spotlight:set', { participantId: first.id }),
    sign(first, 'spotlight'),
  );
  await still(
    'a poll',
    () => chair.client.send('poll:open', { question: 'Vertagen?', options: ['Ja', 'Nein'], secret: false }),
    (page) => expect(page.getByRole('button', { name: /^Umfrage: 0 von/ })).toBeVisible(),
  );
  await still(
    'a lost line, and the quorum with it',
    async () => third.client.drop(),
    (page) => expect(page.locator('[data-quorate="false"]')).toBeVisible(),
  );
  await still(
    'somebody who sits down',
    () => sit(ABSENT, { invite: pass }),
    (page) => expect(page.locator(`[data-seat-id="${emptySeat}"]`)).toHaveCount(0),
  );
  await still(
    'lost connections of the desks themselves',
    async () => {
      for (const { context, watch } of desks) {
        watch.expectLostConnections();
        await context.setOffline(true);
      }
    },
    (page) => expect(page.getByText('Die Verbindung ist unterbrochen')).toBeVisible({ timeout: 60_000 }),
  );
});

it('a name keeps its words whole where they have room, breaks long ones with a hyphen, and is to be read in full', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const { openDesk } = await meetingOf(server, room, SEATS);
  const desk = await openDesk();
  const { page } = desk;
  await expect(desk.cards).toHaveCount(SEATS.length + 1);
  // A word that stands on two lines without a hyphen of its own was torn.
  const torn = await page.evaluate(`[...document.querySelectorAll('main h2 [data-fitted]')].flatMap((name) => {
    const text = name.firstChild;
    const lineOf = (at) => {
      const range = new Range();
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      // A hyphen at the end of the line before may be the first of them.
      return Math.round([...range.getClientRects()].at(-1).top);
    };
    return [...text.data.matchAll(/[\\p{L}]+/gu)].filter(({ 0: part, index }) => {
      return lineOf(index) !== lineOf(index + part.length - 1);
    }).map(([part]) => part);
  })`);
  expect(torn).toEqual([]);
  await page.getByRole('button', { name: 'Mehr zu Verwaltungsgemeinschaft Hesselberg' }).tap();
  await expect(page.getByRole('menu').getByText('Verwaltungsgemeinschaft Hesselberg', { exact: true })).toBeVisible();
});
