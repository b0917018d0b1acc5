/** Pixels by their bytes: red, green, blue, opaque. */
const BYTES = 4;
/** Surer than this, it is a person; less sure than that, it is not: rather too little of them is seen than of their room. */
const SURELY_NOT = 0.5;
const SURELY = 0.9;
/** Boxes so often one after the other look like a lens. */
const PASSES = 3;
/** Of a pixel that is a person's: enough for where there is nothing else around. */
const LEAST_WEIGHT = 0.001;

/** Writes how opaque the person is into a picture's last bytes; `person`: 0 to 1 for each pixel. */
export function shapeMask(person: Float32Array, pixels: Uint8ClampedArray): void {
  for (const [at, sure] of person.entries()) {
    const part = Math.min(1, Math.max(0, (sure - SURELY_NOT) / (SURELY - SURELY_NOT)));
    pixels[at * BYTES + BYTES - 1] = 255 * part * part * (3 - 2 * part);
  }
}

interface Blur {
  readonly width: number;
  readonly height: number;
  /** Half of a box, in pixels. */
  readonly across: number;
  readonly along: number;
}

/**
 * Blurs what is behind the person, in place, as though the person were not there: without their colours around them.
 * `person`: 0 to 1 for each pixel.
 */
export function blurBehind(pixels: Uint8ClampedArray, person: Float32Array, blur: Blur): void {
  const { width, height } = blur;
  const count = width * height;
  const weights = person.map((part) => Math.max(LEAST_WEIGHT, 1 - part));
  const blurredWeights = boxes(weights, blur);
  for (let colour = 0; colour < BYTES - 1; colour++) {
    const plane = new Float32Array(count);
    for (let at = 0; at < count; at++) plane[at] = (pixels[at * BYTES + colour] ?? 0) * (weights[at] ?? 0);
    const blurred = boxes(plane, blur);
    for (let at = 0; at < count; at++) pixels[at * BYTES + colour] = (blurred[at] ?? 0) / (blurredWeights[at] ?? 1);
  }
}

function boxes(plane: Float32Array, { width, height, across, along }: Blur): Float32Array {
  const from = plane.slice();
  const to = new Float32Array(plane.length);
  for (let pass = 0; pass < PASSES; pass++) {
    for (let row = 0; row < height; row++)
      boxLine(from, to, { first: row * width, step: 1, length: width, radius: across });
    for (let column = 0; column < width; column++)
      boxLine(to, from, { first: column, step: width, length: height, radius: along });
  }
  return from;
}

interface Line {
  readonly first: number;
  readonly step: number;
  readonly length: number;
  readonly radius: number;
}

/** The mean of each pixel's neighbours in a line; beyond its ends it goes on as it ends. */
function boxLine(from: Float32Array, to: Float32Array, { first, step, length, radius }: Line): void {
  const last = length - 1;
  let sum = 0;
  for (let near = -radius; near <= radius; near++) sum += from[first + Math.min(last, Math.max(0, near)) * step] ?? 0;
  for (let at = 0; at < length; at++) {
    to[first + at * step] = sum / (2 * radius + 1);
    sum += from[first + Math.min(last, at + radius + 1) * step] ?? 0;
    sum -= from[first + Math.max(0, at - radius) * step] ?? 0;
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The middle of a picture that fills a frame of another shape, as large as may be. */
export function coverOf(picture: Size, frame: Size): Size & { readonly x: number; readonly y: number } {
  const scale = Math.min(picture.width / frame.width, picture.height / frame.height);
  const width = frame.width * scale;
  const height = frame.height * scale;
  return { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height };
}

/** The size of what goes out, of the same shape: never more pixels than that; even, as codecs want it. */
export function sizeWithin({ width, height }: Size, mostPixels: number): Size {
  const scale = Math.min(1, Math.sqrt(mostPixels / (width * height)));
  if (scale === 1) return { width, height };
  return { width: 2 * Math.round((width * scale) / 2), height: 2 * Math.round((height * scale) / 2) };
}
