/** What a shared screen may be sent in beside VP8, which every browser decodes; the best first. */
export const SCREEN_CODECS = ['AV1', 'VP9'] as const;
export type ScreenCodec = (typeof SCREEN_CODECS)[number];
