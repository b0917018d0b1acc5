/** Devices that are pulled out and plugged in, and a system that takes a microphone away: what no browser does by itself. */
const { mediaDevices } = navigator;
const unplugged = new Set<string>();
const captured: MediaStreamTrack[] = [];
const held = new WeakSet<MediaStreamTrack>();

// The page before the first has none.
if (mediaDevices) {
  const enumerate = mediaDevices.enumerateDevices.bind(mediaDevices);
  const capture = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.enumerateDevices = async () => (await enumerate()).filter(({ label }) => !unplugged.has(label));
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
    unplug(label: string) {
      unplugged.add(label);
      mediaDevices.dispatchEvent(new Event('devicechange'));
    },
    plug(label: string) {
      unplugged.delete(label);
      mediaDevices.dispatchEvent(new Event('devicechange'));
    },
    /** Where the page plays others. */
    sink: () => document.querySelector('audio')?.sinkId,
    /** As a telephone call does; what is captured after that is free of it. */
    holdMicrophone() {
      for (const track of captured.filter(({ kind, readyState }) => kind === 'audio' && readyState === 'live')) {
        held.add(track);
        track.dispatchEvent(new Event('mute'));
      }
    },
  },
});
