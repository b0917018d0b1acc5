import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf, crowdArea, ladderOf, layersFor, priorityOf } from '../../../src/sfu/subscribing/layers.ts';
import { layersOf } from '../../../src/sfu/subscribing/subscription.ts';

const SIMULCAST = [4, 2, 1].map((scaleResolutionDownBy) => ({ scaleResolutionDownBy, scalabilityMode: 'L1T3' }));
const CAMERA = ladderOf('camera', SIMULCAST);
const SCREEN = ladderOf('screen', SIMULCAST.slice(1));

const tile = fc.record({ width: fc.integer({ min: 1, max: 8192 }), height: fc.integer({ min: 1, max: 8192 }) });

describe('the ladder of a producer', () => {
  it('has a step for each simulcast stream', () => {
    expect(CAMERA).toMatchObject({ scales: [0.25, 0.5, 1], temporalLayers: 3 });
  });

  it('halves from step to step when the sender does not say', () => {
    expect(ladderOf('camera', [{}, {}]).scales).toEqual([0.5, 1]);
  });

  it('has a step for each layer within one stream', () => {
    expect(ladderOf('camera', [{ scalabilityMode: 'L3T3_KEY' }])).toMatchObject({
      scales: [0.25, 0.5, 1],
      temporalLayers: 3,
    });
  });

  it('begins at the size that the sender captures', () => {
    const oldLaptop = ladderOf('camera', SIMULCAST, { width: 640, height: 480 });
    expect(layersFor({ width: 600, height: 400 }, oldLaptop).spatialLayer).toBe(2);
    expect(layersFor({ width: 600, height: 400 }, CAMERA).spatialLayer).toBe(1);
  });

  it('has one step for a stream without layers', () => {
    expect(ladderOf('camera', [{}])).toMatchObject({ scales: [1], temporalLayers: 1 });
    expect(ladderOf('camera', [])).toMatchObject({ scales: [1], temporalLayers: 1 });
  });
});

describe('the layers for a tile', () => {
  it.each([
    ['one of 25 on a full HD screen', 384, 216, 0],
    ['one of 9 on a full HD screen', 640, 360, 1],
    ['one of 4 on a full HD screen', 960, 540, 2],
    ['a stage', 1600, 900, 2],
    ['a thumbnail', 160, 90, 0],
    ['an upright phone, one of six', 360, 400, 1],
  ])('%s', (_, width, height, spatialLayer) => {
    expect(layersFor({ width, height }, CAMERA).spatialLayer).toBe(spatialLayer);
  });

  it('let hands be read: with all frames and at 320 x 240 at the least, in a small tile among many as well', () => {
    const showing = { tile: { width: 160, height: 90 }, isInCrowd: true, isSpeaking: false };
    expect(layersOf({ ladder: CAMERA }, { ...showing, signs: false })).toEqual({ spatialLayer: 0, temporalLayer: 1 });
    expect(layersOf({ ladder: CAMERA }, { ...showing, signs: true })).toEqual({ spatialLayer: 1, temporalLayer: 2 });
    const oldLaptop = ladderOf('camera', SIMULCAST.slice(1), { width: 640, height: 480 });
    expect(layersOf({ ladder: oldLaptop }, { ...showing, signs: true })?.spatialLayer).toBe(0);
  });

  it('leave text as sharp as it was sent, other than in a thumbnail', () => {
    expect(layersFor({ width: 1000, height: 600 }, SCREEN).spatialLayer).toBe(1);
    expect(layersFor({ width: 320, height: 180 }, SCREEN).spatialLayer).toBe(0);
  });

  it('hold every frame, other than in a tiny tile', () => {
    expect(layersFor({ width: 320, height: 180 }, CAMERA)).toEqual({ spatialLayer: 0, temporalLayer: 2 });
    expect(layersFor({ width: 120, height: 68 }, CAMERA)).toEqual({ spatialLayer: 0, temporalLayer: 1 });
  });

  it('hold half the frames of a face that is calm in a crowd, and at least what there is', () => {
    expect(layersFor({ width: 384, height: 216 }, CAMERA, { isCalm: true })).toEqual({
      spatialLayer: 0,
      temporalLayer: 1,
    });
    expect(layersFor({ width: 600, height: 340 }, CAMERA, { isCalm: true })).toEqual({
      spatialLayer: 1,
      temporalLayer: 1,
    });
    expect(layersFor({ width: 60, height: 34 }, CAMERA, { isCalm: true })).toEqual({
      spatialLayer: 0,
      temporalLayer: 1,
    });
    expect(layersFor({ width: 384, height: 216 }, ladderOf('camera', [{}]), { isCalm: true }).temporalLayer).toBe(0);
  });

  it('of a stream without layers are the only ones there are', () => {
    fc.assert(fc.property(tile, (size) => layersFor(size, ladderOf('camera', [{}])).spatialLayer === 0));
  });

  it('never shrink when the tile grows', () => {
    fc.assert(
      fc.property(tile, fc.integer({ min: 0, max: 500 }), (size, more) => {
        const larger = { width: size.width + more, height: size.height + more };
        expect(layersFor(larger, CAMERA).spatialLayer).toBeGreaterThanOrEqual(layersFor(size, CAMERA).spatialLayer);
      }),
    );
  });

  it('once chosen stay for the same tile', () => {
    fc.assert(
      fc.property(tile, tile, (before, size) => {
        const chosen = layersFor(size, CAMERA, { current: layersFor(before, CAMERA) });
        expect(layersFor(size, CAMERA, { current: chosen })).toEqual(chosen);
      }),
    );
  });

  it('do not change to and fro with the jitter of a layout', () => {
    fc.assert(
      fc.property(tile, fc.double({ min: 0.93, max: 1, noNaN: true }), (size, jitter) => {
        const jittered = { width: size.width * jitter, height: size.height * jitter };
        const [large, small] = [size, jittered];
        let layers = layersFor(large, CAMERA);
        const seen = [small, large, small, large].map((next) => {
          layers = layersFor(next, CAMERA, { current: layers });
          return layers.spatialLayer;
        });
        expect(new Set(seen).size).toBe(1);
      }),
    );
  });
});

describe('a crowd', () => {
  const TILE = { width: 384, height: 216 };

  it('is ten faces or more', () => {
    expect(crowdArea(Array.from({ length: 9 }, () => TILE))).toBe(0);
    expect(crowdArea(Array.from({ length: 10 }, () => TILE))).toBeGreaterThanOrEqual(areaOf(TILE));
    expect(crowdArea([])).toBe(0);
  });

  it('has nobody in it who is shown larger than the others', () => {
    const large = { width: 960, height: 540 };
    expect(areaOf(large)).toBeGreaterThan(crowdArea([large, ...Array.from({ length: 11 }, () => TILE)]));
  });

  it('is not ended by a tile that is said to be tiny', () => {
    const tiny = { width: 1, height: 1 };
    expect(areaOf(TILE)).toBeLessThan(crowdArea([tiny, ...Array.from({ length: 11 }, () => TILE)]));
  });

  it('holds tiles of the last row, which are a little larger', () => {
    expect(areaOf({ width: 400, height: 225 })).toBeLessThan(crowdArea(Array.from({ length: 12 }, () => TILE)));
  });
});

it('a weak link is shared in the order of screen, speaker, large and small tile', () => {
  const small = layersFor({ width: 160, height: 90 }, CAMERA);
  const large = layersFor({ width: 1280, height: 720 }, CAMERA);
  const priorities = [
    priorityOf({ source: 'screen', layers: small, isSpeaking: false }),
    priorityOf({ source: 'camera', layers: small, isSpeaking: true }),
    priorityOf({ source: 'camera', layers: large, isSpeaking: false }),
    priorityOf({ source: 'camera', layers: small, isSpeaking: false }),
  ];
  expect(priorities).toEqual([...priorities].sort((a, b) => b - a));
  expect(new Set(priorities).size).toBe(4);
});
