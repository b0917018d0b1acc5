import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Locator } from '@playwright/test';
import { describe, it, onTestFinished } from 'vitest';
import { TestClient } from '../../helpers/clients/test-client.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { expectNothingSerious, tabTo } from '../support/page/accessibility.ts';
import { expectAccessible, SCREEN } from '../support/page/looks.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';
import { APP_NAME, startSite } from '../support/site/site.ts';

const CLI = fileURLToPath(new URL('../../../src/cli/tafelrunde.mjs', import.meta.url));
/** The slowest row, and what is measured after it. */
const CHECKED = { timeout: 60_000 };

function verdictOf({ page }: Person): Locator {
  return page.locator('[data-verdict]');
}

/** Each row by its name, with what came of it. */
async function outcomesOf({ page }: Person): Promise<Record<string, string | undefined>> {
  const rows = await page.locator('[data-check]').all();
  const read = rows.map(async (row) => [await row.getAttribute('data-check'), await row.getAttribute('data-outcome')]);
  return Object.fromEntries(await Promise.all(read));
}

async function operatorReads(dataDir: string, code: string) {
  const env = { ...process.env, DATA_DIR: dataDir, PUBLIC_URL: 'https://konferenz.example.org' };
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'check', 'show', code, '--json'], { env });
  return JSON.parse(stdout).check;
}

describe('whoever checks their connection', { timeout: LONG_TEST_MS }, () => {
  it('comes from the door by the keys, sees every row come to its end, and gives the operator a code for the same verdict', async () => {
    const server = await startTestServer();
    const room = await server.createRoom();
    const anna = await Person.open(room.link, 'Anna');
    await anna.expectHeading('Schön, dass Sie da sind.');
    await tabTo(anna.page, 'Verbindung prüfen');
    await anna.page.keyboard.press('Enter');
    await anna.expectHeading('Verbindung prüfen');
    await expectAccessible(anna.page, 'before the check');
    await anna.page.setViewportSize(SCREEN);
    await tabTo(anna.page, 'Prüfung starten');
    await anna.page.keyboard.press('Enter');
    await expect(verdictOf(anna)).toBeVisible(CHECKED);
    expect(await outcomesOf(anna)).toEqual({
      'web-socket': 'works',
      udp: 'works',
      tcp: 'works',
      turn: 'none',
      bandwidth: 'works',
      microphone: 'works',
      camera: 'works',
      speaker: 'waiting',
    });
    await anna.expectToRead('auf diesem Server nicht eingerichtet');
    await anna.expectToRead(/^Sie können teilnehmen: .*direkt über UDP/);
    await expect(anna.page.getByRole('heading', { level: 2 }).first()).toBeFocused();
    await anna.press('Testton abspielen');
    await anna.press('Ja, ich höre sie');
    await anna.expectToRead('Sie hören die Töne.');

    const code = await anna.page.locator('[data-check-code]').textContent();
    await expect.poll(() => operatorReads(server.dataDir, code ?? '')).toMatchObject({ report: { speaker: 'heard' } });
    const { report, verdict } = await operatorReads(server.dataDir, code ?? '');
    expect(verdict.takingPart).toBe(await verdictOf(anna).getAttribute('data-verdict'));
    expect(verdict.way).toBe('udp');
    expect(verdict.network.join(' ')).toBe(await verdictOf(anna).getAttribute('data-findings'));
    expect(report.bandwidth.up).toBeGreaterThan(0);
    expect(report.bandwidth.down).toBeGreaterThan(0);
    await expectNothingSerious(anna.page, 'the result');

    await anna.page.getByRole('link', { name: 'Zurück zur Tür' }).click();
    await anna.expectHeading('Schön, dass Sie da sind.');
    expect(new URL(anna.page.url()).pathname).toBe(new URL(room.link).pathname);
  });

  it('reads it on a telephone, has the letter in both languages with the port that was tried, and prints that alone', async () => {
    const server = await startTestServer({ WORKERS: '2' });
    // Somebody else’s check has the first media worker.
    const other = await TestClient.connect(server.url);
    onTestFinished(() => other.disconnect());
    const { mediaPorts } = await other.send('check:begin');
    const bernd = await Person.open(`${server.url}/check`, 'Bernd');
    await bernd.page.setViewportSize({ width: 360, height: 740 });
    await bernd.press('Prüfung starten');
    await expect(verdictOf(bernd)).toBeVisible(CHECKED);
    await expectNothingSerious(bernd.page, 'the result on a telephone');
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await bernd.page.evaluate(overflow)).toBeLessThanOrEqual(0);
    const letter = bernd.page.locator('[data-letter]');
    const code = (await bernd.page.locator('[data-check-code]').textContent()) ?? '';
    await expect(letter).toContainText('Freigaben für Besprechungen auf');
    await expect(letter).toContainText(`unter der Kennziffer ${code}`);
    const straight = letter.locator('tr').filter({ hasText: /^Direkt, (UDP|TCP)/ });
    await expect(straight).toContainText([`${mediaPorts[1]}`, `${mediaPorts[1]}`]);
    await bernd.press('English');
    await expect(letter).toContainText('Firewall settings for meetings on');
    await expect(letter).toContainText(`with the code ${code}`);
    await expect(verdictOf(bernd)).toContainText('You can take part');
    await bernd.page.emulateMedia({ media: 'print' });
    await expect(letter).toBeVisible();
    for (const other of [verdictOf(bernd), bernd.page.locator('[data-check]').first(), bernd.page.locator('header')]) {
      await expect(other).toBeHidden();
    }
    expect((await bernd.page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('behind a real coturn', { timeout: LONG_TEST_MS }, () => {
  it('each way is proved by itself where the network is open, and TLS on 443 alone where nothing else is let out', async () => {
    const site = await startSite();
    site.letMediaIn();
    const [open, shut] = [await site.network.addPlace(), await site.network.addPlace()];
    shut.letOut('tcp dport 443 accept', 'drop');
    const check = async (place: typeof open, name: string) => {
      const person = await Person.open(`https://${APP_NAME}/check`, name, site.browserIn(place));
      await person.press('Prüfung starten');
      await expect(verdictOf(person)).toBeVisible(CHECKED);
      return person;
    };
    const anna = await check(open, 'Anna');
    const ways = ['udp', 'tcp', 'turn-udp:3478', 'turn-udp:443', 'turn-tcp:3478', 'turn-tls:443'];
    expect(await outcomesOf(anna)).toMatchObject(Object.fromEntries(ways.map((way) => [way, 'works'])));
    // How much a busy machine carries is another matter.
    await expect(verdictOf(anna)).toHaveAttribute('data-findings', /^(slow-up)? ?(slow-down)?$/);

    const bernd = await check(shut, 'Bernd');
    const shutWays = Object.fromEntries(ways.map((way) => [way, way === 'turn-tls:443' ? 'works' : 'fails']));
    expect(await outcomesOf(bernd)).toMatchObject({ 'web-socket': 'works', ...shutWays, bandwidth: 'works' });
    await expect(verdictOf(bernd)).toHaveAttribute('data-way', 'turn-tls');
    await expect(verdictOf(bernd)).toHaveAttribute('data-findings', /^no-udp last-way/);
    await expect(bernd.page.locator('[data-letter]')).toContainText('turn.example.org');
  });
});
