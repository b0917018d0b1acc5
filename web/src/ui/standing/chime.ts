import { canChooseSpeaker } from '../../media/devices/devices.ts';

type Chime = 'knock' | 'admitted' | 'asked' | 'on' | 'off' | 'test';

/** Hz, start and length in seconds: short, soft, and unlike any ringing telephone. */
const NOTES: Readonly<Record<Chime, readonly (readonly [hz: number, at: number, length: number])[]>> = {
  knock: [
    [523, 0, 0.18],
    [523, 0.2, 0.3],
  ],
  admitted: [
    [523, 0, 0.2],
    [659, 0.13, 0.25],
    [784, 0.26, 0.45],
  ],
  asked: [
    [659, 0, 0.25],
    [880, 0.22, 0.25],
    [659, 0.5, 0.25],
    [880, 0.72, 0.5],
  ],
  on: [
    [523, 0, 0.1],
    [784, 0.08, 0.14],
  ],
  off: [
    [784, 0, 0.1],
    [523, 0.08, 0.14],
  ],
  test: [
    [440, 0, 0.3],
    [554, 0.25, 0.3],
    [659, 0.5, 0.6],
  ],
};
const LOUDNESS = 0.12;
const LONGEST_MS = 2_000;

/** Where the browser knows it; TypeScript does not yet. */
type WithSpeaker = AudioContext & { readonly setSinkId?: (speakerId: string) => Promise<void> };

/** Plays a few generated notes. Silent where the browser wants a touch of the page first, or has no sound at all. */
export function playChime(chime: Chime, speakerId: string | null = null): void {
  play(chime, speakerId).catch(() => {});
}

async function play(chime: Chime, speakerId: string | null): Promise<void> {
  const context: WithSpeaker = new AudioContext();
  // Also when it was never allowed to play; browsers give a page few contexts.
  setTimeout(() => void context.close().catch(() => {}), LONGEST_MS);
  const speaker = speakerId === null ? context.destination : await speakerOf(context, speakerId);
  for (const [hz, at, length] of NOTES[chime]) {
    const start = context.currentTime + at;
    const tone = new OscillatorNode(context, { type: 'sine', frequency: hz });
    const loudness = new GainNode(context, { gain: 0 });
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + length);
    tone.connect(loudness).connect(speaker);
    tone.start(start);
    tone.stop(start + length);
  }
}

/** The system's where this one is gone. Firefox turns no AudioContext to a speaker, but an element. */
async function speakerOf(context: WithSpeaker, speakerId: string): Promise<AudioNode> {
  if (context.setSinkId) {
    await context.setSinkId(speakerId).catch(() => {});
    return context.destination;
  }
  if (!canChooseSpeaker()) return context.destination;
  const played = context.createMediaStreamDestination();
  const audio = new Audio();
  // In this order: turned before it has anything to play, it may begin on the system's in Firefox.
  audio.srcObject = played.stream;
  setTimeout(() => {
    audio.srcObject = null;
  }, LONGEST_MS);
  await audio.setSinkId(speakerId).catch(() => {});
  await audio.play();
  return played;
}
