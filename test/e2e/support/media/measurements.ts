// What e2e/pages/probe.ts measures inside a page and probe.ts judges outside of it.

export type Rgb = readonly [number, number, number];

export interface Picture {
  /** Of the frame as it arrived, in pixels. */
  readonly width: number;
  readonly height: number;
  /** In the middle of each half, above the way of the box. */
  readonly left: Rgb;
  readonly right: Rgb;
  /** Centre of what is white in the middle row, from 0 to 1; null when nothing is. */
  readonly boxAt: number | null;
}

export interface Sound {
  readonly peakHz: number;
  readonly peakDb: number;
  /** The loudest elsewhere in the spectrum. */
  readonly restDb: number;
}

/** What the page offers to the test as `globalThis.probe`. */
export interface Probe {
  /** Null before the first frame. */
  picture(video: unknown): Picture | null;
  /** One for each sound that is being played to the person. */
  sounds(): readonly Sound[];
}
