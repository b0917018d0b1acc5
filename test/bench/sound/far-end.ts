import { type Browser, chromium, type Page } from '@playwright/test';
import type { EchoWay } from '../../e2e/support/media/measurements.ts';
import { recorded, sentBy } from '../../e2e/support/media/recordings.ts';
import { addPageScript } from '../../e2e/support/page/page-script.ts';
import { launchBrowser } from '../browser/visitor.ts';
import { type RoomAccess, TafelrundeServer } from '../processes/tafelrunde-server.ts';

/** As in web/src/settings.ts. */
export type Sound = 'clear' | 'plain' | 'original';

/** Programs are compiled, levels found, buffers as long as they will be. */
const SETTLE_MS = 12_000;
const PATIENCE_MS = 40_000;

export interface Heard {
  readonly samples: Float32Array;
  /** Of the microphone, per second, over as long. */
  readonly packetsPerSecond: number;
  readonly kbitPerSecond: number;
}

/** What somebody in another browser hears of a microphone that hears this file: a real call over a real server. */
export async function hearFarEnd(file: string, sound: Sound, seconds: number): Promise<Heard> {
  await using server = await TafelrundeServer.start({ maxParticipants: 2 });
  const speaker = await launchBrowser({ flags: [`--use-file-for-fake-audio-capture=${file}`] });
  const listener = await launchBrowser();
  try {
    const speaks = await enterRoom(speaker, server.room, { name: 'Anna', settings: { sound, cameraOn: false } });
    const listens = await enterRoom(listener, server.room, {
      name: 'Bernd',
      settings: { cameraOn: false, microphoneOn: false },
    });
    await listens.waitForTimeout(SETTLE_MS);
    const before = await sentBy(speaks);
    const begun = performance.now();
    const samples = await recorded(listens, seconds);
    const after = await sentBy(speaks);
    const lasted = (performance.now() - begun) / 1_000;
    return {
      samples,
      packetsPerSecond: (after.packets - before.packets) / lasted,
      kbitPerSecond: ((after.bytes - before.bytes) * 8) / 1_000 / lasted,
    };
  } finally {
    await Promise.all([speaker.close(), listener.close()]);
  }
}

interface Comer {
  readonly name: string;
  /** As in web/src/settings.ts. */
  readonly settings: object;
  /** Of e2e/pages/, beside `ears.ts`. */
  readonly scripts?: readonly string[];
  /** With `sound/echo-way.ts`. */
  readonly echoWay?: EchoWay;
  /** With `sound/flash-and-beep.ts`: what is said in place of its hum. */
  readonly word?: readonly number[];
  /** In place of the product's own file of this name below web/dist/assets. */
  readonly inPlace?: { readonly file: string; readonly code: string };
}

export async function enterRoom(
  browser: Browser,
  { url, roomId, password }: RoomAccess,
  { name, settings, scripts = [], inPlace, ...ways }: Comer,
): Promise<Page> {
  const remembered = { name: 'tafelrunde.settings', value: JSON.stringify(settings) };
  const context = await browser.newContext({
    locale: 'de-DE',
    permissions: ['microphone', 'camera'],
    storageState: { cookies: [], origins: [{ origin: new URL(url).origin, localStorage: [remembered] }] },
  });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addInitScript((given) => Object.assign(globalThis, given), ways);
  for (const script of ['ears.ts', ...scripts]) await addPageScript(context, script);
  if (inPlace) {
    const { file, code } = inPlace;
    await context.route(`**/assets/${file}`, (route) => route.fulfill({ contentType: 'text/javascript', body: code }));
  }
  const page = await context.newPage();
  await page.goto(`${url}/r/${roomId}`);
  await page.getByLabel('Ihr Name').fill(name);
  await page.getByLabel('Passwort des Raums').fill(password);
  await page.getByRole('button', { name: /^(Eintreten|Ohne Kamera und Mikrofon eintreten)$/ }).click();
  await page.getByRole('button', { name: 'Verlassen' }).waitFor();
  return page;
}

/** A Chromium with the sound of the computer on which this starts it, aloud. */
export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    ignoreDefaultArgs: ['--mute-audio'],
    args: [
      ...['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ...['--disable-quic', '--no-first-run', '--use-fake-ui-for-media-stream'],
    ],
  });
}
