import { GtcrnWorkletNode, loadGtcrn, loadRnnoise, RnnoiseWorkletNode } from '@sapphi-red/web-noise-suppressor';
import gtcrnWasm from '@sapphi-red/web-noise-suppressor/gtcrn.wasm?url';
import gtcrnWorklet from '@sapphi-red/web-noise-suppressor/gtcrnWorklet.js?url';
import rnnoiseWasm from '@sapphi-red/web-noise-suppressor/rnnoise.wasm?url';
import rnnoiseSimdWasm from '@sapphi-red/web-noise-suppressor/rnnoise_simd.wasm?url';
import rnnoiseWorklet from '@sapphi-red/web-noise-suppressor/rnnoiseWorklet.js?url';

/** The better one, and the one that any machine has time for. Both work at 48 kHz only. */
export type FilterName = 'gtcrn' | 'rnnoise';

export type FilterNode = AudioWorkletNode & { destroy(): void };

/** Takes noise out of a voice; gives silence until its program runs. Errors: when that cannot be had. */
export async function noiseFilter(context: AudioContext, name: FilterName): Promise<FilterNode> {
  const node = name === 'gtcrn' ? await gtcrn(context) : await rnnoise(context);
  node.channelCount = 1;
  node.channelCountMode = 'explicit';
  return node;
}

async function gtcrn(context: AudioContext): Promise<FilterNode> {
  const [wasmBinary] = await Promise.all([loadGtcrn({ url: gtcrnWasm }), context.audioWorklet.addModule(gtcrnWorklet)]);
  return new GtcrnWorkletNode(context, { maxChannels: 1, wasmBinary });
}

async function rnnoise(context: AudioContext): Promise<FilterNode> {
  const [wasmBinary] = await Promise.all([
    loadRnnoise({ url: rnnoiseWasm, simdUrl: rnnoiseSimdWasm }),
    context.audioWorklet.addModule(rnnoiseWorklet),
  ]);
  return new RnnoiseWorkletNode(context, { maxChannels: 1, wasmBinary });
}
