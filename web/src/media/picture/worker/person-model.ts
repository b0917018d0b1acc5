import model from '@mediapipe/selfie_segmentation/selfie_segmentation.tflite?url';
import { ImageSegmenter } from '@mediapipe/tasks-vision';
import wasmLoader from '@mediapipe/tasks-vision/vision_wasm_module_internal.js?url';
import wasm from '@mediapipe/tasks-vision/vision_wasm_module_internal.wasm?url';
import { withMetadata } from './model-metadata.ts';

/** Of the model's own sight, in pixels: any picture is pressed into it. */
export const SIGHT = 256;

/** Tells a person from what is behind them, on this machine. */
export class PersonModel {
  readonly #segmenter: ImageSegmenter;
  /** The runtime takes no two pictures of the same time. */
  #at = 0;

  /** Errors: whatever keeps it from being loaded or from running here. */
  static async load(): Promise<PersonModel> {
    const answer = await fetch(model);
    if (!answer.ok) throw new Error(`the model did not come: ${answer.status}`);
    const segmenter = await ImageSegmenter.createFromOptions(
      { wasmLoaderPath: wasmLoader, wasmBinaryPath: wasm },
      {
        baseOptions: {
          modelAssetBuffer: withMetadata(new Uint8Array(await answer.arrayBuffer())),
          // As quick as a graphics card for so small a model, and the same on every machine.
          delegate: 'CPU',
        },
        runningMode: 'VIDEO',
        outputCategoryMask: false,
        outputConfidenceMasks: true,
      },
    );
    const loaded = new PersonModel(segmenter);
    // The first one takes far longer than those that follow.
    loaded.find(new ImageData(SIGHT, SIGHT));
    return loaded;
  }

  private constructor(segmenter: ImageSegmenter) {
    this.#segmenter = segmenter;
  }

  /** For each pixel of a picture of SIGHT by SIGHT how surely it is a person's, 0 to 1. Errors: when it is not told. */
  find(sight: ImageData): Float32Array {
    this.#at += 1;
    const result = this.#segmenter.segmentForVideo(sight, this.#at);
    try {
      const mask = result.confidenceMasks?.[0];
      if (mask?.width !== SIGHT || mask.height !== SIGHT) throw new Error('the model says nothing of this picture');
      return mask.getAsFloat32Array();
    } finally {
      result.close();
    }
  }
}
