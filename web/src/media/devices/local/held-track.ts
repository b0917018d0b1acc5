/** Between two devices, or before the first picture, tracks fall silent for moments that are worth no word. */
const HELD_AFTER_MS = 1_000;

/** Tells when the system gives nothing of a track for a while, and when it does again; until it is stopped. */
export function watchHeld(track: MediaStreamTrack, changed: (isHeld: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isHeld = false;
  const set = (now: boolean) => {
    if (now === isHeld) return;
    isHeld = now;
    changed(now);
  };
  const judge = () => {
    if (timer !== null) clearTimeout(timer);
    timer = track.muted ? setTimeout(() => set(true), HELD_AFTER_MS) : null;
    if (!track.muted) set(false);
  };
  track.addEventListener('mute', judge);
  track.addEventListener('unmute', judge);
  judge();
  return () => {
    if (timer !== null) clearTimeout(timer);
    track.removeEventListener('mute', judge);
    track.removeEventListener('unmute', judge);
  };
}
