/** Calls once, when the first picture of what is played is there; until it is stopped. */
export function watchFirstFrame(video: HTMLVideoElement, then: () => void): () => void {
  // Firefox has it since version 132 only.
  if (typeof video.requestVideoFrameCallback === 'function') {
    const frame = video.requestVideoFrameCallback(then);
    return () => video.cancelVideoFrameCallback(frame);
  }
  video.addEventListener('loadeddata', then, { once: true });
  return () => video.removeEventListener('loadeddata', then);
}
