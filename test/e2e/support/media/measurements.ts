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

/** Of one sound, what each ear hears. */
export interface Sides {
  readonly left: Sound;
  readonly right: Sound;
}

/** At a shared screen, so long after it began to show a page. */
export interface Look {
  readonly afterMs: number;
  /** Of what is written, to the source: 1 is the same. */
  readonly similarity: number;
  /** Of the frame as it arrived. */
  readonly width: number;
}

/** What the page of `pages/screens/sharpness.ts` offers as `globalThis.sharpness`. */
export interface Sharpness {
  /** One more page of the source, 1920 x 1080, in base64. */
  learn(png: string): Promise<void>;
  /** From now on this one is compared with what a video shows. */
  expect(page: number, video: unknown): void;
  /** Since then, and ends it. */
  seen(): readonly Look[];
  /** Presses a button, and says after how many milliseconds there is a picture of a screen. */
  firstSeen(button: unknown): Promise<number>;
}

/** What the tab of `pages/screens/paper.ts` offers as `globalThis.paper`. */
export interface SharedPaper {
  show(page: { readonly html: string; readonly top: number }): void;
  play(): void;
}

/** Of a stream of pictures, sent or received: the counters of the browser (W3C webrtc-stats, 8.4 and 8.5), added up. */
export interface PictureFlow {
  readonly isSent: boolean;
  /** Of what is sent in several sizes, which one (RFC 8852); empty otherwise. */
  readonly rid: string;
  /** As in `video/AV1`. */
  readonly codec: string;
  /** With their headers, and what was sent again. */
  readonly bytes: number;
  /** Encoded, or decoded. */
  readonly frames: number;
  readonly seconds: number;
  readonly width: number;
  /** Of what was received: frames that came too late to be shown, and seconds in which the picture stood. */
  readonly dropped: number;
  readonly frozenSeconds: number;
}

/** In somebody's tile, as `pages/faces.ts` says it. */
export interface ShownFace {
  readonly participantId: string;
  /** So far, by the page's clock. */
  readonly frames: number;
  readonly seconds: number;
  /** Of the frame as it arrived, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** Of a stream of sound, sent or received: the counters of the browser (W3C webrtc-stats, 8.3 to 8.5). */
export interface SoundFlow {
  readonly isSent: boolean;
  readonly bytes: number;
  /** And of what only fills up, by which browsers try what a line bears. */
  readonly headerBytes: number;
  readonly packets: number;
  readonly sentAgain: number;
  /** Packets that carry the one before once more, and those of them that nobody needed. */
  readonly withSpare: number;
  readonly sparesUnused: number;
  /** Played, and those of them that were made up because nothing had come; some of these are silence on purpose. */
  readonly samples: number;
  readonly concealed: number;
  readonly concealedAsSilence: number;
  /** Added up over all that were played: from their arrival on. */
  readonly delaySeconds: number;
  readonly delayedSamples: number;
}

/** What becomes of a microphone that hears its own loudspeaker, for `pages/sound/echo-way.ts`. */
export interface EchoWay {
  readonly cancels: boolean;
  readonly levels: boolean;
}

/** What the page of `pages/sound/lips.ts` offers as `globalThis.lips`. */
export interface Lips {
  /** By the page's clock, in milliseconds: when flashes were shown, and beeps given to the loudspeaker, which plays them so much later. */
  watch(seconds: number): Promise<{
    readonly flashes: readonly number[];
    readonly beeps: readonly number[];
    readonly outputLatencyMs: number;
  }>;
}

/** What the page offers to the test as `globalThis.probe`. */
export interface Probe {
  /** Null before the first frame. */
  picture(video: unknown): Picture | null;
  /** One for each sound that is being played to the person. */
  sounds(): readonly Sound[];
  /** The same, by what each ear hears of it. */
  sides(): readonly Sides[];
}
