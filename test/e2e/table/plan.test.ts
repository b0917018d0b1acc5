import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, MAGENTA_CYAN, RED_GREEN } from '../support/media/pattern.ts';
import { expectNothingSerious } from '../support/page/accessibility.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const DESKTOP = { width: 1280, height: 800 };

async function choose(chair: Person, name: string): Promise<void> {
  await chair.control('Mehr').click();
  await chair.page.getByRole('menuitem', { name, exact: true }).click();
}

/** From somebody's tile. */
async function view(person: Person, other: string, action: string): Promise<void> {
  await person.page.getByRole('button', { name: `Ansicht von ${other}` }).focus();
  await person.page.keyboard.press('Enter');
  await person.page.getByRole('menuitem', { name: action, exact: true }).click();
}

async function areaOf(tile: Locator): Promise<number> {
  const box = await tile.boundingBox();
  return (box?.width ?? 0) * (box?.height ?? 0);
}

/** Its tile is at least twice as large as the other's, once the tiles have come to rest. */
async function expectLarger(tile: Locator, other: Locator): Promise<void> {
  await expect.poll(async () => (await areaOf(tile)) / (await areaOf(other))).toBeGreaterThan(2);
}

it('a plan shows empty chairs, whose link seats one person once, counts who is here and knows the quorum', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz', {
    permissions: ['camera', 'microphone', 'clipboard-read', 'clipboard-write'],
  });
  await chair.page.setViewportSize(DESKTOP);
  const bernd = await Person.join(room.link, 'Bernd');
  await bernd.page.setViewportSize(DESKTOP);

  await choose(chair, 'Sitzordnung');
  const dialog = chair.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Platz hinzufügen' }).click();
  await chair.page.keyboard.type('Stadt Köthen');
  await dialog.getByRole('button', { name: 'Anwesende übernehmen' }).click();
  await dialog.getByLabel('Beschlussfähig ab').fill('viele');
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  // What was typed stays.
  await expect(dialog.getByRole('alert')).toContainText('Bitte eine Zahl von 1 bis 200');
  await expect(dialog.getByRole('textbox', { name: 'Platz 1' })).toHaveValue('Stadt Köthen');
  await expectNothingSerious(chair.page, 'the plan with a mistake');
  await dialog.getByLabel('Beschlussfähig ab').fill('3');
  await dialog.getByRole('button', { name: 'Platz 1 nach unten' }).click();
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await expect(dialog).toHaveCount(0);

  for (const person of [chair, bernd]) {
    await expect(person.tiles).toHaveText([/Frau Vorsitz/, /Stadt Köthen/, /Bernd/]);
    await person.expectToRead('2 von 3 anwesend');
    await person.expectToRead('nicht beschlussfähig (mindestens 3)');
  }
  // The link is the chair's to give.
  await expect(bernd.button('Link kopieren für Stadt Köthen')).toHaveCount(0);
  await chair.press('Link kopieren für Stadt Köthen');
  await expect.poll(() => chair.page.evaluate('navigator.clipboard.readText()')).toMatch(/#invite=/);
  const link = String(await chair.page.evaluate('navigator.clipboard.readText()'));

  const clara = await Person.join(link, 'Clara');
  for (const person of [chair, bernd]) {
    await expect(person.tiles).toHaveText([/Frau Vorsitz/, /Clara/, /Bernd/]);
    await person.expectToRead('3 von 3 anwesend');
    await person.expectToRead(/^beschlussfähig \(mindestens 3\)$/);
  }
  await clara.expectSeats(chair, clara, bernd);
  const stranger = await Person.open(link, 'Fremd');
  await stranger.enter();
  await stranger.expectToRead(/^Ihre Einladung gilt nicht mehr/);
  await expect(chair.tiles).toHaveCount(3);
});

it('pin and spotlight are kept through speakers, sizes, a reload and a lost line, and both say so', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz', { pattern: RED_GREEN });
  const bernd = await Person.join(room.link, 'Bernd', { pattern: BLUE_YELLOW });
  const signs = await Person.join(room.link, 'Gebärden', { pattern: MAGENTA_CYAN });
  for (const { page } of [chair, bernd, signs]) await page.setViewportSize(DESKTOP);

  // For oneself, which nobody else sees.
  await view(bernd, 'Gebärden', 'Für mich anheften');
  await expect(bernd.tileOf(signs)).toContainText('angeheftet');
  await expectLarger(bernd.tileOf(signs), bernd.tileOf(chair));
  await expect(chair.tileOf(signs)).not.toContainText('angeheftet');
  await bernd.expectSeats(chair, bernd, signs);
  // Speakers change, the pin does not.
  await signs.control('Mikrofon').click();
  await expect(bernd.tileOf(chair)).toHaveAttribute('data-state', 'speaking');
  await expectLarger(bernd.tileOf(signs), bernd.tileOf(chair));
  await bernd.page.setViewportSize({ width: 820, height: 1180 });
  await expectLarger(bernd.tileOf(signs), bernd.tileOf(chair));
  await bernd.page.setViewportSize(DESKTOP);
  await bernd.page.reload();
  await bernd.expectAtTable();
  await expectLarger(bernd.tileOf(signs), bernd.tileOf(chair));
  await bernd.expectToSee(signs);

  // For all, by the chair alone.
  await bernd.page.getByRole('button', { name: 'Ansicht von Gebärden' }).focus();
  await bernd.page.keyboard.press('Enter');
  await expect(bernd.page.getByRole('menuitem', { name: 'Für alle in den Vordergrund' })).toHaveCount(0);
  await bernd.page.getByRole('menuitem', { name: 'Nicht mehr anheften' }).click();
  await expect
    .poll(async () => (await areaOf(bernd.tileOf(signs))) / (await areaOf(bernd.tileOf(chair))))
    .toBeLessThan(1.1);
  await view(chair, 'Gebärden', 'Für alle in den Vordergrund');
  for (const person of [chair, bernd, signs]) {
    await expect(person.tileOf(signs)).toContainText('im Vordergrund');
    await expectLarger(person.tileOf(signs), person.tileOf(chair));
  }
  // A reload of the one who signs is a lost line to the others; the place stays theirs.
  await signs.page.reload();
  await signs.expectAtTable();
  await expectLarger(bernd.tileOf(signs), bernd.tileOf(chair));
  await bernd.expectToSee(signs);
  await view(chair, 'Gebärden', 'Nicht mehr im Vordergrund');
  await expect(bernd.page.getByText('im Vordergrund')).toHaveCount(0);
});

it('attendance is off until the chair switches it on, then everyone reads it; the list is a file for a spreadsheet', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  await chair.page.setViewportSize(DESKTOP);
  const sign = chair.page.getByText('Anwesenheit wird festgehalten (30 Tage)');
  await expect(sign).toHaveCount(0);
  await choose(chair, 'Anwesenheit festhalten');
  await expect(sign).toBeVisible();
  const formula = '=1+2;"x"';
  const bernd = await Person.join(room.link, formula);
  await bernd.page.setViewportSize(DESKTOP);
  await bernd.expectToRead('Anwesenheit wird festgehalten (30 Tage)');
  await bernd.expectToRead(/In dieser Besprechung wird festgehalten, wer von wann bis wann da ist/);

  const download = chair.page.waitForEvent('download');
  await choose(chair, 'Anwesenheitsliste herunterladen');
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^Anwesenheit-\d{4}-\d\d-\d\d\.csv$/);
  const text = readFileSync(await file.path(), 'utf8');
  const [titles, ...lines] = text.split('\r\n');
  expect(titles).toBe('\uFEFFName;Rolle;Platz;gekommen;gegangen');
  expect(lines[0]).toMatch(/^Frau Vorsitz;Leitung;;\d\d?\.\d\d?\.\d\d, \d\d:\d\d:\d\d;noch da$/);
  // What a spreadsheet would run is text.
  expect(lines[1]).toContain('"\'=1+2;""x""";Teilnahme;;');

  const saved = chair.page.getByRole('dialog');
  await expect(saved).toContainText('bei Ihren Downloads');
  await chair.page.keyboard.press('Escape');
  await expect(saved).toHaveCount(0);

  await choose(chair, 'Anwesenheit nicht mehr festhalten');
  await chair.press('Abbrechen');
  await expect(sign).toBeVisible();
  await choose(chair, 'Anwesenheit nicht mehr festhalten');
  await chair.press('Nicht mehr festhalten und löschen');
  await expect(sign).toHaveCount(0);
  await expect(bernd.page.getByText('Anwesenheit wird festgehalten (30 Tage)')).toHaveCount(0);
});
