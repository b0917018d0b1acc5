import { parseScalabilityMode } from 'mediasoup';
import type { RtpEncodingParameters } from 'mediasoup/types';
import type { Source } from '../../protocol/index.ts';

/** Pixels at which a client shows a picture. */
export interface TileSize {
  readonly width: number;
  readonly height: number;
}

export interface Layers {
  readonly spatialLayer: number;
  readonly temporalLayer: number;
}

/** The layers a producer offers, smallest first; `scales` are sides relative to the full picture, from 0 to 1. */
export interface LayerLadder {
  readonly fullSize: TileSize;
  readonly scales: readonly number[];
  readonly temporalLayers: number;
  readonly maxUpscale: number;
}

/**
 * What a source's largest layer is taken to be when its client does not say it. Cameras are captured at 720p.
 * `maxUpscale` is how far a picture may be stretched before the next layer is sent: faces bear a quarter more, and 25
 * tiles on a full HD screen (384 x 216) then get along with the smallest layer (320 x 180); text bears none.
 */
const PICTURES: Readonly<Record<'camera' | 'screen', { fullSize: TileSize; maxUpscale: number }>> = {
  camera: { fullSize: { width: 1280, height: 720 }, maxUpscale: 1.25 },
  screen: { fullSize: { width: 1920, height: 1080 }, maxUpscale: 1 },
};

/** A tile must shrink this far below a threshold before a layer is given up, so that a layout's jitter changes none. */
const HYSTERESIS = 0.85;
/** Below this part of the smallest layer's side, half the frames do. */
const TINY_TILE = 0.5;

/**
 * Reads the ladder from a producer's encodings: simulcast streams, or the layers within one stream (SVC). `size` is the
 * full picture as its client captures it: an old laptop's 640 x 480 must not be taken for more than it is.
 */
export function ladderOf(source: Source, encodings: readonly EncodingScale[], size?: TileSize): LayerLadder {
  const { spatialLayers, temporalLayers } = parseScalabilityMode(encodings[0]?.scalabilityMode);
  const count = encodings.length > 1 ? encodings.length : spatialLayers;
  const scales = Array.from({ length: count }, (_, index) => {
    const divisor = encodings.length > 1 ? encodings[index]?.scaleResolutionDownBy : undefined;
    return 1 / (divisor ?? 2 ** (count - 1 - index));
  });
  const { fullSize, maxUpscale } = PICTURES[source === 'screen' ? 'screen' : 'camera'];
  return { fullSize: size ?? fullSize, maxUpscale, scales, temporalLayers };
}

export interface EncodingScale extends Pick<RtpEncodingParameters, 'scalabilityMode'> {
  readonly scaleResolutionDownBy?: number;
}

/** Where so many faces are shown at once nobody watches each of them: half the frames do for those who do not speak. */
const CROWD = 10;
/** Larger than most tiles by more than this, and somebody has pinned it, or put it where all look. */
const ALIKE = 1.5;

/**
 * Up to which area in pixels a tile is one of the crowd; 0: there are too few for one. `tiles`: of all faces shown. By
 * the middle one: a single tile that is said to be tiny does not end a crowd.
 */
export function crowdArea(tiles: readonly TileSize[]): number {
  if (tiles.length < CROWD) return 0;
  const areas = tiles.map(areaOf).sort((one, other) => one - other);
  return ALIKE * (areas[Math.floor((areas.length - 1) / 2)] ?? 0);
}

export function areaOf({ width, height }: TileSize): number {
  return width * height;
}

/** Fingers are read from so many pixels on (EN 301 549, 6.5.2). */
const LEGIBLE: TileSize = { width: 320, height: 240 };

/** A tile in which signs are read, however small it is drawn. */
export function legible(tile: TileSize): TileSize {
  return areaOf(tile) < areaOf(LEGIBLE) ? LEGIBLE : tile;
}

/** The smallest layers that look good in this tile; `current` is what was chosen for it before. `isCalm`: half the frames do. */
export function layersFor(
  tile: TileSize,
  ladder: LayerLadder,
  { current, isCalm = false }: { readonly current?: Layers | undefined; readonly isCalm?: boolean } = {},
): Layers {
  const { fullSize, scales, maxUpscale } = ladder;
  // By area, so that it holds for cameras held upright and for tiles that crop as well.
  const wanted = Math.sqrt(areaOf(tile) / areaOf(fullSize));
  const top = scales.length - 1;
  const suffices = (index: number) => {
    const isStepDown = current !== undefined && index < current.spatialLayer;
    return wanted <= (scales[index] ?? 1) * maxUpscale * (isStepDown ? HYSTERESIS : 1);
  };
  const found = scales.findIndex((_, index) => suffices(index));
  const spatialLayer = found === -1 ? top : found;
  const tiny = (scales[0] ?? 1) * TINY_TILE;
  const wasTiny = current?.spatialLayer === 0 && current.temporalLayer < ladder.temporalLayers - 1;
  const isTiny = spatialLayer === 0 && top > 0 && wanted < (wasTiny ? tiny / HYSTERESIS : tiny);
  return { spatialLayer, temporalLayer: Math.max(0, ladder.temporalLayers - (isTiny || isCalm ? 2 : 1)) };
}

/** How the worker shares a weak link, 1 to 255: first a layer for each by this order, then more for the highest. */
export function priorityOf(item: { source: Source; layers: Layers; isSpeaking: boolean }): number {
  if (item.source === 'screen') return 20;
  return 1 + item.layers.spatialLayer + (item.isSpeaking ? 10 : 0);
}
