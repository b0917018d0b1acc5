import puppeteer, { type Page } from 'puppeteer-core';
import { onTestFinished } from 'vitest';
import { expect, PATIENCE_MS } from '../expect.ts';
import { pageScript } from '../page/page-script.ts';
import { CHROMIUM } from './browser.ts';

/** By which a led browser treats pages that lie behind others as if they were in front. */
const LEADING = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];
const OWN = ['--no-sandbox', '--disable-quic', '--lang=de-DE', '--use-fake-ui-for-media-stream'];

interface TabOptions {
  readonly flags: readonly string[];
  /** Of pages/. */
  readonly scripts: readonly string[];
  /** As in web/src/settings.ts. */
  readonly settings: object;
}

/** Somebody at the table in a tab that can be covered by another one, as people's can: Playwright keeps each in front. */
export class PersonInTab {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async join(link: string, name: string, { flags, scripts, settings }: TabOptions): Promise<PersonInTab> {
    const browser = await puppeteer.launch({
      executablePath: CHROMIUM,
      args: [...OWN, '--use-fake-device-for-media-stream', ...flags],
      ignoreDefaultArgs: LEADING,
      defaultViewport: null,
    });
    onTestFinished(() => browser.close());
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.evaluateOnNewDocument(
      (remembered) => {
        localStorage.setItem('tafelrunde.settings', remembered);
      },
      JSON.stringify({ language: 'de', ...settings }),
    );
    for (const script of scripts) await page.evaluateOnNewDocument(pageScript(script));
    await page.goto(link);
    await page.locator('::-p-aria(Ihr Name)').fill(name);
    await page.locator('::-p-aria([name="Eintreten"][role="button"])').click();
    await page.locator('::-p-aria([name="Verlassen"][role="button"])').wait();
    return new PersonInTab(page);
  }

  /** They look at another tab. */
  async leaveTab(): Promise<void> {
    const other = await this.page.browser().newPage();
    await other.bringToFront();
    await expect.poll(() => this.page.evaluate('document.visibilityState')).toBe('hidden');
  }

  async returnToTab(): Promise<void> {
    await this.page.bringToFront();
    await expect.poll(() => this.page.evaluate('document.visibilityState')).toBe('visible');
  }
}
