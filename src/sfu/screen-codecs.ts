import type { RtpCapabilities, RtpCodecCapability } from 'mediasoup/types';
import { SCREEN_CODECS, type ScreenCodec } from '../protocol/index.ts';

/** What everybody in a room decodes of the codecs in which a screen is better than in VP8, as they say of themselves. */
export class ScreenCodecs<Somebody> {
  readonly #changed: (codecs: readonly ScreenCodec[]) => void;
  readonly #decoded = new Map<Somebody, ReadonlySet<ScreenCodec>>();
  #current: readonly ScreenCodec[] = [];

  constructor({ changed }: { readonly changed: (codecs: readonly ScreenCodec[]) => void }) {
    this.#changed = changed;
  }

  /** The best first; none before anybody has said what they decode. */
  get current(): readonly ScreenCodec[] {
    return this.#current;
  }

  /** The same person may say it again. */
  receives(somebody: Somebody, { codecs = [] }: RtpCapabilities): void {
    this.#decoded.set(somebody, new Set(SCREEN_CODECS.filter((name) => codecs.some((codec) => isOf(codec, name)))));
    this.#judge();
  }

  left(somebody: Somebody): void {
    if (this.#decoded.delete(somebody)) this.#judge();
  }

  #judge(): void {
    const everybody = [...this.#decoded.values()];
    const codecs =
      everybody.length === 0 ? [] : SCREEN_CODECS.filter((name) => everybody.every((one) => one.has(name)));
    if (codecs.join() === this.#current.join()) return;
    this.#current = codecs;
    this.#changed(codecs);
  }
}

/** In its first profile, 8 bits with colours at half the size: the one that is taken here (VP9: RFC 9628, 6.1). */
function isOf({ mimeType, parameters = {} }: RtpCodecCapability, name: ScreenCodec): boolean {
  const { 'profile-id': vp9Profile = 0, profile: av1Profile = 0 } = parameters;
  return (
    mimeType.toLowerCase() === `video/${name.toLowerCase()}` && Number(vp9Profile) === 0 && Number(av1Profile) === 0
  );
}
