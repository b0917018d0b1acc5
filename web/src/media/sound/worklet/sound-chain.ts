import type { ChainReport, SoundOrders } from '../messages.ts';
import { powerOf } from './decibels.ts';
import { Ear, FRAME_SECONDS } from './ear.ts';
import { FilterWatch } from './filter-watch.ts';
import { Gate } from './gate.ts';
import { Leveller } from './leveller.ts';
import { Limiter } from './limiter.ts';

/** From one sound into the other: too slow to click, too fast to be heard as two. */
const FADE_SECONDS = 0.05;

/** What becomes of each block between a microphone and those who listen; knows no browser. */
export class SoundChain {
  readonly #sampleRate: number;
  readonly #ear = new Ear();
  readonly #filter = new FilterWatch();
  readonly #gate: Gate;
  readonly #leveller: Leveller;
  readonly #limiter: Limiter;
  #orders: SoundOrders = { hasFilter: false, suppress: false, level: false, isHeld: false };
  /** 0: as captured. 1: as filtered. */
  #mix = 0;
  #frame = { captured: 0, filtered: 0, blocks: 0, samples: 0 };

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
    this.#gate = new Gate(sampleRate);
    this.#leveller = new Leveller(sampleRate);
    this.#limiter = new Limiter(sampleRate);
  }

  order(orders: SoundOrders, isNewFilter: boolean): void {
    this.#orders = orders;
    if (isNewFilter || orders.hasFilter === (this.#filter.state === 'none')) this.#filter.begin(orders.hasFilter);
  }

  get report(): ChainReport {
    return { hears: this.#ear.hears, filter: this.#filter.state };
  }

  /** Blocks of the same length. */
  process(captured: Float32Array, filtered: Float32Array, sent: Float32Array): void {
    const powers = { captured: powerOf(captured), filtered: powerOf(filtered) };
    this.#filter.note(powers.captured > 0, powers.filtered > 0, captured.length / this.#sampleRate);
    this.#hear(powers, captured.length);
    this.#fade(captured, filtered, sent);
    this.#gate.pass(sent, { power: powers.filtered, isOn: this.#isFiltering });
    this.#leveller.level(sent, { isVoice: this.#ear.isVoice, isOn: this.#orders.level });
    this.#limiter.limit(sent);
  }

  #hear({ captured, filtered }: { captured: number; filtered: number }, samples: number): void {
    const frame = this.#frame;
    frame.captured += captured;
    frame.filtered += filtered;
    frame.blocks += 1;
    frame.samples += samples;
    if (frame.samples < FRAME_SECONDS * this.#sampleRate) return;
    if (this.#orders.isHeld) this.#ear.rest();
    else this.#ear.note(frame.captured / frame.blocks, this.#isFiltering ? frame.filtered / frame.blocks : null);
    this.#frame = { captured: 0, filtered: 0, blocks: 0, samples: 0 };
  }

  get #isFiltering(): boolean {
    return this.#orders.suppress && this.#filter.state === 'works';
  }

  #fade(captured: Float32Array, filtered: Float32Array, sent: Float32Array): void {
    const wanted = this.#isFiltering ? 1 : 0;
    const step = 1 / (FADE_SECONDS * this.#sampleRate);
    for (let at = 0; at < sent.length; at += 1) {
      if (this.#mix < wanted) this.#mix = Math.min(1, this.#mix + step);
      else if (this.#mix > wanted) this.#mix = Math.max(0, this.#mix - step);
      sent[at] = (filtered[at] ?? 0) * this.#mix + (captured[at] ?? 0) * (1 - this.#mix);
    }
  }
}
