/** What a shared screen shows: letters that are to be read, or a film whose movement is to flow. */
export const SCREEN_CONTENTS = ['text', 'motion'] as const;
export type ScreenContent = (typeof SCREEN_CONTENTS)[number];

/** Frames per second. Slides need few, which leaves each of them more bits. */
const FRAMES: Readonly<Record<ScreenContent, number>> = { text: 15, motion: 30 };
/** Where there is room for either sharp or smooth (W3C mst-content-hint). */
const HINTS: Readonly<Record<ScreenContent, string>> = { text: 'detail', motion: 'motion' };

export function contentOf(track: MediaStreamTrack): ScreenContent {
  return track.contentHint === HINTS.motion ? 'motion' : 'text';
}

/** While it is shared: the next frames are sent so. */
export async function setContent(track: MediaStreamTrack, content: ScreenContent): Promise<void> {
  track.contentHint = HINTS[content];
  const frameRate = { ideal: FRAMES[content], max: FRAMES.motion };
  // A browser that cannot sends as many frames as before.
  await track.applyConstraints({ width: { max: 1920 }, height: { max: 1080 }, frameRate }).catch(() => {});
}
