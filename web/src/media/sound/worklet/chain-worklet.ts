import { CHAIN, type ChainMessage, type ChainOrder } from '../messages.ts';
import { LagWatch } from './lag-watch.ts';
import { SoundChain } from './sound-chain.ts';

// Runs where sound is made, a block of 128 samples at a time. TypeScript's DOM knows nothing of that place.
declare const sampleRate: number;
declare const currentTime: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

const NO_SOUND = new Float32Array(128);
const REPORT_SECONDS = 0.2;

class ChainProcessor extends AudioWorkletProcessor {
  readonly #chain = new SoundChain(sampleRate);
  readonly #lag = new LagWatch();
  #isLate = false;
  #told = '';
  #reportAt = 0;
  #isEnded = false;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<ChainOrder | null>) => {
      if (data === null) {
        this.#isEnded = true;
        return;
      }
      this.#chain.order(data.orders, data.isNewFilter);
      if (!data.isNewFilter) return;
      this.#lag.reset();
      this.#isLate = false;
    };
  }

  process([captured, filtered]: Float32Array[][], [sent]: Float32Array[][]): boolean {
    const into = sent?.[0];
    if (into) this.#chain.process(captured?.[0] ?? NO_SOUND, filtered?.[0] ?? NO_SOUND, into);
    this.#isLate ||= this.#lag.note(Date.now(), currentTime * 1_000);
    if (currentTime >= this.#reportAt) this.#report();
    return !this.#isEnded;
  }

  #report(): void {
    this.#reportAt = currentTime + REPORT_SECONDS;
    const message: ChainMessage = { ...this.#chain.report, isLate: this.#isLate };
    const now = Object.values(message).join();
    if (now === this.#told) return;
    this.#told = now;
    this.port.postMessage(message);
  }
}

registerProcessor(CHAIN, ChainProcessor);
