// What a test person sends, known to the one who makes the files and the one who looks at what arrives.

export const COLOURS = {
  red: [255, 0, 0],
  green: [0, 160, 0],
  blue: [0, 0, 255],
  yellow: [255, 255, 0],
  magenta: [255, 0, 255],
  cyan: [0, 255, 255],
  orange: [255, 128, 0],
  grey: [96, 96, 96],
  black: [0, 0, 0],
  haze: [200, 215, 219],
} as const;
export type Colour = keyof typeof COLOURS;

/** Two colours and a tone that nobody else sends. */
export interface Pattern {
  readonly left: Colour;
  readonly right: Colour;
  readonly toneHz: number;
  /** Flickers at the bottom, so that it takes the bits that a restless room takes; otherwise it takes next to none. */
  readonly restless?: boolean;
}

/** What Firefox's own devices send, which take no files: one colour after the other all over the picture, and a tone. */
export interface ColourWheel {
  readonly toneHz: number;
}

export const RED_GREEN: Pattern = { left: 'red', right: 'green', toneHz: 1_000 };
export const BLUE_YELLOW: Pattern = { left: 'blue', right: 'yellow', toneHz: 1_500 };
export const MAGENTA_CYAN: Pattern = { left: 'magenta', right: 'cyan', toneHz: 2_000 };
/** A page that is shared as a screen. */
export const ORANGE_GREY: Pattern = { left: 'orange', right: 'grey', toneHz: 2_500 };
export const COLOUR_WHEEL: ColourWheel = { toneHz: 3_000 };

/** The supplied picture with the hills: its sky. */
export const HILLS = { left: 'haze', right: 'haze' } as const;

/** The white box in the middle row, as parts of the picture. */
export const BOX = { width: 0.1, height: 0.2 } as const;
