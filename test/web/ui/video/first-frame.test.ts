import { expect, test } from 'vitest';
import { watchFirstFrame } from '../../../../web/src/ui/video/first-frame.ts';

/** A picture in Firefox before version 132. */
const anOlderVideo = () => new EventTarget() as HTMLVideoElement;

test('a browser that tells of no frames tells of the first picture all the same, once', () => {
  const video = anOlderVideo();
  let seen = 0;
  watchFirstFrame(video, () => (seen += 1));
  expect(seen).toBe(0);
  video.dispatchEvent(new Event('loadeddata'));
  video.dispatchEvent(new Event('loadeddata'));
  expect(seen).toBe(1);
});

test('a picture that was taken away before it came is not told of', () => {
  const video = anOlderVideo();
  let seen = 0;
  watchFirstFrame(video, () => (seen += 1))();
  video.dispatchEvent(new Event('loadeddata'));
  expect(seen).toBe(0);
});

test('a browser that tells of frames is asked for the first', () => {
  const asked = new Map<number, () => void>();
  const video = Object.assign(new EventTarget(), {
    requestVideoFrameCallback: (then: () => void) => asked.set(7, then) && 7,
    cancelVideoFrameCallback: (frame: number) => asked.delete(frame),
  }) as unknown as HTMLVideoElement;
  let seen = 0;
  const unwatch = watchFirstFrame(video, () => (seen += 1));
  video.dispatchEvent(new Event('loadeddata'));
  expect(seen).toBe(0);
  asked.get(7)?.();
  expect(seen).toBe(1);
  unwatch();
  expect(asked.size).toBe(0);
});
