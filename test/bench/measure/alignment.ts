/** At a third of RECORDED_RATE: a voice is below, and it takes a ninth of the time. */
export const DECIMATION = 3;
export const RATE = 16_000;
/** Of 20 ms. */
export const FRAME = RATE / 50;

export function decimated(samples: Float32Array): Float32Array {
  return Float32Array.from({ length: Math.floor(samples.length / DECIMATION) }, (_, at) => {
    let sum = 0;
    for (let index = 0; index < DECIMATION; index += 1) sum += samples[at * DECIMATION + index] ?? 0;
    return sum / DECIMATION;
  });
}

/** By loudness, in frames: how much later in `voice`, which goes round and round, is what `heard` begins with. Both at RATE. */
export function coarseLag(heard: Float32Array, voice: Float32Array): number {
  const one = envelope(heard);
  const other = envelope(voice);
  let best = { lag: 0, sum: Number.NEGATIVE_INFINITY };
  for (let lag = 0; lag < other.length; lag += 1) {
    let sum = 0;
    for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[(at + lag) % other.length] ?? 0);
    if (sum > best.sum) best = { lag, sum };
  }
  return best.lag * FRAME;
}

/** Around its mean. */
function envelope(samples: Float32Array): Float32Array {
  const levels = Float32Array.from({ length: Math.floor(samples.length / FRAME) }, (_, at) => {
    const frame = samples.subarray(at * FRAME, (at + 1) * FRAME);
    return Math.sqrt(frame.reduce((sum, sample) => sum + sample * sample, 0) / FRAME);
  });
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
  return levels.map((level) => level - mean);
}
