import type { Publication } from './publisher.ts';

/**
 * For so long less must do for everybody before a sender is told: a page that is turned, a tile that is dragged or a viewer
 * who flips its sizes makes nobody switch streams off and on. A stream that is switched on again is shown after 2 s at the
 * earliest.
 */
export const LESS_AFTER_MS = 5_000;

/**
 * While somebody is shown a picture of three layers the middle one is sent as well: whoever shows it larger, as the one
 * who speaks now, sees that at once, and waits for the largest alone.
 */
const LEAST_OF_THREE = 1;

type Tell = (spatialLayer: number) => void;

/**
 * Up to which layer the pictures of a room are to be sent: what is shown to nobody costs its sender upload and encoding, and
 * the worker a look at each packet for each viewer. More is told at once, less when it has been enough for a while. The
 * smallest is always sent, so that whoever comes sees something at once.
 */
export class WantedLayers<Viewer> {
  readonly #pictures = new Map<string, WantedLayer<Viewer>>();

  /** One whose sender sends all of it until it is told otherwise. One with a single layer is left as it is. */
  published(publication: Publication, tell: Tell): void {
    const top = (publication.ladder?.scales.length ?? 1) - 1;
    if (top > 0) this.#pictures.set(publication.producerId, new WantedLayer(publication, { top, tell }));
  }

  /** Idempotent. */
  unpublished({ producerId }: Publication): void {
    this.#pictures.get(producerId)?.end();
    this.#pictures.delete(producerId);
  }

  /** Null: this viewer is sent nothing of it. */
  wants({ producerId }: Publication, viewer: Viewer, spatialLayer: number | null): void {
    this.#pictures.get(producerId)?.wants(viewer, spatialLayer);
  }

  /** Idempotent. */
  close(): void {
    for (const picture of this.#pictures.values()) picture.end();
    this.#pictures.clear();
  }
}

/** Of one picture. */
class WantedLayer<Viewer> {
  readonly #publication: Publication;
  readonly #tell: Tell;
  readonly #least: number;
  readonly #wanted = new Map<Viewer, number>();
  #told: number;
  #timer: NodeJS.Timeout | null = null;
  /** The most that was wanted while the timer runs. */
  #most = 0;

  constructor(publication: Publication, { top, tell }: { readonly top: number; readonly tell: Tell }) {
    this.#publication = publication;
    this.#tell = tell;
    this.#told = top;
    this.#least = top > LEAST_OF_THREE ? LEAST_OF_THREE : 0;
    this.#judge();
  }

  wants(viewer: Viewer, spatialLayer: number | null): void {
    if (spatialLayer === null) this.#wanted.delete(viewer);
    else this.#wanted.set(viewer, spatialLayer);
    this.#judge();
  }

  end(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #judge(): void {
    const wanted = this.#wanted.size === 0 ? 0 : Math.max(this.#least, ...this.#wanted.values());
    this.#most = Math.max(this.#most, wanted);
    if (wanted > this.#told) this.#become(wanted);
    if (wanted === this.#told) this.end();
    else this.#timer ??= this.#wait(wanted);
  }

  #wait(wanted: number): NodeJS.Timeout {
    this.#most = wanted;
    return setTimeout(() => this.#elapsed(), LESS_AFTER_MS);
  }

  #elapsed(): void {
    // One that is off is shown to nobody, and comes back as it was.
    if (this.#publication.isPaused) {
      this.#timer = this.#wait(this.#told);
      return;
    }
    this.#timer = null;
    if (this.#most < this.#told) this.#become(this.#most);
    this.#judge();
  }

  #become(spatialLayer: number): void {
    this.#told = spatialLayer;
    this.#tell(spatialLayer);
  }
}
