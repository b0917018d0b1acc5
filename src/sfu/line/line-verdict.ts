import type { WebRtcTransport } from 'mediasoup/types';

/** Whether somebody's media go through, by what arrives here and by what the client says itself. */
export class LineVerdict {
  readonly #changed: (isBroken: boolean) => void;
  /** Nothing of the client arrives here. */
  #isSilent = false;
  /** By which nothing arrives at the client, as it says itself. */
  readonly #cut = new Set<WebRtcTransport>();
  #isBroken = false;

  constructor({ changed }: { readonly changed: (isBroken: boolean) => void }) {
    this.#changed = changed;
  }

  hear(isSilent: boolean): void {
    this.#isSilent = isSilent;
    this.#tell();
  }

  report(transport: WebRtcTransport, isCut: boolean): void {
    if (isCut) this.#cut.add(transport);
    else this.#cut.delete(transport);
    this.#tell();
  }

  /** The client begins anew, and says it again while it is so. */
  forgetReports(): void {
    this.#cut.clear();
    this.#tell();
  }

  #tell(): void {
    const isBroken = this.#isSilent || this.#cut.size > 0;
    if (isBroken === this.#isBroken) return;
    this.#isBroken = isBroken;
    this.#changed(isBroken);
  }
}
