import { LAYOUTS, type Layout } from '../../../../../src/protocol/base/layouts.ts';
import type { KeyValueStore } from '../../../settings.ts';

/** Where one sees oneself: among the others, small in the corner, or not at all. */
export const OWN_PICTURES = ['seat', 'small', 'hidden'] as const;
export type OwnPicture = (typeof OWN_PICTURES)[number];
/** Whether a picture fills its frame, or is seen to its edges. */
export const FITS = ['fill', 'whole'] as const;
export type Fit = (typeof FITS)[number];

/** How many pictures are on a page at most: as many as find room, or fewer, for a weak line or an old device. */
export const MOST_PICTURES = ['all', '16', '9', '4'] as const;
export type MostPictures = (typeof MOST_PICTURES)[number];

/** How somebody wants to see the table. */
export interface ViewWish {
  readonly layout: Layout;
  /** The others beside what is large. */
  readonly strip: boolean;
  readonly own: OwnPicture;
  readonly fit: Fit;
  readonly most: MostPictures;
}

export const USUAL_VIEW: ViewWish = { layout: 'table', strip: true, own: 'seat', fit: 'fill', most: 'all' };
const STORAGE_KEY = 'tafelrunde.view';

/** What this browser remembers of that, in every room. Apart from the settings, which the door brings. */
export class ViewMemory {
  readonly #storage: KeyValueStore;

  constructor(storage: KeyValueStore) {
    this.#storage = storage;
  }

  read(): ViewWish {
    try {
      const stored: unknown = JSON.parse(this.#storage.getItem(STORAGE_KEY) ?? '{}');
      if (typeof stored !== 'object' || stored === null) return USUAL_VIEW;
      const { layout, strip, own, fit, most } = stored as Record<string, unknown>;
      return {
        layout: LAYOUTS.find((one) => one === layout) ?? USUAL_VIEW.layout,
        strip: typeof strip === 'boolean' ? strip : USUAL_VIEW.strip,
        own: OWN_PICTURES.find((one) => one === own) ?? USUAL_VIEW.own,
        fit: FITS.find((one) => one === fit) ?? USUAL_VIEW.fit,
        most: MOST_PICTURES.find((one) => one === most) ?? USUAL_VIEW.most,
      };
    } catch {
      return USUAL_VIEW;
    }
  }

  write(wish: ViewWish): void {
    this.#storage.setItem(STORAGE_KEY, JSON.stringify(wish));
  }
}
