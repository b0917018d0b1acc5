import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { it, onTestFinished } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW } from '../support/media/pattern.ts';
import { expectNothingSerious } from '../support/page/accessibility.ts';
import { browserWith } from '../support/people/browser.ts';
import { startTestServer } from '../support/server/server.ts';

const SIZES = [
  { width: 320, height: 640 },
  { width: 1440, height: 900 },
];

async function open({ javaScriptEnabled = true } = {}): Promise<Page> {
  const browser = await browserWith({ pattern: BLUE_YELLOW });
  const context = await browser.newContext({
    javaScriptEnabled,
    locale: 'de-DE',
    viewport: { width: 360, height: 740 },
  });
  onTestFinished(() => context.close());
  return context.newPage();
}

function textsDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'tafelrunde-texts-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  writeFileSync(
    join(dir, 'impressum.de.md'),
    '# Impressum\n\nKlinik Aach\nMarkt 1\n\n| Amt | Nummer |\n|---|---|\n| Registergericht Aach | HRB 4711-0815-4711-0815-4711-0815 |\n',
  );
  writeFileSync(join(dir, 'impressum.en.md'), '# Imprint\n\nAach hospital\n');
  return dir;
}

it('the operator’s texts are read without any script, in either language, and are printed without what surrounds them', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer({ TEXTS_DIR: textsDir() });
  const page = await open({ javaScriptEnabled: false });
  await page.goto(`${server.url}/impressum`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Impressum');
  // The style sheet is there, by the policy that lets no other in.
  await expect(page.locator('body')).toHaveCSS('font-family', /Atkinson/);
  await page.getByRole('link', { name: 'Datenschutz' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Datenschutz');
  await expect(page.getByText('7 Tage', { exact: false }).first()).toBeVisible();
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Privacy');
  await page.getByRole('link', { name: 'Imprint' }).click();
  await expect(page.getByText('Aach hospital')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Aach hospital')).toBeVisible();
  await expect(page.getByRole('link')).toHaveCount(0);
});

it('axe finds nothing serious in them, and nothing stands beside a narrow page, also with letters twice as large', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer({ TEXTS_DIR: textsDir() });
  const page = await open();
  for (const path of ['datenschutz', 'barrierefreiheit', 'impressum'].flatMap((name) => [name, `${name}?lang=en`])) {
    await page.goto(`${server.url}/${path}`);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await expectNothingSerious(page, `${path}, ${size.width} px`);
      for (const letters of ['', '200%']) {
        const beside = await page.locator('html').evaluate((html, fontSize) => {
          html.style.setProperty('font-size', fontSize);
          return html.scrollWidth - html.clientWidth;
        }, letters);
        expect(beside, `${path}, ${size.width} px, ${letters}`).toBe(0);
      }
    }
  }
});

it('start page, door, check and console lead to them in a window of their own, in the language that is read there', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer({ TEXTS_DIR: textsDir() });
  const room = await server.createRoom();
  const page = await open();
  for (const address of [server.url, room.link, `${server.url}/check`, `${server.url}/regie`]) {
    await page.goto(address);
    const links = page.getByRole('contentinfo').getByRole('link');
    await expect(links).toHaveText([/^Datenschutz/, /^Barrierefreiheit/, /^Impressum/]);
    const [text] = await Promise.all([page.waitForEvent('popup'), links.last().click()]);
    await expect(text.getByText('Klinik Aach')).toBeVisible();
    await text.close();
  }
  await page.getByRole('button', { name: 'English' }).click();
  const [text] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: 'Imprint (opens a new window)' }).click(),
  ]);
  await expect(text.getByText('Aach hospital')).toBeVisible();
});
