/**
 * The page is looked at again, or goes on after it was frozen (in Chromium alone) or the device has slept. Whoever froze
 * it has paused all that it played, and plays nothing of that by itself.
 */
export function onAwake(awake: () => void, { signal }: { readonly signal: AbortSignal }): void {
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && awake(), { signal });
  document.addEventListener('resume', awake, { signal });
  window.addEventListener('pageshow', awake, { signal });
}

/** Until the answer is called. */
export function playOn(element: HTMLMediaElement, play: () => void): () => void {
  const scope = new AbortController();
  onAwake(() => element.paused && play(), scope);
  return () => scope.abort();
}
