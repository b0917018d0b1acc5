import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { mediaFiles } from '../../e2e/support/media/media-files.ts';
import { RED_GREEN } from '../../e2e/support/media/pattern.ts';
import type { RoomAccess } from '../processes/tafelrunde-server.ts';

/** From the click on 'join', in milliseconds. */
export interface JoinTimes {
  readonly joinedMs: number;
  readonly firstRemoteFrameMs: number;
  /** From opening the page to the first thing on the screen. */
  readonly firstPaintMs: number;
}

const CLICK = 'tafelrunde:join-click';
const JOINED = 'tafelrunde:joined';
const FIRST_FRAME = 'tafelrunde:first-remote-frame';
const PATIENCE_MS = 20_000;

interface LaunchOptions {
  /** Another program than the usual Chromium, or a script that starts it. */
  readonly executablePath?: string;
  readonly flags?: readonly string[];
}

export const CHROMIUM = process.env.CHROMIUM_BIN ?? '/usr/bin/chromium';

/** A Chromium with a camera of 640 x 360 at 15 frames per second, so that encoding leaves two cores room. */
export function launchBrowser({ executablePath = CHROMIUM, flags = [] }: LaunchOptions = {}): Promise<Browser> {
  const { video, audio } = mediaFiles(RED_GREEN);
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${video}`,
      `--use-file-for-fake-audio-capture=${audio}`,
      ...flags,
    ],
  });
}

/** Somebody with a fresh browser profile, so that nothing is cached. */
export class Visitor {
  readonly #context: BrowserContext;
  readonly #page: Page;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.#page = page;
  }

  /** Opens the link and waits until nothing more is loaded, as it is when somebody has typed their name. */
  static async open(browser: Browser, { url, roomId, password }: RoomAccess, name: string): Promise<Visitor> {
    const context = await browser.newContext({ locale: 'de-DE', permissions: ['camera', 'microphone'] });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    await page.goto(`${url}/r/${roomId}`);
    await page.getByLabel('Ihr Name').fill(name);
    await page.getByLabel('Passwort des Raums').fill(password);
    await page.waitForLoadState('networkidle');
    return new Visitor(context, page);
  }

  async join(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Eintreten', exact: true }).click();
    await this.#mark(JOINED);
  }

  /** After `join`, with somebody in the room who sends a picture. */
  async times(): Promise<JoinTimes> {
    const frame = await this.#mark(FIRST_FRAME);
    const [click, joined] = [await this.#mark(CLICK), await this.#mark(JOINED)];
    const firstPaintMs = await this.#page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    );
    return { joinedMs: joined - click, firstRemoteFrameMs: frame - click, firstPaintMs };
  }

  /** Leaves the room, and says so: else the seat is kept for a while, and who comes next finds one more there. */
  async leave(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Verlassen' }).click();
    await this.#page.getByRole('alertdialog').getByRole('button', { name: 'Verlassen' }).click();
    await this.#page.getByText('Sie haben den Raum verlassen.').waitFor();
    await this.#context.close();
  }

  /** When the page set this mark, or will. */
  #mark(name: string): Promise<number> {
    const set = this.#page.evaluate(
      (wanted) =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list, observer) => {
            const mark = list.getEntries().find((entry) => entry.name === wanted);
            if (!mark) return;
            observer.disconnect();
            resolve(mark.startTime);
          }).observe({ type: 'mark', buffered: true });
        }),
      name,
    );
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error(`the page never set ${name}`)), PATIENCE_MS);
    return Promise.race([set, late.promise]).finally(() => clearTimeout(timer));
  }
}
