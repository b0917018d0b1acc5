import type { Browser, Page } from '@playwright/test';
import type { RoomAccess } from '../processes/tafelrunde-server.ts';

/** Looks so often; a tone that is there is heard in one look. */
const LOOK_EVERY_MS = 20;
const PATIENCE_MS = 30_000;
/** As in web/src/settings.ts. */
const SETTINGS = 'tafelrunde.settings';

/** A tone that stays under this is none. */
const LEAST_LOUDNESS = 0.01;
/** About 20 ms: a period of a low tone and more. */
const SAMPLES = 1_024;

/**
 * In the page's own sound thread, which plays what it hears also while the page itself is busy: tells when a sound begins
 * and when it ends, by the time of day.
 */
const EAR_PROGRAM = `
  registerProcessor('ear', class extends AudioWorkletProcessor {
    #sum = 0;
    #count = 0;
    #isHeard = false;
    process([[samples = new Float32Array(128)] = []]) {
      for (const one of samples) this.#sum += one * one;
      this.#count += samples.length;
      if (this.#count < ${SAMPLES}) return true;
      const isHeard = Math.sqrt(this.#sum / this.#count) > ${LEAST_LOUDNESS};
      if (isHeard !== this.#isHeard) this.port.postMessage({ isHeard, at: Date.now() });
      this.#isHeard = isHeard;
      this.#sum = 0;
      this.#count = 0;
      return true;
    }
  });
`;

/** In the page: how many sounds are heard, and since when by the time of day it has been so many. */
const EARS = `(async () => {
  globalThis.ears = { count: 0, since: [] };
  const context = new AudioContext();
  await context.audioWorklet.addModule(${JSON.stringify(`data:text/javascript,${encodeURIComponent(EAR_PROGRAM)}`)});
  const known = new WeakSet();
  const listenTo = (track) => {
    known.add(track);
    const ear = new AudioWorkletNode(context, 'ear');
    ear.port.onmessage = ({ data: { isHeard, at } }) => {
      ears.count += isHeard ? 1 : -1;
      // From the n-th on: when the n-th came.
      if (isHeard) ears.since[ears.count] = at;
    };
    // It says nothing itself, and is run for being connected.
    context.createMediaStreamSource(new MediaStream([track])).connect(ear).connect(context.destination);
  };
  setInterval(() => {
    void context.resume();
    const tracks = [...document.querySelectorAll('audio')].flatMap(({ srcObject }) => srcObject?.getAudioTracks() ?? []);
    for (const track of tracks) if (!known.has(track)) listenTo(track);
  }, ${LOOK_EVERY_MS});
})()`;

interface Heard {
  readonly hasCome: boolean;
  readonly count: number;
  /** By how many: since when it has been so many. */
  readonly times: readonly (number | null)[];
}

/** Somebody without a camera, who says a steady tone, or nothing at all, and hears what the page plays. */
export class Listener {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async join(
    browser: Browser,
    { url, roomId, password }: RoomAccess,
    name: string,
    { microphoneOn = true } = {},
  ): Promise<Listener> {
    // Noise suppression would take a steady tone for noise.
    const remembered = { name: SETTINGS, value: JSON.stringify({ sound: 'original', microphoneOn }) };
    const origins = [{ origin: new URL(url).origin, localStorage: [remembered] }];
    const context = await browser.newContext({
      locale: 'de-DE',
      permissions: ['microphone'],
      storageState: { cookies: [], origins },
      // For the ear's program, which does not come from the server.
      bypassCSP: true,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    await page.goto(`${url}/r/${roomId}`);
    await page.getByLabel('Ihr Name').fill(name);
    await page.getByLabel('Passwort des Raums').fill(password);
    await page.getByRole('button', { name: 'Eintreten', exact: true }).click();
    await page.getByRole('button', { name: 'Verlassen' }).waitFor();
    await page.evaluate(EARS);
    return new Listener(page);
  }

  /** Until so many others are heard, or fewer are. Errors: it has not come. */
  async untilHears(count: number, { orFewer = false } = {}): Promise<void> {
    const { hasCome } = await this.#listen(count, { orFewer });
    if (!hasCome) throw new Error(`${count} ${orFewer ? 'or fewer ' : ''}others were not heard in time`);
  }

  /** When the first, the second, ... was heard again after `since`; null: not within half a minute. */
  async heardAgainAt(others: number, since: number): Promise<readonly (number | null)[]> {
    const { count, times } = await this.#listen(others);
    return Array.from({ length: others }, (_, index) => {
      const at = times[index + 1];
      return index < count && typeof at === 'number' && at >= since ? at : null;
    });
  }

  /** With what was heard at that very moment: a sound that comes back may be gone again in the next. */
  async #listen(count: number, { orFewer = false } = {}): Promise<Heard> {
    // The page's policy forbids what waitForFunction does.
    return this.#page.evaluate<Heard>(`new Promise((resolve) => {
      const end = Date.now() + ${PATIENCE_MS};
      const look = () => {
        const hasCome = ears.count ${orFewer ? '<=' : '>='} ${count};
        if (hasCome || Date.now() > end) resolve({ hasCome, count: ears.count, times: ears.since });
        else setTimeout(look, ${LOOK_EVERY_MS});
      };
      look();
    })`);
  }
}
