/** What becomes of noise. `slow`, `unsupported`, `stalled`: the browser suppresses it as well as it can. */
export type NoiseFilter = 'starting' | 'on' | 'light' | 'off' | 'slow' | 'unsupported' | 'stalled';

/** What comes from a microphone, whether it is sent or not. `nothing`: not even the hum of a room. */
export type Hearing = 'nothing' | 'quiet' | 'noise' | 'speech';

export interface SoundNote {
  readonly filter: NoiseFilter;
  readonly hears: Hearing;
}
