import type { Page } from 'puppeteer-core';
import { onTestFinished } from 'vitest';
import { expect, PATIENCE_MS } from '../expect.ts';
import type { Picture, Probe, Sound } from '../media/measurements.ts';
import { COLOUR_WHEEL } from '../media/pattern.ts';
import { expectMovingPicture, expectTones } from '../media/probe.ts';
import { pageScript } from '../page/page-script.ts';
import { type FirefoxOptions, startFirefox } from './firefox.ts';
import type { Person, Sender } from './person.ts';

interface FirefoxPersonOptions extends FirefoxOptions {
  /** Whom its ICE asks through an HTTP proxy, which it tells of as of a page's requests. */
  readonly iceAsks?: readonly string[];
  /** As in web/src/settings.ts. At first as it is: a steady tone would be taken for noise. */
  readonly sound?: 'clear' | 'original';
  /** As in web/src/settings.ts. */
  readonly background?: 'none' | 'hills';
  /** False: they come with microphone and camera off. */
  readonly sends?: boolean;
  readonly microphoneOn?: boolean;
  /** Of pages/, beside `probe.ts`. */
  readonly scripts?: readonly string[];
  /** What the browser itself may say of a network that lets little out. */
  readonly remarks?: RegExp;
}

/** As much of a person as it takes to be in a call with somebody in Chromium, in a Firefox of their own. */
export class FirefoxPerson implements Sender {
  readonly name: string;
  readonly pattern = COLOUR_WHEEL;
  readonly page: Page;

  private constructor(name: string, page: Page) {
    this.name = name;
    this.page = page;
  }

  /** Opens a link. The test fails when the page complains or asks a foreign server. */
  static async open(link: string, name: string, options: FirefoxPersonOptions): Promise<FirefoxPerson> {
    const browser = await startFirefox(options);
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const problems = watch(page, [new URL(link).hostname, ...(options.iceAsks ?? [])]);
    onTestFinished(() => {
      const complaints = problems.filter((problem) => options.remarks?.test(problem) !== true);
      expect(complaints, `what the page of ${name} complained of`).toEqual([]);
    });
    for (const script of ['probe.ts', ...(options.scripts ?? [])]) await page.evaluateOnNewDocument(pageScript(script));
    const { sound = 'original', background = 'none', sends = true, microphoneOn = sends } = options;
    const settings = { sound, background, microphoneOn, cameraOn: sends };
    await page.evaluateOnNewDocument(remember, JSON.stringify(settings));
    await page.goto(link);
    return new FirefoxPerson(name, page);
  }

  /** Opens the link, goes in and waits for the table. */
  static async join(link: string, name: string, options: FirefoxPersonOptions): Promise<FirefoxPerson> {
    const person = await FirefoxPerson.open(link, name, options);
    await person.enter();
    return person;
  }

  /** From the door to the table. */
  async enter(): Promise<void> {
    await this.page.locator(`::-p-xpath(//input[@id = //label[normalize-space() = "Ihr Name"]/@for])`).fill(this.name);
    await this.press('Eintreten');
    await this.button('Verlassen').wait();
  }

  async press(name: string): Promise<void> {
    await this.button(name).click();
  }

  /** By what it says. Asked for accessible names, Firefox holds the page up for seconds, and its connections end. */
  button(name: string) {
    return this.page.locator(
      `::-p-xpath(//button[normalize-space() = "${name}" or @aria-label = "${name}" or @title = "${name}"])`,
    );
  }

  /** Whatever says this. */
  text(words: string) {
    return this.page.locator(`::-p-xpath(//*[contains(text(), "${words}")])`);
  }

  /** What the open menu has. */
  async pick(name: string): Promise<void> {
    await this.page.locator(`::-p-xpath(//*[@role = "menuitem"][contains(., "${name}")])`).click();
  }

  /** What is called so, in the list of that name. */
  async chooseNamed(list: string, name: string): Promise<void> {
    const option = `//select[@id = //label[normalize-space() = "${list}"]/@for]/option[normalize-space() = "${name}"]`;
    const found = await this.page.locator(`::-p-xpath(${option})`).waitHandle();
    await this.choose(list, await found.evaluate((element) => element.getAttribute('value') ?? ''));
  }

  /** In the list of that name. */
  async choose(list: string, value: string): Promise<void> {
    const select = this.page.locator(`::-p-xpath(//select[@id = //label[normalize-space() = "${list}"]/@for])`);
    const handle = await select.waitHandle();
    await handle.select(value);
  }

  /** How many buttons there are that say so. */
  async count(name: string): Promise<number> {
    return (await this.page.$$(`::-p-xpath(//button[normalize-space() = "${name}"])`)).length;
  }

  async expectToSee(other: Person): Promise<void> {
    await expectMovingPicture(() => this.#pictureOf(other), other.pattern);
  }

  /** Them and nobody else. */
  async expectToHear(...others: readonly Person[]): Promise<void> {
    await expectTones(
      () => this.#sounds(),
      others.map(({ pattern }) => pattern),
    );
  }

  async #pictureOf({ name }: Person): Promise<Picture | null> {
    const video = await this.page.$(
      `::-p-xpath(//main[@aria-label="Teilnehmende"]//li[contains(., "${name}")]//video)`,
    );
    return video?.evaluate((element) => (globalThis as unknown as { probe: Probe }).probe.picture(element)) ?? null;
  }

  #sounds(): Promise<readonly Sound[]> {
    return this.page.evaluate(() => (globalThis as unknown as { probe: Probe }).probe.sounds());
  }
}

/** In the page, before anything else; some have no storage. */
function remember(settings: string): void {
  try {
    if (localStorage.getItem('tafelrunde.settings') === null) localStorage.setItem('tafelrunde.settings', settings);
  } catch {}
}

/** What no page of ours may ever do, as in page-watch.ts. */
function watch(page: Page, hosts: readonly string[]): readonly string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error}`));
  page.on('request', (request) => {
    const { hostname, href } = new URL(request.url());
    if (hostname !== '' && !hosts.includes(hostname)) problems.push(`asked a foreign server: ${href}`);
  });
  return problems;
}
