import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import type { Look, PictureFlow, Sharpness } from '../../e2e/support/media/measurements.ts';
import { addPageScript } from '../../e2e/support/page/page-script.ts';
import { launchBrowser } from '../browser/visitor.ts';
import { type RoomAccess, TafelrundeServer } from '../processes/tafelrunde-server.ts';
import { PAPER_STATES, Paper, SHARES_PAPER } from './paper.ts';

/** What the browsers of this call know beside VP8. */
export type KnownCodec = 'VP8' | 'VP9' | 'AV1';

export interface Flow {
  readonly bytes: number;
  readonly frames: number;
  /** In which they were encoded or decoded. */
  readonly busySeconds: number;
  readonly seconds: number;
}

export interface ScreenCall {
  /** As it was sent, of what is written. */
  readonly codec: string;
  readonly up: Flow;
  readonly down: Flow;
  /** One after each turn. */
  readonly turns: readonly (readonly Look[])[];
  readonly film: { readonly up: Flow; readonly down: Flow };
  /** From the press of somebody who decodes VP8 alone until they see the screen. */
  readonly lateMs: number;
}

interface CallOptions {
  readonly codec: KnownCodec;
  /** How long each page is looked at. */
  readonly turnMs: number;
  readonly filmMs: number;
}

const WAY_IN = /^(Eintreten|Ohne Kamera und Mikrofon eintreten)$/;
const PATIENCE_MS = 40_000;
const SETTINGS = JSON.stringify({ microphoneOn: false, cameraOn: false });
/** Bandwidth is found out, the first page is as sharp as it gets. */
const SETTLE_MS = 8_000;

type Globals = { sharpness: Sharpness; pictureFlows(): Promise<PictureFlow[]> };

/** A real call over a real server: one shares a tab, another looks, a third comes who decodes VP8 alone. */
export async function shareScreen({ codec, turnMs, filmMs }: CallOptions): Promise<ScreenCall> {
  await using server = await TafelrundeServer.start({ maxParticipants: 3 });
  const browser = await launchBrowser({ flags: [SHARES_PAPER] });
  try {
    const codecs = ['VP8', codec];
    const presenter = await enter(browser, server.room, { name: 'Anna', codecs });
    const viewer = await enter(browser, server.room, { name: 'Bernd', codecs });
    const paper = await Paper.open(presenter.context());
    for (let state = 0; state < PAPER_STATES; state += 1) {
      await paper.show(state);
      const picture = await paper.picture();
      await viewer.evaluate((png) => (globalThis as unknown as Globals).sharpness.learn(png), picture);
    }
    await paper.show(0);
    await presenter.getByRole('button', { name: 'Teilen', exact: true }).click();
    const video = screenIn(viewer);
    await video.waitFor();
    await delay(SETTLE_MS);

    const [before, sent] = [await flowsOf(presenter, viewer), await codecSentBy(presenter)];
    const turns: (readonly Look[])[] = [];
    for (let state = 1; state < PAPER_STATES; state += 1) {
      await paper.show(state);
      await video.evaluate(
        (element, page) => (globalThis as unknown as Globals).sharpness.expect(page, element),
        state,
      );
      await delay(turnMs);
      turns.push(await viewer.evaluate(() => (globalThis as unknown as Globals).sharpness.seen()));
    }
    const after = await flowsOf(presenter, viewer);

    await presenter.getByRole('radio', { name: 'Film: flüssig' }).check();
    await paper.play();
    await delay(SETTLE_MS);
    const filmBefore = await flowsOf(presenter, viewer);
    await delay(filmMs);
    const filmAfter = await flowsOf(presenter, viewer);
    await paper.show(0);

    const late = await open(browser, server.room, { name: 'Cleo', codecs: ['VP8'] });
    await delay(SETTLE_MS);
    const lateMs = await late
      .getByRole('button', { name: WAY_IN })
      .evaluate((button) => (globalThis as unknown as Globals).sharpness.firstSeen(button));
    return {
      codec: sent,
      up: between(before.up, after.up),
      down: between(before.down, after.down),
      turns,
      film: { up: between(filmBefore.up, filmAfter.up), down: between(filmBefore.down, filmAfter.down) },
      lateMs,
    };
  } finally {
    await browser.close();
  }
}

function screenIn(page: Page) {
  return page.getByRole('region', { name: /^Bildschirm von/ }).locator('video');
}

type Snapshot = Pick<PictureFlow, 'bytes' | 'frames' | 'seconds'> & { readonly at: number };

async function flowsOf(presenter: Page, viewer: Page): Promise<{ up: Snapshot; down: Snapshot }> {
  return { up: await flowOf(presenter, true), down: await flowOf(viewer, false) };
}

async function flowOf(page: Page, isSent: boolean): Promise<Snapshot> {
  const flows = (await flowsIn(page)).filter((flow) => flow.isSent === isSent);
  const sum = (of: (flow: PictureFlow) => number) => flows.reduce((total, flow) => total + of(flow), 0);
  return {
    at: performance.now(),
    bytes: sum(({ bytes }) => bytes),
    // Of streams of one picture the one with the most.
    frames: Math.max(0, ...flows.map(({ frames }) => frames)),
    seconds: sum(({ seconds }) => seconds),
  };
}

async function codecSentBy(page: Page): Promise<string> {
  const flows = (await flowsIn(page)).filter(({ isSent, frames }) => isSent && frames > 0);
  return [...new Set(flows.map(({ codec }) => codec.replace('video/', '')))].join(' + ');
}

function flowsIn(page: Page): Promise<PictureFlow[]> {
  return page.evaluate(() => (globalThis as unknown as Globals).pictureFlows());
}

function between(before: Snapshot, after: Snapshot): Flow {
  return {
    bytes: after.bytes - before.bytes,
    frames: after.frames - before.frames,
    busySeconds: after.seconds - before.seconds,
    seconds: (after.at - before.at) / 1_000,
  };
}

interface Comer {
  readonly name: string;
  readonly codecs: readonly string[];
}

async function enter(browser: Browser, room: RoomAccess, comer: Comer): Promise<Page> {
  const page = await open(browser, room, comer);
  await page.getByRole('button', { name: WAY_IN }).click();
  await page.getByRole('button', { name: 'Verlassen' }).waitFor();
  return page;
}

async function open(browser: Browser, { url, roomId, password }: RoomAccess, comer: Comer): Promise<Page> {
  const context = await browser.newContext({
    locale: 'de-DE',
    viewport: { width: 1920, height: 1080 },
    permissions: ['microphone', 'camera'],
    storageState: {
      cookies: [],
      origins: [{ origin: new URL(url).origin, localStorage: [{ name: 'tafelrunde.settings', value: SETTINGS }] }],
    },
  });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addInitScript((codecs) => Object.assign(globalThis, { pictureCodecs: codecs }), comer.codecs);
  for (const script of ['connections.ts', 'screens/codecs.ts', 'screens/sharpness.ts'])
    await addPageScript(context, script);
  const page = await context.newPage();
  await page.goto(`${url}/r/${roomId}`);
  await page.getByLabel('Ihr Name').fill(comer.name);
  await page.getByLabel('Passwort des Raums').fill(password);
  await page.waitForLoadState('networkidle');
  return page;
}
