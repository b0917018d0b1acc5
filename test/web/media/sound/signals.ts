/** Sound as it is made for tests, between -1 and 1, at this rate. */
export const RATE = 48_000;
export const BLOCK = 128;

type Signal = (seconds: number) => number;

/** At so many dB of full scale, as a mean. */
export function tone(db: number, hz = 440): Signal {
  const peak = Math.SQRT2 * 10 ** (db / 20);
  return (at) => peak * Math.sin(2 * Math.PI * hz * at);
}

/** The same each time. */
export function noise(db: number, seed = 1): Signal {
  const peak = Math.sqrt(3) * 10 ** (db / 20);
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return peak * ((2 * state) / 2 ** 32 - 1);
  };
}

/** Syllables, four a second, in sentences of two seconds with a pause of one behind each; `db` while they last. */
export function voice(db: number): Signal {
  const carrier = noise(db, 7);
  return (at) => {
    const sample = carrier(at);
    const isSaid = at % 3 < 2 && at % 0.25 < 0.16;
    return isSaid ? sample : 0;
  };
}

export const silence: Signal = () => 0;

export function sum(...signals: readonly Signal[]): Signal {
  return (at) => signals.reduce((all, signal) => all + signal(at), 0);
}

/** Block by block. */
export function* blocksOf(signal: Signal, seconds: number, from = 0): Generator<Float32Array> {
  const first = Math.round(from * RATE);
  const count = Math.floor((seconds * RATE) / BLOCK);
  for (let block = 0; block < count; block += 1) {
    yield Float32Array.from({ length: BLOCK }, (_, at) => signal((first + block * BLOCK + at) / RATE));
  }
}

export function dbOf(samples: readonly number[] | Float32Array): number {
  let power = 0;
  for (const sample of samples) power += sample * sample;
  return 10 * Math.log10(power / samples.length + 1e-12);
}
