import type { Backdrop } from '../messages.ts';
import { type PersonModel, SIGHT } from './person-model.ts';
import { blurBehind, coverOf, shapeMask, sizeWithin } from './pixels.ts';

/** Half of a box, in pixels of what the model sees. */
const RADIUS = { slight: 2, strong: 8 } as const;
const MOST_PIXELS = 1_920 * 1_080;
/** Where the machine is slow. */
const LIGHT_PIXELS = 640 * 360;

interface Picture {
  readonly source: CanvasImageSource;
  readonly width: number;
  readonly height: number;
}

/** Puts a person before something else than what is behind them. */
export class Composer {
  readonly #model: PersonModel;
  /** What is read from is kept where the processor is, not on a graphics card. */
  readonly #sight = canvasOf(SIGHT, SIGHT, { willReadFrequently: true });
  readonly #mask = canvasOf(SIGHT, SIGHT, { willReadFrequently: true });
  readonly #behind = canvasOf(SIGHT, SIGHT, { willReadFrequently: true });
  readonly #shape = new ImageData(SIGHT, SIGHT);
  readonly #out = canvasOf(SIGHT, SIGHT, { willReadFrequently: true });
  #backdrop: Backdrop | null = null;
  #mostPixels = MOST_PIXELS;

  constructor(model: PersonModel) {
    this.#model = model;
  }

  setBackdrop(backdrop: Backdrop): void {
    if (this.#backdrop?.is === 'picture') this.#backdrop.picture.close();
    this.#backdrop = backdrop;
  }

  lighter(): void {
    this.#mostPixels = LIGHT_PIXELS;
  }

  /** Valid until the next one; null: nobody has said yet what is to be behind them. Errors: the model's. */
  compose(picture: Picture): OffscreenCanvas | null {
    const backdrop = this.#backdrop;
    if (backdrop === null) return null;
    this.#sight.drawImage(picture.source, 0, 0, SIGHT, SIGHT);
    const sight = this.#sight.getImageData(0, 0, SIGHT, SIGHT);
    const person = this.#model.find(sight);
    shapeMask(person, this.#shape.data);
    this.#mask.putImageData(this.#shape, 0, 0);

    const { canvas } = this.#out;
    const { width, height } = sizeWithin(picture, this.#mostPixels);
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    this.#out.globalCompositeOperation = 'copy';
    this.#out.drawImage(picture.source, 0, 0, width, height);
    this.#out.globalCompositeOperation = 'destination-in';
    this.#out.drawImage(this.#mask.canvas, 0, 0, width, height);
    this.#out.globalCompositeOperation = 'destination-over';
    if (backdrop.is === 'picture') {
      const part = coverOf(backdrop.picture, { width, height });
      this.#out.drawImage(backdrop.picture, part.x, part.y, part.width, part.height, 0, 0, width, height);
    } else {
      // Round where it is seen, though the model sees everything pressed into a square.
      const shape = Math.sqrt(height / width);
      const radius = RADIUS[backdrop.strength];
      blurBehind(sight.data, person, {
        width: SIGHT,
        height: SIGHT,
        across: Math.max(1, Math.round(radius * shape)),
        along: Math.max(1, Math.round(radius / shape)),
      });
      this.#behind.putImageData(sight, 0, 0);
      this.#out.drawImage(this.#behind.canvas, 0, 0, width, height);
    }
    return canvas;
  }

  /** What was composed last. */
  pixels(): ImageData {
    const { width, height } = this.#out.canvas;
    return this.#out.getImageData(0, 0, width, height);
  }
}

/** Errors: Error, where a browser has no such canvas. */
function canvasOf(width: number, height: number, settings?: CanvasRenderingContext2DSettings) {
  const context = new OffscreenCanvas(width, height).getContext('2d', settings);
  if (!context) throw new Error('no canvas');
  context.imageSmoothingQuality = 'high';
  return context;
}
