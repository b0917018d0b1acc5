import { coarseLag, decimated, FRAME, RATE } from './alignment.ts';
import { mean, median } from './statistics.ts';

const PIECE = RATE / 4;
/** A receiver with a long buffer plays faster until it is short: each piece is looked for by itself. */
const DRIFT = Math.round(0.5 * RATE);
/** Half a frame from one to the next, and what was said is looked for in steps of 2.5 ms. */
const HOP = FRAME / 2;
const STEP = RATE / 400;
const SIZE = 512;
/** Of bands as wide as an ear tells apart (Zwicker's), in Hz. */
const EDGES = [
  ...[100, 200, 300, 400, 510, 630, 770, 920, 1_080, 1_270, 1_480],
  ...[1_720, 2_000, 2_320, 2_700, 3_150, 3_700, 4_400, 5_300, 6_400, 7_700],
];
const BANDS = EDGES.length - 1;
/** So far below a moment's loudest band nothing is heard. */
const HEARD_DB = 30;
/** Of full scale: in quieter moments nobody speaks. */
const SPOKEN_DB = -40;
/** In fewer moments of a quarter second there is nothing to compare. */
const LEAST_SPOKEN = 6;
/** A moment that is so far off is not what was said. */
const BROKEN_DB = 9;

export interface LevelDistance {
  /** Root mean square over the bands of a moment, mean over the moments in which somebody speaks. */
  readonly meanDb: number;
  /** Part of those moments that are farther off than BROKEN_DB. */
  readonly broken: number;
  /** How many there were, two in 20 ms. */
  readonly moments: number;
}

/** What is heard at one moment: the level of each band. */
type Levels = Float32Array;

/**
 * Tells how far what was received is from the voice that was said, by the levels of 20 bands in moments of 20 ms: what is
 * made up for a lost packet has other phases and may sound the same all the same. Loudness is compared within quarters of a
 * second, since a receiver may play louder. Both at 48 kHz; `said` goes round and round. Errors: nothing of it was received.
 */
export function levelDistanceFrom(said: Float32Array): (received: Float32Array) => LevelDistance {
  const voice = decimated(said);
  const voiceLevels = levelsEvery(STEP, voice);
  return (received) => {
    const heard = decimated(received);
    const lag = coarseLag(heard, voice);
    const louder = median(loudPart(levelsEvery(HOP, heard))) - median(loudPart(voiceLevels));
    const distances: number[] = [];
    for (let at = 0; at + PIECE + FRAME < heard.length; at += PIECE) {
      const piece = Array.from({ length: PIECE / HOP }, (_, index) => levelsAt(heard, at + index * HOP));
      distances.push(...nearest({ piece, louder }, voiceLevels, at + lag));
    }
    if (distances.length === 0) throw new Error('nothing of what was said was received');
    return {
      meanDb: mean(distances),
      broken: distances.filter((db) => db > BROKEN_DB).length / distances.length,
      moments: distances.length,
    };
  };
}

interface Piece {
  readonly piece: readonly Levels[];
  /** The whole, than what was said, in dB. */
  readonly louder: number;
}

/** Empty: hardly anybody speaks there. */
function nearest(heard: Piece, voice: readonly Levels[], from: number): readonly number[] {
  let best: { readonly spoken: readonly number[]; readonly sum: number } | null = null;
  for (let shift = -DRIFT; shift <= DRIFT; shift += STEP) {
    const { spoken, sum } = distancesOf(heard, voice, Math.round((from + shift) / STEP));
    if (best === null || sum < best.sum) best = { spoken, sum };
  }
  return best && best.spoken.length >= LEAST_SPOKEN ? best.spoken : [];
}

/** `sum`: also over moments in which something is heard though nobody speaks, which is from somewhere else. */
function distancesOf({ piece, louder }: Piece, voice: readonly Levels[], from: number) {
  const pairs: (readonly [heard: Levels, said: Levels])[] = [];
  for (const [index, heard] of piece.entries()) {
    const said = voice[(from + (index * HOP) / STEP + voice.length) % voice.length];
    if (said && Math.max(loudest(said), loudest(heard) - louder) > SPOKEN_DB) pairs.push([heard, said]);
  }
  const spoken: number[] = [];
  if (pairs.length === 0) return { spoken, sum: 0 };
  let sum = 0;
  const louderHere = median(pairs.map(([heard, said]) => loudest(heard) - loudest(said)));
  for (const [heard, said] of pairs) {
    const floor = Math.max(loudest(said), loudest(heard) - louderHere) - HEARD_DB;
    let squares = 0;
    for (let band = 0; band < BANDS; band += 1) {
      const one = Math.max(floor, (heard[band] ?? floor) - louderHere);
      squares += (one - Math.max(floor, said[band] ?? floor)) ** 2;
    }
    const db = Math.sqrt(squares / BANDS);
    sum += db;
    if (loudest(said) > SPOKEN_DB) spoken.push(db);
  }
  return { spoken, sum };
}

/** Of the moments in the louder half. */
function loudPart(levels: readonly Levels[]): readonly number[] {
  const all = levels.map(loudest).sort((one, other) => other - one);
  return all.slice(0, Math.ceil(all.length / 2));
}

function loudest(levels: Levels): number {
  return levels.reduce((most, level) => Math.max(most, level), Number.NEGATIVE_INFINITY);
}

/** Of what goes round and round. */
function levelsEvery(step: number, samples: Float32Array): readonly Levels[] {
  const round = new Float32Array(samples.length + FRAME);
  round.set(samples);
  round.set(samples.subarray(0, FRAME), samples.length);
  return Array.from({ length: Math.floor(samples.length / step) }, (_, index) => levelsAt(round, index * step));
}

/** Of the frame that begins there, in dB of full scale. */
function levelsAt(samples: Float32Array, start: number): Levels {
  const real = new Float64Array(SIZE);
  const imaginary = new Float64Array(SIZE);
  for (let at = 0; at < FRAME; at += 1) {
    real[at] = (samples[start + at] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * at) / FRAME));
  }
  transform(real, imaginary);
  return Float32Array.from({ length: BANDS }, (_, band) => {
    let power = 1e-9;
    const [from = 0, to = 0] = EDGES.slice(band, band + 2).map((hz) => Math.round((hz * SIZE) / RATE));
    for (let bin = from; bin < to; bin += 1) power += (real[bin] ?? 0) ** 2 + (imaginary[bin] ?? 0) ** 2;
    return 10 * Math.log10((16 * power) / (3 * FRAME * SIZE));
  });
}

/** The discrete Fourier transform in place (Cooley and Tukey, 1965); as many as a power of two. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  for (let at = 1, other = 0; at < size; at += 1) {
    let bit = size >> 1;
    for (; other & bit; bit >>= 1) other ^= bit;
    other ^= bit;
    if (at >= other) continue;
    [real[at], real[other]] = [real[other] ?? 0, real[at] ?? 0];
    [imaginary[at], imaginary[other]] = [imaginary[other] ?? 0, imaginary[at] ?? 0];
  }
  for (let span = 2; span <= size; span *= 2) {
    for (let turn = 0; turn < span / 2; turn += 1) {
      const [cos, sin] = [Math.cos((-2 * Math.PI * turn) / span), Math.sin((-2 * Math.PI * turn) / span)];
      for (let one = turn; one < size; one += span) {
        const two = one + span / 2;
        const [r, i] = [real[two] ?? 0, imaginary[two] ?? 0];
        const [turnedR, turnedI] = [r * cos - i * sin, r * sin + i * cos];
        real[two] = (real[one] ?? 0) - turnedR;
        imaginary[two] = (imaginary[one] ?? 0) - turnedI;
        real[one] = (real[one] ?? 0) + turnedR;
        imaginary[one] = (imaginary[one] ?? 0) + turnedI;
      }
    }
  }
}
