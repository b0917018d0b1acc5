import type { Look, Sharpness } from '../../support/media/measurements.ts';

// Runs in the page of somebody who looks at a shared screen, and compares what has arrived with what is shared.

const WIDTH = 1920;
const HEIGHT = 1080;
const LOOK_EVERY_MS = 500;
/** A window of the structural similarity (Wang et al., 2004), and its constants for 8 bits. */
const SIDE = 8;
const PIXELS = SIDE * SIDE;
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;
/** Below this variance a window is empty paper, of which any codec makes the same. */
const WRITTEN = 100;

const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
const pages: Float32Array[] = [];
let looks: Look[] = [];
let timer: ReturnType<typeof setInterval> | undefined;

function brightnessOf(picture: CanvasImageSource): Float32Array {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.drawImage(picture, 0, 0, WIDTH, HEIGHT);
  const { data } = context.getImageData(0, 0, WIDTH, HEIGHT);
  const brightness = new Float32Array(WIDTH * HEIGHT);
  // ITU-R BT.709.
  for (let at = 0; at < brightness.length; at += 1)
    brightness[at] = 0.2126 * (data[4 * at] ?? 0) + 0.7152 * (data[4 * at + 1] ?? 0) + 0.0722 * (data[4 * at + 2] ?? 0);
  return brightness;
}

/** Of the windows in which something is written, from 0 to 1. */
function similarityOf(source: Float32Array, arrived: Float32Array): number {
  let sum = 0;
  let windows = 0;
  for (let top = 0; top < HEIGHT; top += SIDE) {
    for (let left = 0; left < WIDTH; left += SIDE) {
      const similarity = similarityAt(top * WIDTH + left, source, arrived);
      if (similarity === null) continue;
      windows += 1;
      sum += similarity;
    }
  }
  return windows === 0 ? 1 : sum / windows;
}

/** Null: empty paper. `corner`: the first pixel of the window. */
function similarityAt(corner: number, source: Float32Array, arrived: Float32Array): number | null {
  let x = 0;
  let y = 0;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let row = 0; row < SIDE; row += 1) {
    for (let column = 0; column < SIDE; column += 1) {
      const a = source[corner + row * WIDTH + column] ?? 0;
      const b = arrived[corner + row * WIDTH + column] ?? 0;
      x += a;
      y += b;
      xx += a * a;
      yy += b * b;
      xy += a * b;
    }
  }
  const mx = x / PIXELS;
  const my = y / PIXELS;
  const vx = xx / PIXELS - mx * mx;
  if (vx < WRITTEN) return null;
  const vy = yy / PIXELS - my * my;
  const covariance = xy / PIXELS - mx * my;
  return ((2 * mx * my + C1) * (2 * covariance + C2)) / ((mx * mx + my * my + C1) * (vx + vy + C2));
}

const sharpness: Sharpness = {
  async learn(png) {
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
    pages.push(brightnessOf(await createImageBitmap(new Blob([bytes], { type: 'image/png' }))));
  },
  expect(page, video) {
    clearInterval(timer);
    looks = [];
    const begun = performance.now();
    const source = pages[page];
    if (!source || !(video instanceof HTMLVideoElement)) throw new Error('nothing to look at');
    timer = setInterval(() => {
      const afterMs = performance.now() - begun;
      looks.push({ afterMs, similarity: similarityOf(source, brightnessOf(video)), width: video.videoWidth });
    }, LOOK_EVERY_MS);
  },
  seen() {
    clearInterval(timer);
    return looks;
  },
  firstSeen(button) {
    const begun = performance.now();
    if (button instanceof HTMLElement) button.click();
    return new Promise((resolve) => {
      const look = () => {
        const video = document.querySelector<HTMLVideoElement>('section[aria-label^="Bildschirm von"] video');
        if (video && video.videoWidth > 0) resolve(performance.now() - begun);
        else requestAnimationFrame(look);
      };
      look();
    });
  },
};

Object.assign(globalThis, { sharpness });
