import type { Consumer } from 'mediasoup/types';
import { isHeldForKeyFrame } from '../codecs.ts';

/** The pace of the worker's own second try. */
export const ASK_AGAIN_MS = 1_000;
/** Twice as long each time up to this: pictures that a link does not bear wait for minutes, and there may be many of them. */
export const MAX_ASK_AGAIN_MS = 4_000;

interface FirstFrameOptions {
  readonly consumer: Consumer;
  /** Whether its picture is under way: sent by somebody who is heard of, and on to somebody who shows it. */
  readonly isUnderWay: () => boolean;
}

/**
 * The worker holds a picture back until a key frame comes, and asks its sender for one twice within a second. Whose own way
 * is cut just then, as of who comes back a moment after the others, hears of neither, and nobody asks again: to the viewer's
 * browser nothing comes of which it could miss a part, and what it asks for is asked of the layer that it is sent, of which
 * there is none. Hence it is asked for here until it has come.
 */
export class FirstFrame {
  readonly #options: FirstFrameOptions;
  /** Of one without layers the worker says nothing by itself. */
  readonly #isTold: boolean;
  /** Of one without layers. */
  #hasCome = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: FirstFrameOptions) {
    const { consumer } = options;
    this.#options = options;
    this.#isTold = consumer.type !== 'simple';
    consumer.on('trace', ({ type }) => {
      if (type === 'keyframe') this.#came();
    });
  }

  /** Whatever came before, the worker waits for a key frame from here on. */
  begin(): void {
    this.#hasCome = false;
    this.judge();
  }

  /** To be called whenever it may be otherwise. */
  judge(): void {
    if (!this.#isMissing) this.end();
    else if (this.#timer === null) {
      this.#trace(['keyframe']);
      this.#askIn(ASK_AGAIN_MS);
    }
  }

  /** Idempotent. */
  end(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#trace([]);
  }

  get #isMissing(): boolean {
    const { consumer, isUnderWay } = this.#options;
    if (consumer.closed || !isHeldForKeyFrame(consumer.rtpParameters) || !isUnderWay()) return false;
    if (!this.#isTold) return !this.#hasCome;
    // One that its sender gives up is the current one until another begins.
    const { currentLayers, score } = consumer;
    return !currentLayers || score.producerScores[currentLayers.spatialLayer] === 0;
  }

  #came(): void {
    this.#hasCome = true;
    this.judge();
  }

  #askIn(delayMs: number): void {
    this.#timer = setTimeout(() => {
      // Of a sender who has paused it meanwhile nothing is heard.
      this.judge();
      if (this.#timer === null) return;
      ignoring(this.#options.consumer.requestKeyFrame());
      this.#askIn(Math.min(MAX_ASK_AGAIN_MS, 2 * delayMs));
    }, delayMs);
  }

  #trace(types: 'keyframe'[]): void {
    const { consumer } = this.#options;
    if (!this.#isTold && !consumer.closed) ignoring(consumer.enableTraceEvent(types));
  }
}

/** It fails when consumer or worker are gone, told elsewhere. */
function ignoring(request: Promise<void>): void {
  request.catch(() => {});
}
