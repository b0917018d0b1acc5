import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { COMMAND_NAMES } from '../../../src/protocol/index.ts';
import { TestClient } from '../../helpers/clients/test-client.ts';
import { SAMPLES } from '../../helpers/protocol-samples.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, MAGENTA_CYAN } from '../support/media/pattern.ts';
import { buttonBoxes, expectNothingSerious, tabTo } from '../support/page/accessibility.ts';
import { Desk, pairingLink } from '../support/people/desk.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

it('a tablet paired by the link switches people off, lets people in, and goes on when the laptop is gone', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const { desk } = await Desk.pair(chair);
  // Neither the address bar nor the table says anything of it.
  expect(new URL(desk.page.url()).hash).toBe('');
  await expect(chair.page.getByText('Das Regiepult ist verbunden.').first()).toBeVisible();
  await expect(chair.page.getByText('Regiepult von Frau Vorsitz')).toBeVisible();
  await chair.page.keyboard.press('Escape');
  const bernd = await Person.open(room.link, 'Bernd', { pattern: BLUE_YELLOW });
  await bernd.enter();
  await desk.press('Bernd einlassen');
  await bernd.expectAtTable();
  await chair.expectToHear(bernd);
  await chair.expectToSee(bernd);
  await expect(chair.tiles).toHaveCount(2);
  await expect(desk.cards).toHaveText([/Frau Vorsitz/, /Bernd/]);

  await expect(desk.switchOf('Bernd', 'Mikrofon')).toHaveAttribute('aria-pressed', 'true');
  await desk.switchOf('Bernd', 'Mikrofon').tap();
  await chair.expectToHear();
  await expect(desk.switchOf('Bernd', 'Mikrofon')).toHaveAttribute('aria-pressed', 'false');
  await desk.switchOf('Bernd', 'Kamera').tap();
  await expect(chair.videoOf(bernd)).toHaveCount(0);
  // Off: it asks, and shows that it has asked.
  await desk.switchOf('Bernd', 'Mikrofon').tap();
  await expect(desk.switchOf('Bernd', 'Mikrofon')).toHaveAttribute('data-state', 'asked');
  await bernd.control('Mikrofon').waitFor();
  await bernd.page
    .getByRole('button', { name: /Mikrofon einschalten|Einschalten/ })
    .first()
    .click();
  await chair.expectToHear(bernd);
  await expect(desk.switchOf('Bernd', 'Mikrofon')).toHaveAttribute('data-state', 'on');

  const guest = await Person.open(room.link, 'Gast', { pattern: MAGENTA_CYAN });
  await guest.enter();
  await expect(desk.lobby.getByRole('listitem')).toHaveText(/Gast/);
  await expect(desk.page).toHaveTitle(/^\(1\) /);

  await chair.context.close();
  await desk.press('Gast einlassen');
  await guest.expectAtTable();
  await guest.expectToHear(bernd);
  await desk.press('Alle stumm schalten');
  await guest.expectToHear();
  await desk.press('Raum abschließen');
  await guest.expectToRead('Abgeschlossen');

  await desk.press('Beenden …');
  await desk.press('Jetzt für alle beenden');
  for (const person of [bernd, guest]) await person.expectHeading('Die Besprechung ist zu Ende.');
  await desk.expectHeading('Die Besprechung ist zu Ende.');
});

it('a console comes back after its tab was closed and after its line was lost, and says when it can do nothing', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const { desk } = await Desk.pair(chair);
  await desk.page.close();
  const page = await desk.context.newPage();
  await page.goto(`${server.url}/regie`);
  await expect(page.getByRole('main', { name: 'Plätze' })).toContainText('Frau Vorsitz');

  desk.watch.expectLostConnections();
  await desk.context.setOffline(true);
  await expect(page.getByText('Die Verbindung ist unterbrochen, wird wiederhergestellt.')).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByRole('button', { name: 'Alle stumm' })).toBeDisabled();
  await desk.context.setOffline(false);
  await expect(page.getByRole('button', { name: 'Alle stumm' })).toBeEnabled();
  await page.getByRole('button', { name: 'Raum abschließen' }).tap();
  await chair.page.keyboard.press('Escape');
  await chair.expectToRead('Abgeschlossen');
});

it('who is cut off is told so and can do nothing by hand, and a code opens one console only', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const bernd = await Person.join(room.link, 'Bernd', { pattern: BLUE_YELLOW, cameraOn: false });
  const { desk, link } = await Desk.pair(chair);
  const second = await Desk.open(link);
  await second.expectHeading('Dieser Code gilt nicht mehr.');

  const berndId = (await desk.cardOf('Bernd').getAttribute('data-participant-id')) ?? '';
  const resume = await secretOf(desk.page, room.id);
  await chair.press(/^Regiepult von Frau Vorsitz, seit .* trennen$/);
  await desk.expectHeading('Dieses Regiepult ist getrennt.');
  await expect(chair.page.getByText('Noch ist keines verbunden.')).toBeVisible();
  await desk.page.goto(`${server.url}/regie`);
  await desk.expectHeading('Dieses Gerät ist noch kein Regiepult.');

  // By hand, with all that it knew: and by a participant, who never had the right.
  const forger = await TestClient.connect(server.url);
  const participant = await TestClient.connect(server.url);
  try {
    const code = new URLSearchParams(new URL(link).hash.slice(1)).get('code');
    expect(await forger.refused('console:join', { roomId: room.id, resume })).toBe('RESUME_INVALID');
    expect(await forger.refused('console:join', { roomId: room.id, code })).toBe('INVITE_INVALID');
    await participant.join(room.id, 'Mitglied');
    const target = { participantId: berndId };
    const aimed = [
      ['participant:switch-off', { ...target, source: 'microphone' }],
      ['participant:remove', target],
      ['participant:mute-all', {}],
      ['room:end', {}],
      ['console:pair', {}],
    ] as const;
    for (const [name, command] of aimed) {
      for (const client of [forger, participant]) expect(await client.refused(name, command), name).toBe('NOT_ALLOWED');
    }
    // But for the ways in, and a check of the connection, which is for anybody and in no room.
    const inRooms = COMMAND_NAMES.filter((name) => !name.endsWith(':join') && !name.startsWith('check:'));
    for (const name of inRooms) {
      expect(await forger.refused(name, SAMPLES[name]), name).toBe('NOT_ALLOWED');
    }
  } finally {
    forger.disconnect();
    participant.disconnect();
  }
  await chair.expectToHear(bernd);
});

it('the console of a deputy watches while a moderator is here, says so, and acts again when they have gone', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on' });
  const invite = await server.createInvite(room.id, 'deputy');
  const deputy = await Person.join(`${room.link}#invite=${invite}`, 'Stellvertreterin');
  const { desk } = await Desk.pair(deputy);
  await expect(desk.page.getByRole('button', { name: 'Alle stumm' })).toBeEnabled();
  const moderator = await TestClient.connect(server.url);
  try {
    await moderator.join(room.id, 'Frau Vorsitz', { invite: await server.createInvite(room.id, 'moderator') });
    await expect(desk.page.getByText('Gerade leitet jemand anderes.')).toBeVisible();
    await expect(desk.page.getByRole('button', { name: 'Alle stumm' })).toBeDisabled();
    await expect(desk.lobby).toHaveCount(0);
    await moderator.send('room:leave');
    await expect(desk.page.getByText('Gerade leitet jemand anderes.')).toHaveCount(0);
    await expect(desk.lobby).toBeVisible();
    await desk.press('Raum abschließen');
    await expect(desk.page.getByRole('button', { name: 'Raum abschließen' })).toHaveAttribute('aria-pressed', 'true');
  } finally {
    moderator.disconnect();
  }
});

it('axe finds nothing on the console and its pages, all is large enough for a finger, and it goes by keyboard', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const link = await pairingLink(chair);
  await expectNothingSerious(chair.page, 'the pairing dialog');
  const unpaired = await Desk.open(`${server.url}/regie`);
  await unpaired.expectHeading('Dieses Gerät ist noch kein Regiepult.');
  await expectNothingSerious(unpaired.page, 'the page that says how to pair');
  const desk = await Desk.open(link);
  await desk.expectReady();
  const guest = await Person.open(room.link, 'Gast', { pattern: BLUE_YELLOW, cameraOn: false });
  await guest.enter();
  await expect(desk.lobby.getByRole('listitem')).toHaveText(/Gast/);
  await expectNothingSerious(desk.page, 'the desk');
  for (const size of [
    { width: 768, height: 1024 },
    { width: 1024, height: 768 },
    { width: 360, height: 740 },
  ]) {
    await desk.page.setViewportSize(size);
    expect(await desk.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(size.width);
    for (const { name, smaller } of await buttonBoxes(desk.page)) {
      expect(smaller, `at ${size.width}: ${name}`).toBeGreaterThanOrEqual(48);
    }
  }
  await desk.page.setViewportSize({ width: 1024, height: 768 });

  const { keyboard } = desk.page;
  await tabTo(desk.page, /^Gast einlassen$/);
  await keyboard.press('Enter');
  await guest.expectAtTable();
  await tabTo(desk.page, /^Mikrofon an: bei Gast ausschalten$/);
  await keyboard.press('Space');
  await expect(desk.switchOf('Gast', 'Mikrofon')).toHaveAttribute('aria-pressed', 'false');
  await tabTo(desk.page, /^Mehr zu Gast$/);
  await keyboard.press('Enter');
  await expect(desk.page.getByRole('menu')).toBeVisible();
  await expectNothingSerious(desk.page, 'the menu of a card');
  await keyboard.press('Escape');
  await tabTo(desk.page, /^Beenden …$/);
  await keyboard.press('Enter');
  await expect(desk.page.getByRole('dialog')).toBeVisible();
  await expectNothingSerious(desk.page, 'the question before the end');
  await keyboard.press('Escape');
});

async function secretOf(page: Page, roomId: string): Promise<string> {
  const secret = await page.evaluate(`localStorage.getItem('tafelrunde.console.${roomId}')`);
  expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  return String(secret);
}
