/** As quiet as digital silence is called. */
export const SILENCE_DB = -120;

/** Mean square of a block of samples between -1 and 1. */
export function powerOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : sum / samples.length;
}

/** Of full scale. */
export function dbOfPower(power: number): number {
  return Math.max(SILENCE_DB, 10 * Math.log10(power + Number.MIN_VALUE));
}

export function gainOfDb(db: number): number {
  return 10 ** (db / 20);
}
