import type { BrowserContext, Locator, Page } from '@playwright/test';
import { onTestFinished } from 'vitest';
import { expect, PATIENCE_MS } from '../expect.ts';
import { RED_GREEN } from '../media/pattern.ts';
import { PageWatch } from '../page/page-watch.ts';
import { browserWith } from './browser.ts';
import type { Person } from './person.ts';

/** A tablet held across. */
const TABLET = { width: 1024, height: 768 };

/** The tablet of somebody who chairs: another browser profile, which may use neither camera nor microphone. */
export class Desk {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: PageWatch;

  private constructor(context: BrowserContext, page: Page, watch: PageWatch) {
    this.context = context;
    this.page = page;
    this.watch = watch;
  }

  static async open(link: string): Promise<Desk> {
    const browser = await browserWith({ pattern: RED_GREEN });
    const context = await browser.newContext({ locale: 'de-DE', viewport: TABLET, hasTouch: true });
    context.setDefaultTimeout(PATIENCE_MS);
    const watch = new PageWatch(context, { origin: new URL(link).origin });
    onTestFinished(async () => {
      await context.close();
      expect(watch.problems, 'what the pages of the desk complained of').toEqual([]);
    });
    const page = await context.newPage();
    await page.goto(link);
    return new Desk(context, page, watch);
  }

  /** By the link that the chair is shown. */
  static async pair(chair: Person): Promise<{ desk: Desk; link: string }> {
    const link = await pairingLink(chair);
    const desk = await Desk.open(link);
    await desk.expectReady();
    return { desk, link };
  }

  async expectReady(): Promise<void> {
    await expect(this.page.getByRole('main', { name: 'Plätze' })).toBeVisible();
  }

  async expectHeading(text: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: text })).toBeVisible();
  }

  get cards(): Locator {
    return this.page.getByRole('main', { name: 'Plätze' }).getByRole('listitem');
  }

  cardOf(name: string): Locator {
    return this.cards.filter({ hasText: name });
  }

  switchOf(name: string, source: 'Mikrofon' | 'Kamera'): Locator {
    return this.cardOf(name).getByRole('button', { name: new RegExp(`^${source} `) });
  }

  get lobby(): Locator {
    return this.page.getByRole('region', { name: 'Wartebereich' });
  }

  get hands(): Locator {
    return this.page.getByRole('region', { name: 'Wortmeldungen' });
  }

  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).tap();
  }
}

/** Opens the chair's dialog and reads the link; the dialog stays open. */
export async function pairingLink(chair: Person): Promise<string> {
  await chair.control('Mehr').click();
  await chair.page.getByRole('menuitem', { name: 'Regiepult verbinden' }).click();
  const field = chair.page.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/\/regie#room=/);
  return field.inputValue();
}
