/** A system that takes a microphone away: what no browser does by itself. */
const { mediaDevices } = navigator;
const captured: MediaStreamTrack[] = [];
const held = new WeakSet<MediaStreamTrack>();

// The page before the first has none.
if (mediaDevices) {
  const capture = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (asked) => {
    const stream = await capture(asked);
    captured.push(...stream.getTracks());
    return stream;
  };
}
Object.defineProperty(MediaStreamTrack.prototype, 'muted', {
  get(this: MediaStreamTrack) {
    return held.has(this);
  },
});

Object.assign(globalThis, {
  looseDevices: {
    /** As a telephone call does; what is captured after that is free of it. */
    holdMicrophone() {
      for (const track of captured.filter(({ kind, readyState }) => kind === 'audio' && readyState === 'live')) {
        held.add(track);
        track.dispatchEvent(new Event('mute'));
      }
    },
  },
});
