import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import type { PictureFlow } from '../../e2e/support/media/measurements.ts';
import { addPageScript } from '../../e2e/support/page/page-script.ts';
import { FULL_HD } from '../load/plan.ts';
import { percentile } from '../measure/statistics.ts';
import type { RoomAccess } from '../processes/tafelrunde-server.ts';

/** Of all pictures together, so far. */
export interface Shown {
  readonly decoded: number;
  readonly dropped: number;
  readonly frozenSeconds: number;
  /** How many arrive, and how wide the one in the middle of them is, in pixels. */
  readonly pictures: number;
  readonly width: number;
}

const PATIENCE_MS = 40_000;
const LOOK_EVERY_MS = 500;
/** As in web/src/settings.ts. Nothing of its own is encoded: what is measured is what it shows. */
const SETTINGS = JSON.stringify({ microphoneOn: false, cameraOn: false });

/** Somebody with a full HD screen and nothing to send, who shows everybody. */
export class Viewer {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async join(browser: Browser, { url, roomId, password }: RoomAccess): Promise<Viewer> {
    const localStorage = [{ name: 'tafelrunde.settings', value: SETTINGS }];
    const context = await browser.newContext({
      locale: 'de-DE',
      viewport: FULL_HD,
      permissions: ['microphone', 'camera'],
      storageState: { cookies: [], origins: [{ origin: new URL(url).origin, localStorage }] },
    });
    context.setDefaultTimeout(PATIENCE_MS);
    await addPageScript(context, 'connections.ts');
    const page = await context.newPage();
    await page.goto(`${url}/r/${roomId}`);
    await page.getByLabel('Ihr Name').fill('Zuschauerin');
    await page.getByLabel('Passwort des Raums').fill(password);
    await page.getByRole('button', { name: /^(Eintreten|Ohne Kamera und Mikrofon eintreten)$/ }).click();
    await page.getByRole('button', { name: 'Verlassen' }).waitFor();
    return new Viewer(page);
  }

  /** Until so many pictures are shown. Errors: they are not. */
  async untilSees(count: number): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const { pictures } = await this.shown();
      if (pictures >= count) return;
      if (Date.now() > end) throw new Error(`${pictures} of ${count} pictures came`);
      await delay(LOOK_EVERY_MS);
    }
  }

  async shown(): Promise<Shown> {
    const flows = await this.#page.evaluate(() =>
      (globalThis as unknown as { pictureFlows(): Promise<PictureFlow[]> }).pictureFlows(),
    );
    const seen = flows.filter(({ isSent, frames }) => !isSent && frames > 0);
    const sum = (key: 'frames' | 'dropped' | 'frozenSeconds') => seen.reduce((total, flow) => total + flow[key], 0);
    return {
      decoded: sum('frames'),
      dropped: sum('dropped'),
      frozenSeconds: sum('frozenSeconds'),
      pictures: seen.length,
      width:
        seen.length === 0
          ? 0
          : percentile(
              seen.map(({ width }) => width),
              0.5,
            ),
    };
  }
}
