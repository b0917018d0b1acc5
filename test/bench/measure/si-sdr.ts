import { coarseLag, DECIMATION, decimated, RATE } from './alignment.ts';

/** A receiver stretches and shortens what it plays to keep up: what is compared is short, and each piece is found anew. */
const PIECE = RATE / 2;
const DRIFT = Math.round(0.06 * RATE);
/** Of full scale. In pieces where hardly anybody speaks there is nothing to compare. */
const SPOKEN_DB = -40;

/**
 * How much of what was received is the voice that was said, in dB: the scale-invariant signal-to-distortion ratio (Le Roux
 * et al., 2019), as the median over half seconds in which somebody speaks. Both at 48 kHz; `said` goes round and round.
 * Errors: nothing of it was received.
 */
export function siSdr(received: Float32Array, said: Float32Array): number {
  // Between two samples of the lower rate there are others, at which it may fit better.
  const phases = Array.from({ length: DECIMATION }, (_, phase) => decimated(received.subarray(phase)));
  const [heard = new Float32Array()] = phases;
  const voice = decimated(said);
  const lag = coarseLag(heard, voice);
  const ratios: number[] = [];
  for (let at = DRIFT; at + PIECE + DRIFT < heard.length - 1; at += PIECE) {
    const pieces = phases.map((phase) => phase.subarray(at, at + PIECE));
    const found = pieces.flatMap((piece) => bestRatio(piece, voice, at + lag) ?? []);
    if (found.length > 0) ratios.push(Math.max(...found));
  }
  ratios.sort((a, b) => a - b);
  const median = ratios[Math.floor(ratios.length / 2)];
  if (median === undefined) throw new Error('nothing of what was said was received');
  return median;
}

function bestRatio(piece: Float32Array, voice: Float32Array, around: number): number | null {
  let best: number | null = null;
  for (let lag = around - DRIFT; lag <= around + DRIFT; lag += 1) {
    const ratio = ratioOf(piece, voice, lag);
    if (ratio !== null && (best === null || ratio > best)) best = ratio;
  }
  return best;
}

/** Null: nobody speaks there. */
function ratioOf(piece: Float32Array, voice: Float32Array, from: number): number | null {
  const start = ((from % voice.length) + voice.length) % voice.length;
  let cross = 0;
  let own = 0;
  let all = 0;
  for (let at = 0, index = start; at < piece.length; at += 1) {
    const said = voice[index] ?? 0;
    const heard = piece[at] ?? 0;
    cross += said * heard;
    own += said * said;
    all += heard * heard;
    index = index + 1 === voice.length ? 0 : index + 1;
  }
  if (10 * Math.log10(own / piece.length + 1e-12) < SPOKEN_DB) return null;
  const target = (cross * cross) / own;
  return 10 * Math.log10(target / Math.max(1e-12, all - target));
}
