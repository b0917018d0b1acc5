import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { onTestFinished } from 'vitest';
import { expect, PATIENCE_MS } from '../expect.ts';
import { type ColourWheel, type Pattern, RED_GREEN } from '../media/pattern.ts';
import { expectMovingPicture, expectToHear, pictureIn } from '../media/probe.ts';
import { addPageScript } from '../page/page-script.ts';
import { PageWatch } from '../page/page-watch.ts';
import { setClockWrong } from '../page/wrong-clock.ts';
import { type BrowserOptions, browserWith } from './browser.ts';

/** As in web/src/settings.ts. */
const SETTINGS = 'tafelrunde.settings';
/** Nobody looks or listens, so no picture is drawn and no sound is played: that takes most of two cores. */
const SENDS_NOTHING = { microphoneOn: false, cameraOn: false };

interface PersonOptions extends Partial<BrowserOptions> {
  /** False: they come with their camera off, and are to be heard alone. */
  readonly cameraOn?: boolean;
  /** What is done to their sound, as in web/src/settings.ts; without it a tone passes as it is. */
  readonly sound?: 'clear' | 'plain' | 'original';
  /** Of pages/, beside `probe.ts`. */
  readonly scripts?: readonly string[];
  readonly locale?: 'de-DE' | 'en-GB';
  /** Their screen is pressed with a finger. */
  readonly hasTouch?: boolean;
  readonly permissions?: readonly string[];
  /** Their browser takes any certificate. */
  readonly trustsAnybody?: boolean;
  /** Their computer's time of day is wrong by this. */
  readonly clockAheadMs?: number;
}

/** Somebody whom others see and hear, in whatever browser. */
export interface Sender {
  readonly name: string;
  readonly pattern: Pattern | ColourWheel;
}

/** Somebody before their browser, who finds things by what they are called. */
export class Person {
  readonly name: string;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: PageWatch;
  readonly #pattern: Pattern | undefined;

  private constructor(options: {
    name: string;
    pattern: Pattern | undefined;
    context: BrowserContext;
    page: Page;
    watch: PageWatch;
  }) {
    this.name = options.name;
    this.context = options.context;
    this.page = options.page;
    this.watch = options.watch;
    this.#pattern = options.pattern;
  }

  /**
   * Opens a link in a fresh browser profile. Without a pattern they come with microphone and camera off, as the browser
   * remembers it. The test fails when the pages complain or ask a foreign server.
   */
  static async open(link: string, name: string, options: PersonOptions = {}): Promise<Person> {
    const {
      pattern,
      cameraOn = true,
      locale = 'de-DE',
      permissions = ['camera', 'microphone'],
      hasTouch = false,
    } = options;
    const browser = await browserWith({
      ...(options.permissions === undefined ? {} : { whole: true }),
      ...options,
      pattern: pattern ?? RED_GREEN,
    });
    const { origin } = new URL(link);
    // Noise suppression would take a steady tone for noise.
    const settings = pattern === undefined ? SENDS_NOTHING : { cameraOn, sound: options.sound ?? 'original' };
    const remembered = { name: SETTINGS, value: JSON.stringify(settings) };
    const context = await browser.newContext({
      locale,
      hasTouch,
      ignoreHTTPSErrors: options.trustsAnybody ?? false,
      userAgent: userAgentOf(browser),
      permissions: [...permissions],
      storageState: { cookies: [], origins: [{ origin, localStorage: [remembered] }] },
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const watch = new PageWatch(context, { origin });
    onTestFinished(async () => {
      await context.close();
      expect(watch.problems, `what the pages of ${name} complained of`).toEqual([]);
    });
    if (options.clockAheadMs !== undefined) await setClockWrong(context, options.clockAheadMs);
    for (const script of ['probe.ts', ...(options.scripts ?? [])]) await addPageScript(context, script);
    const page = await context.newPage();
    const person = new Person({ name, pattern, context, page, watch });
    await page.goto(link);
    return person;
  }

  /** Opens the link, goes in and waits for the table. */
  static async join(link: string, name: string, options: PersonOptions & { password?: string } = {}): Promise<Person> {
    const person = await Person.open(link, name, options);
    await person.enter(options);
    await person.expectAtTable();
    return person;
  }

  /** What they send. */
  get pattern(): Pattern {
    if (this.#pattern === undefined) throw new Error(`${this.name} sends nothing that could be looked at.`);
    return this.#pattern;
  }

  /** From the door, with what the door asks for. */
  async enter({ password }: { password?: string } = {}): Promise<void> {
    await this.page.getByLabel('Ihr Name').fill(this.name);
    if (password !== undefined) await this.page.getByLabel('Passwort des Raums').fill(password);
    await this.press(/^(Eintreten|Um Einlass bitten|Ohne Kamera und Mikrofon eintreten)$/);
  }

  async press(name: string | RegExp): Promise<void> {
    await this.button(name).click();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** A control of the bar, which another may name as well. */
  control(name: string | RegExp): Locator {
    return this.page.getByRole('navigation', { name: 'Steuerung' }).getByRole('button', { name });
  }

  async expectAtTable(): Promise<void> {
    await expect(this.control('Verlassen')).toBeVisible();
  }

  async expectToRead(text: string | RegExp): Promise<void> {
    await expect(this.page.getByText(text).filter({ visible: true }).first()).toBeVisible();
  }

  async expectHeading(text: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: text })).toBeVisible();
  }

  /** Everyone's tile, in the order of the screen. */
  get tiles(): Locator {
    return this.page.getByRole('main', { name: 'Teilnehmende' }).getByRole('listitem');
  }

  tileOf(other: Sender): Locator {
    return this.tiles.filter({ hasText: other.name });
  }

  videoOf(other: Sender): Locator {
    return this.tileOf(other).locator('video');
  }

  /** These people in this order, whatever else their tiles say. */
  async expectSeats(...people: readonly Person[]): Promise<void> {
    await expect(this.tiles).toHaveText(people.map(({ name }) => new RegExp(name)));
  }

  screenOf(other: Sender): Locator {
    return this.page.getByRole('region', { name: `Bildschirm von ${other.name}` });
  }

  async expectToSee(...others: readonly Sender[]): Promise<void> {
    await Promise.all(others.map((other) => expectMovingPicture(() => pictureIn(this.videoOf(other)), other.pattern)));
  }

  /** These and nobody else. */
  async expectToHear(...others: readonly Sender[]): Promise<void> {
    await expectToHear(
      this.page,
      others.map(({ pattern }) => pattern),
    );
  }

  get peoplePanel(): Locator {
    return this.page.getByRole('complementary', { name: 'Personen' });
  }

  /** Who waits to be let in, in the people panel. */
  get lobby(): Locator {
    return this.page.getByRole('region', { name: 'Wartebereich' });
  }

  /** A disclosure of the people panel, such as what the chair rules for all; opened if need be. */
  async openPart(title: string): Promise<void> {
    await this.openPeople();
    const part = this.peoplePanel.getByRole('button', { name: title, exact: true });
    if ((await part.getAttribute('aria-expanded')) === 'false') await part.click();
  }

  /** A switch in a panel or a question. */
  switch(name: string): Locator {
    return this.page.getByRole('switch', { name, exact: true });
  }

  /** What is said to screen readers stays for seconds, so one listens before it is said. */
  async expectToBeTold(
    text: string | RegExp,
    when: () => Promise<unknown>,
    options?: { timeout: number },
  ): Promise<void> {
    // What was said just before stands in front of it for a while.
    const said = this.page.locator('[aria-live], [aria-live] > *').filter({ hasText: text }).first();
    await Promise.all([expect(said).toBeAttached(options), when()]);
  }

  /** Opens the people panel if need be and chooses from somebody's menu. */
  async actOn(other: Person, action: string): Promise<void> {
    await this.openPeople();
    await this.peoplePanel.getByRole('button', { name: `Aktionen für ${other.name}` }).click();
    await this.page.getByRole('menuitem', { name: action }).click();
  }

  async openPeople(): Promise<void> {
    if (await this.peoplePanel.isVisible()) return;
    // On a phone the way there is in the menu.
    const button = this.control('Personen');
    if (await button.isVisible()) await button.click();
    else {
      await this.control('Mehr').click();
      await this.page.getByRole('menuitem', { name: 'Personen' }).click();
    }
    await expect(this.peoplePanel).toBeVisible();
  }
}

/** As people's Chromium calls itself: libraries know browsers by this where a page without https is told nothing else. */
function userAgentOf(browser: Browser): string {
  const [major] = browser.version().split('.');
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`;
}
