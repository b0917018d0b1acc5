const FRAME_MS = 60;
/** Speech lies between these, so the meter moves where it matters. */
const FLOOR_DB = -60;
const CEILING_DB = -12;

/** Tells the loudness of a track, 0 to 1, about 16 times a second until stopped. */
export function watchLevel(track: MediaStreamTrack, tell: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    const db = power === 0 ? FLOOR_DB : 10 * Math.log10(power);
    tell(Math.min(1, Math.max(0, (db - FLOOR_DB) / (CEILING_DB - FLOOR_DB))));
  }, FRAME_MS);
  // Browsers keep a context silent until the person has touched the page.
  const wake = () => void context.resume();
  document.addEventListener('pointerdown', wake);
  document.addEventListener('keydown', wake);
  return () => {
    clearInterval(timer);
    document.removeEventListener('pointerdown', wake);
    document.removeEventListener('keydown', wake);
    void context.close();
  };
}
